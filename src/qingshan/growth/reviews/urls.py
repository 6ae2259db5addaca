from django.urls import path

from qingshan.growth.reviews import views

urlpatterns = [
    path("", views.review_list, name="review_list"),
    path("new/", views.review_new, name="review_new"),
    path("<int:pk>/", views.review, name="review"),
    path("<int:pk>/opinion/", views.review_opinion, name="review_opinion"),
    path("<int:pk>/answer/", views.review_answer, name="review_answer"),
    path("<int:pk>/appeal/", views.review_appeal, name="review_appeal"),
    path("<int:pk>/decide/", views.review_decide, name="review_decide"),
    path("<int:pk>/settle/", views.review_settle, name="review_settle"),
]
