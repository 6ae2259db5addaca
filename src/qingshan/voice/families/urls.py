from django.urls import path

from qingshan.voice.families import views

urlpatterns = [
    path("<slug:code>/", views.say, name="say"),
    path("<slug:code>/new/", views.complain, name="complain"),
    path("<slug:code>/follow/", views.follow, name="follow"),
]
