from django.urls import path

from qingshan.ideals.study import views

urlpatterns = [
    path("study/", views.study, name="study"),
    path("study/takeaways/", views.takeaway_list, name="takeaway_list"),
    path("study/campaigns/new/", views.campaign_new, name="campaign_new"),
    path("study/campaigns/<int:pk>/", views.campaign, name="campaign"),
    path("study/campaigns/<int:pk>/edit/", views.campaign_edit, name="campaign_edit"),
    path("study/<int:session>/takeaway/", views.takeaway, name="takeaway"),
    path("role-models/", views.role_model_list, name="role_model_list"),
    path("role-models/<slug:key>/", views.role_model, name="role_model"),
]
