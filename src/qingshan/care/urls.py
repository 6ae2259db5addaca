"""Addresses of care: one line a room."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "care"
urlpatterns: list["URLPattern | URLResolver"] = []
