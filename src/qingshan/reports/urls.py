from django.urls import path

from qingshan.reports import inspection_views, issued_views, template_views, views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("issued/", issued_views.issued_list, name="issued_list"),
    path("issued/<int:pk>/", issued_views.issued, name="issued"),
    path("issued/<int:pk>/file/", issued_views.issued_file, name="issued_file"),
    path("inspection/", inspection_views.inspection, name="inspection"),
    path("inspection/<int:pk>/", inspection_views.inspection_file, name="inspection_file"),
    path(
        "inspection/<int:pk>/file/",
        inspection_views.inspection_download,
        name="inspection_download",
    ),
    path("<slug:key>/", views.document, name="document"),
    path("<slug:key>/file/", views.document_file, name="document_file"),
    path("<slug:key>/file/why/", views.document_file_why, name="document_file_why"),
    path("<slug:key>/chart/<str:word>.svg", views.document_chart, name="document_chart"),
    path("<slug:key>/numbers/<str:word>/", views.number, name="number"),
    path("<slug:key>/publish/", issued_views.document_publish, name="document_publish"),
    path("<slug:key>/template/", template_views.template, name="template"),
    path("<slug:key>/template/file/", template_views.template_download, name="template_download"),
    path("<slug:key>/template/upload/", template_views.template_upload, name="template_upload"),
    path("<slug:key>/template/revert/", template_views.template_revert, name="template_revert"),
]
