from django.urls import path

from qingshan.people.accounts import views

urlpatterns = [
    path("", views.account_list, name="account_list"),
    path("open/", views.open_all, name="account_open_all"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/offices/", views.grant, name="account_grant"),
    path("<int:pk>/offices/<int:office>/end/", views.end, name="account_end"),
    path("<int:pk>/password/", views.reset, name="account_reset"),
    path("<int:pk>/second-step/", views.drop_second_step, name="account_second_step"),
    path("<int:pk>/state/", views.change_state, name="account_state"),
]
