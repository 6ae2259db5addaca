from django.urls import path

from qingshan.character.photos import views

urlpatterns = [
    path("consents/<int:pk>/", views.consents, name="photo_consents"),
]
