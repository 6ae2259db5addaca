from django.urls import path

from qingshan.people.pairings import views

urlpatterns = [
    path("", views.pairing_list, name="pairing_list"),
    path("new/<slug:kind>/", views.pairing_new, name="pairing_new"),
    path("renew/", views.pairing_renew, name="pairing_renew"),
    path("<int:pk>/", views.pairing, name="pairing"),
    path("<int:pk>/end/", views.pairing_end, name="pairing_end"),
]
