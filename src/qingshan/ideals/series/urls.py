from django.urls import path

from qingshan.ideals.series import editing, views

urlpatterns = [
    path("", views.series, name="series"),
    path("new/", views.piece_new, name="piece_new"),
    path("<int:pk>/", views.piece, name="piece"),
    path("<int:pk>/edit/", editing.piece_edit, name="piece_edit"),
    path("<int:pk>/do/<slug:deed>/", views.piece_deed, name="piece_deed"),
    path("<int:pk>/why/<slug:deed>/", views.piece_why, name="piece_why"),
    path("<int:pk>/html/", views.piece_html, name="piece_html"),
    path("<int:pk>/word/", views.piece_word, name="piece_word"),
    path("pictures/<int:pk>/", views.picture, name="picture"),
]
