from django.urls import path

from qingshan.care.fund import notice_views, payment_views, views

urlpatterns = [
    path("", views.fund, name="fund"),
    path("entries/", views.fund_entry_list, name="fund_entry_list"),
    path("entries/<int:pk>/", views.fund_entry, name="fund_entry"),
    path("entries/<int:pk>/paper/", views.fund_entry_paper, name="fund_entry_paper"),
    path("entries/<int:pk>/reverse/", views.fund_reverse, name="fund_reverse"),
    path("give/", views.fund_give, name="fund_give"),
    path("ask/", payment_views.fund_ask, name="fund_ask"),
    path("payments/", payment_views.fund_payment_list, name="fund_payment_list"),
    path("payments/<int:pk>/", payment_views.fund_payment, name="fund_payment"),
    path("payments/<int:pk>/pay/", payment_views.fund_pay, name="fund_pay"),
    path("payments/<int:pk>/refuse/", payment_views.fund_refuse, name="fund_refuse"),
    path("payments/<int:pk>/take-back/", payment_views.fund_take_back, name="fund_take_back"),
    path("notices/", notice_views.fund_notice_list, name="fund_notice_list"),
    path("notices/days/", notice_views.fund_notice_days, name="fund_notice_days"),
    path("notices/<int:pk>/", notice_views.fund_notice, name="fund_notice"),
    path("notices/<int:pk>/down/", notice_views.fund_notice_down, name="fund_notice_down"),
    path("public/<str:token>/", notice_views.fund_public, name="fund_public"),
]
