from django.urls import path

from qingshan.school import audit_views

app_name = "school"
urlpatterns = [
    path("audit/", audit_views.audit_list, name="audit_list"),
]
