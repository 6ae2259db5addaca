from django.urls import path

from qingshan.indicators import published_views, views

app_name = "indicators"
urlpatterns = [
    path("", views.indicator_list, name="indicator_list"),
    path("pinned/", views.pinned, name="pinned"),
    path("chart/<slug:name>.svg", views.chart, name="chart"),
    path("published/<int:pk>/", published_views.published_rows, name="published_rows"),
    path("<str:key>/chart.svg", views.figure_chart, name="figure_chart"),
    path("<str:key>/pin/", views.pin, name="pin"),
    path("<str:key>/rows.xlsx", views.indicator_rows, name="indicator_rows"),
    path("<str:key>/", views.indicator, name="indicator"),
]
