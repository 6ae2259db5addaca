from django.urls import path

from qingshan.outcomes.inspections import views

urlpatterns = [
    path("inspections/", views.inspection_list, name="inspection_list"),
    path("inspections/new/", views.inspection_new, name="inspection_new"),
    path("inspections/<int:pk>/", views.inspection, name="inspection"),
    path("inspections/<int:pk>/edit/", views.inspection_edit, name="inspection_edit"),
    path("inspections/<int:pk>/found/", views.inspection_finding, name="inspection_finding"),
    path("rounds/", views.round_list, name="round_list"),
    path("rounds/<int:pk>/", views.round_made, name="round"),
    path("rounds/<int:pk>/found/", views.round_finding, name="round_finding"),
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/hand/", views.finding_hand, name="finding_hand"),
    path("findings/<int:pk>/mend/", views.finding_mend, name="finding_mend"),
    path("findings/<int:pk>/again/", views.finding_again, name="finding_again"),
    path("findings/photos/<int:pk>/", views.finding_photo, name="finding_photo"),
]
