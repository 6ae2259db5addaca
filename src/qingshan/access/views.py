"""A person's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.kit.http import HttpRequest


@require_GET
@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """Name and offices, password, second step, and the way out."""
    return render(request, "access/my_account.html")
