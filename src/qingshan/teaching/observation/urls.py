from django.urls import path

from qingshan.teaching.observation import draw_views, views

urlpatterns = [
    path("", views.observation_list, name="observation_list"),
    path("new/", views.observation_new, name="observation_new"),
    path("<int:pk>/", views.observation, name="observation"),
    path("<int:pk>/notes/", views.observe, name="observe"),
    path("<int:pk>/notes/<int:note>/take-back/", views.note_take_back, name="note_take_back"),
    path("<int:pk>/send/", views.observation_send, name="observation_send"),
    path("agreement/", views.agreement, name="observation_agreement"),
    path("of/<int:pk>/", views.trend, name="observation_trend"),
    path("draws/", draw_views.draw_list, name="draw_list"),
    path("draws/new/", draw_views.draw_new, name="draw_new"),
    path("draws/<int:pk>/", draw_views.draw, name="draw"),
    path("draws/<int:pk>/ground/", draw_views.draw_ground, name="draw_ground"),
]
