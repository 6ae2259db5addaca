"""The pattern page: every component in each of its states, for whoever builds a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from qingshan.kit.patterns import LONG, SENT, PatternForm, tables

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.kit.http import HttpRequest


@require_GET
@login_required
def patterns(request: HttpRequest) -> HttpResponse:
    shown = {"form": PatternForm(SENT), "fresh": PatternForm(prefix="new"), "long": LONG}
    return render(request, "kit/patterns.html", shown | {"tables": tables()})
