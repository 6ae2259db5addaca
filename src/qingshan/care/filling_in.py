"""A sheet to fill in: what was sent, which filling-in it is, and the page that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import render

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse, QueryDict

    from qingshan.school.doors import MemberRequest


def posted(request: MemberRequest) -> QueryDict | None:
    """What was sent, be it empty; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def once(request: MemberRequest) -> UUID | None:
    """Which filling-in of a sheet this is; None where the sheet names none."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def sheet(
    request: MemberRequest,
    form: forms.Form,
    *,
    title: str,
    words: str,
    back: tuple[object, str],
    sub: str = "",
) -> HttpResponse:
    """The page of a form; `back` is the address and the name of where it was opened from."""
    href, place = back
    context = {
        "form": form,
        "title": title,
        "words": words,
        "sub": sub,
        "back": href,
        "place": place,
    }
    return render(request, "care/sheet.html", context, status=422 if form.errors else 200)
