from django.urls import path

from qingshan.character.festivals import item_views, views

urlpatterns = [
    path("", views.festival_list, name="festival_list"),
    path("new/", views.festival_new, name="festival_new"),
    path("<int:pk>/", views.festival, name="festival"),
    path("<int:pk>/edit/", views.festival_edit, name="festival_edit"),
    path("<int:pk>/items/new/", item_views.item_new, name="festival_item_new"),
    path("items/<int:pk>/", item_views.item, name="festival_item"),
    path("items/<int:pk>/edit/", item_views.item_edit, name="festival_item_edit"),
    path("items/<int:pk>/results/", item_views.results, name="festival_results"),
    path("items/<int:pk>/sign/<int:class_pk>/", item_views.sign, name="festival_sign"),
    path("entries/", views.entry_list, name="festival_entry_list"),
]
