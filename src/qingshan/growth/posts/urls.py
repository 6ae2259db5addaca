from django.urls import path

from qingshan.growth.posts import views

urlpatterns = [
    path("", views.post_list, name="post_list"),
    path("new/", views.post_new, name="post_new"),
    path("<int:pk>/leave/", views.post_leave, name="post_leave"),
]
