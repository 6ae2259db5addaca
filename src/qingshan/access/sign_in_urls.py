"""The addresses of allauth that the house uses. What it does not use is not there.

`account_signup` and `account_reset_password` are names that allauth links to; both lead to the
page that says whom to ask, since a school's accounts are opened and reset by its administrator.
"""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from qingshan.access import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("signup/", views.ask_the_administrator, name="account_signup"),
    path("password/reset/", views.ask_the_administrator, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
