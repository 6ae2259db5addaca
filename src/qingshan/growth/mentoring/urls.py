from django.urls import path

from qingshan.growth.mentoring import views

urlpatterns = [
    path("", views.mentoring_list, name="mentoring_list"),
    path("wish/", views.mentoring_wish, name="mentoring_wish"),
    path("proposal/", views.mentoring_proposal, name="mentoring_proposal"),
    path("adopt/", views.mentoring_adopt, name="mentoring_adopt"),
    path("<int:pk>/agreement/", views.agreement, name="agreement"),
]
