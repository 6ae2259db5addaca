from django.urls import path

from qingshan.school import audit_views, views

app_name = "school"
urlpatterns = [
    path("audit/", audit_views.audit_list, name="audit_list"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/days/", views.calendar_mark, name="calendar_mark"),
    path("calendar/terms/<int:pk>/", views.term, name="term"),
    path("calendar/new/", views.year_new, name="year_new"),
]
