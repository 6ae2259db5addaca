from django.urls import path

from qingshan.records.offline import views

urlpatterns = [
    path("", views.offline, name="offline"),
    path("worker.js", views.offline_worker, name="offline_worker"),
    path("app.webmanifest", views.offline_manifest, name="offline_manifest"),
    path("bundle/", views.offline_bundle, name="offline_bundle"),
    path("send/", views.offline_send, name="offline_send"),
    path("photo/", views.offline_photo, name="offline_photo"),
]
