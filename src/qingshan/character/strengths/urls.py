from django.urls import path

from qingshan.character.strengths import views

urlpatterns = [
    path("strengths/<int:pk>/", views.strengths, name="strengths"),
    path("strengths/<int:pk>/page/", views.growth_page, name="growth_page"),
    path("roles/<int:pk>/", views.class_roles, name="class_roles"),
    path("roles/<int:pk>/end/", views.class_role_end, name="class_role_end"),
    path("five/", views.five, name="five"),
    path("five/chart/", views.five_chart, name="five_chart"),
    path("five/<str:side>/<str:way>/", views.five_rows, name="five_rows"),
    path("features/", views.features, name="features"),
    path("awards/", views.award_list, name="award_list"),
]
