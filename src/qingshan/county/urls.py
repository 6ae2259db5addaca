from django.urls import path

from qingshan.county import receiving_views, sending_views, views

app_name = "county"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("schools/<str:code>/", views.school, name="school"),
    path("figures/", views.figures, name="figures"),
    path("figures.xlsx", views.figures_book, name="figures_book"),
    path("charts/<str:key>.svg", views.chart, name="chart"),
    path("packages/", receiving_views.arrivals, name="arrivals"),
    path("keys/", receiving_views.key_list, name="key_list"),
    path("keys/<int:pk>/end/", receiving_views.key_end, name="key_end"),
    path("package/", sending_views.package, name="package"),
    path("package/make/", sending_views.package_make, name="package_make"),
    path("package/key/", sending_views.package_key_renew, name="package_key_renew"),
    path("package/<int:pk>/file/", sending_views.package_file, name="package_file"),
]
