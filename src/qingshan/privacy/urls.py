from django.urls import path

from qingshan.privacy import views
from qingshan.privacy.erasing import views as erasing
from qingshan.privacy.subjects import views as subjects

app_name = "privacy"
urlpatterns = [
    path("", views.home, name="home"),
    path("kept/", views.kept, name="kept"),
    path("kept/now/", views.let_go, name="let_go"),
    path("left/", views.left, name="left"),
    path("of/<slug:who>/<int:pk>/", subjects.person, name="person"),
    path("of/<slug:who>/<int:pk>/erase/", erasing.erase, name="person_erase"),
    path("notice/<slug:code>/", views.notice, name="notice"),
]
