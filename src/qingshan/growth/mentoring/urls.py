from django.urls import path

from qingshan.growth.mentoring import pair_views, views

urlpatterns = [
    path("", views.mentoring_list, name="mentoring_list"),
    path("wish/", views.mentoring_wish, name="mentoring_wish"),
    path("proposal/", views.mentoring_proposal, name="mentoring_proposal"),
    path("adopt/", views.mentoring_adopt, name="mentoring_adopt"),
    path("<int:pk>/", pair_views.mentoring, name="mentoring"),
    path("<int:pk>/close/", pair_views.mentoring_close, name="mentoring_close"),
    path("<int:pk>/read/", pair_views.mentoring_read, name="mentoring_read"),
    path("<int:pk>/agreement/", views.agreement, name="agreement"),
]
