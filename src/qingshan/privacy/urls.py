from django.urls import path

from qingshan.privacy import views
from qingshan.privacy.subjects import views as subjects

app_name = "privacy"
urlpatterns = [
    path("", views.home, name="home"),
    path("kept/", views.kept, name="kept"),
    path("kept/now/", views.let_go, name="let_go"),
    path("of/<slug:who>/<int:pk>/", subjects.person, name="person"),
    path("notice/<slug:code>/", views.notice, name="notice"),
]
