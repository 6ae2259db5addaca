from django.urls import path, re_path

from qingshan.api import views
from qingshan.api.v1 import interface
from qingshan.api.v1.problems import nothing_here

app_name = "api"
pages = [
    path("", views.reference, name="reference"),
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/new/", views.token_new, name="token_new"),
    path("tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
]
urlpatterns = [
    *pages,
    path("v1/", interface.urls),
    re_path(r"^v1/", nothing_here),
]
