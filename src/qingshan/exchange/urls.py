from django.urls import path

from qingshan.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.load_list, name="load_list"),
    path("template.xlsx", views.template_download, name="template_download"),
    path("school.xlsx", views.dump_download, name="dump_download"),
    path("<int:pk>/", views.load_run, name="load_run"),
    path("<int:pk>/load/", views.load_begin, name="load_begin"),
    path("<int:pk>/marked.xlsx", views.marked_download, name="marked_download"),
]
