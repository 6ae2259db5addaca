"""A page of one form, for every room of growth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it empty; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    words: str,
    back: tuple[str, str],
    **more: Any,
) -> HttpResponse:
    """`words` stand on the button; `back` is an address and what it is called."""
    href, place = back
    context = {"form": form, "title": title, "words": words, "back": href, "place": place, **more}
    return render(request, "growth/form.html", context, status=422 if form.errors else 200)
