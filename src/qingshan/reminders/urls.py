from django.urls import path

from qingshan.reminders import feed_views, robot_views, views

app_name = "reminders"
urlpatterns = [
    path("", views.letter_list, name="letter_list"),
    path("<int:pk>/", views.letter, name="letter"),
    path("weeks/<slug:monday>/<slug:key>/", views.coverage, name="coverage"),
    path("preferences/", views.preferences, name="preferences"),
    path("calendar/", feed_views.calendar, name="calendar"),
    path("calendar/<str:token>.ics", feed_views.calendar_feed, name="calendar_feed"),
    path("turn/", views.turn, name="turn"),
    path("mail/<str:signed>/", views.unsubscribe, name="unsubscribe"),
    path("robots/", robot_views.robot_list, name="robot_list"),
    path("robots/new/", robot_views.robot_new, name="robot_new"),
    path("robots/<int:pk>/try/", robot_views.robot_try, name="robot_try"),
    path("robots/<int:pk>/switch/", robot_views.robot_switch, name="robot_switch"),
    path("robots/<int:pk>/remove/", robot_views.robot_remove, name="robot_remove"),
]
