from django.urls import path

from qingshan.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("case/", views.case, name="case"),
    path("case.docx", views.case_download, name="case_download"),
    path("case/template.docx", views.template_download, name="template_download"),
    path("case/template/", views.template_upload, name="template_upload"),
    path("case/template/revert/", views.template_revert, name="template_revert"),
]
