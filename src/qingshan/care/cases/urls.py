from django.urls import path

from qingshan.care.cases import views
from qingshan.care.cases.ledger_views import ledger

urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("new/", views.case_new, name="case_new"),
    path("ledgers/", ledger, name="ledger"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/plan/", views.case_plan, name="case_plan"),
    path("<int:pk>/hand-over/", views.case_hand_over, name="case_hand_over"),
    path("<int:pk>/team/", views.case_join, name="case_join"),
    path("<int:pk>/team/<int:member>/leave/", views.case_leave, name="case_leave"),
    path("<int:pk>/close/", views.case_close, name="case_close"),
    path("<int:pk>/confirm/", views.case_confirm, name="case_confirm"),
    path("<int:pk>/send-back/", views.case_send_back, name="case_send_back"),
    path("<int:pk>/reopen/", views.case_reopen, name="case_reopen"),
]
