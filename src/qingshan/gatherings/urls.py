from django.urls import path

from qingshan.gatherings import attending, views

app_name = "gatherings"
urlpatterns = [
    path("", views.gathering_list, name="gathering_list"),
    path("ethics-talks/", views.ethics_talk_list, name="ethics_talk_list"),
    path("new/<str:kind>/", views.gathering_new, name="gathering_new"),
    path("<int:pk>/", views.gathering, name="gathering"),
    path("<int:pk>/edit/", views.gathering_edit, name="gathering_edit"),
    path("<int:pk>/call-off/", views.gathering_call_off, name="gathering_call_off"),
    path("<int:pk>/write-up/", views.write_up, name="write_up"),
    path("<int:pk>/here/", attending.here, name="here"),
    path("<int:pk>/scan/", attending.scan, name="scan"),
    path("<int:pk>/scan/<str:code>/", attending.scan, name="scanned"),
    path("<int:pk>/screen/", attending.screen, name="screen"),
    path("<int:pk>/list/", attending.list_page, name="list"),
    path("files/<int:pk>/", views.file, name="file"),
    path("files/<int:pk>/remove/", views.file_remove, name="file_remove"),
]
