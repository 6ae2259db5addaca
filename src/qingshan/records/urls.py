from django.urls import include, path

from qingshan.records import evidence_views, views

app_name = "records"
urlpatterns = [
    path("", views.record_list, name="record_list"),
    path("offline/", include("qingshan.records.offline.urls")),
    path("new/", views.record_new, name="record_new"),
    path("new/<slug:key>/", views.record_new_of_kind, name="record_new_of_kind"),
    path("<int:pk>/", evidence_views.record, name="record"),
    path("<int:pk>/edit/", views.record_edit, name="record_edit"),
    path("<int:pk>/withdraw/", views.record_withdraw, name="record_withdraw"),
    path("<int:pk>/evidence/", evidence_views.evidence_add, name="evidence_add"),
    path("evidence/<int:pk>/", evidence_views.evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence_views.evidence_remove, name="evidence_remove"),
]
