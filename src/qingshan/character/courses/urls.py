from django.urls import path

from qingshan.character.courses import place_views, session_views, views, wish_views

urlpatterns = [
    path("", views.course_list, name="course_list"),
    path("new/", views.offering_new, name="offering_new"),
    path("repeat/", views.course_repeat, name="course_repeat"),
    path("<int:pk>/", views.offering, name="offering"),
    path("<int:pk>/edit/", views.offering_edit, name="offering_edit"),
    path("<int:pk>/remove/", views.offering_remove, name="offering_remove"),
    path("<int:pk>/session/<str:day>/", session_views.session, name="course_session"),
    path("<int:pk>/showing/", session_views.showing_new, name="course_showing"),
    path("slots/", views.slot_list, name="course_slots"),
    path("slots/<int:pk>/", views.slot_edit, name="course_slot"),
    path("slots/<int:pk>/remove/", views.slot_remove, name="course_slot_remove"),
    path("wishes/", wish_views.wish_list, name="course_wishes"),
    path("wishes/<int:pk>/", wish_views.wish_class, name="course_wish_class"),
    path("wishes/<int:pk>/slips/", wish_views.wish_slips, name="course_wish_slips"),
    path("home/<str:signed>/", wish_views.wish_at_home, name="course_wish_home"),
    path("siblings/", wish_views.sibling_list, name="course_siblings"),
    path("siblings/<int:pk>/untie/", wish_views.siblings_untie, name="course_siblings_untie"),
    path("places/", place_views.place_list, name="course_places"),
    path("places/propose/", place_views.place_propose, name="course_propose"),
    path("places/adopt/", place_views.place_adopt, name="course_adopt"),
    path("places/<int:pk>/", place_views.place, name="place"),
]
