from django.urls import path

from qingshan.voice.suggestions import views

urlpatterns = [
    path("", views.suggestion_list, name="suggestion_list"),
    path("new/", views.suggestion_new, name="suggestion_new"),
    path("alike/", views.suggestion_alike, name="suggestion_alike"),
    path("photos/<int:pk>/", views.suggestion_photo, name="suggestion_photo"),
    path("<int:pk>/", views.suggestion, name="suggestion"),
    path("<int:pk>/take/", views.suggestion_take, name="suggestion_take"),
    path("<int:pk>/hand/", views.suggestion_hand, name="suggestion_hand"),
    path("<int:pk>/tell/", views.suggestion_tell, name="suggestion_tell"),
    path("<int:pk>/adopt/", views.suggestion_adopt, name="suggestion_adopt"),
    path("<int:pk>/decline/", views.suggestion_decline, name="suggestion_decline"),
    path("<int:pk>/finish/", views.suggestion_finish, name="suggestion_finish"),
]
