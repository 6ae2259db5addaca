from django.urls import path

from qingshan.outcomes.honours import print_views, views

urlpatterns = [
    path("", views.honour_list, name="honour_list"),
    path("new/<slug:recipient>/", views.honour_new, name="honour_new"),
    path("<int:pk>/", views.honour, name="honour"),
    path("<int:pk>/edit/", views.honour_edit, name="honour_edit"),
    path("<int:pk>/remove/", views.honour_remove, name="honour_remove"),
    path("<int:pk>/certificates/", views.certificate_add, name="certificate_add"),
    path("<int:pk>/paper/", print_views.honour_paper, name="honour_paper"),
    path("<int:pk>/consent/", views.honour_consent, name="honour_consent"),
    path("<int:pk>/consent/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("certificates/<int:pk>/", views.certificate, name="certificate"),
    path("certificates/<int:pk>/remove/", views.certificate_remove, name="certificate_remove"),
    path("public/<slug:code>/", views.honour_public, name="honour_public"),
]
