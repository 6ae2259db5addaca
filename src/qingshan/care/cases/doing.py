"""A deed on a case by a form: done, or the page again with what stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from qingshan.care.cases import services
from qingshan.care.cases.visibility import cases_known_to
from qingshan.care.filling_in import sheet
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

    from qingshan.care.models import Case
    from qingshan.school.doors import MemberRequest

NOT_NOW = tr("这份个案刚刚有人改过状态，请看看现在的情况。")


def do(
    request: MemberRequest,
    found: Case,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], object],
    *,
    title: str,
    words: str,
    said: str,
) -> HttpResponse:
    """Does what a sound form asks; the page with its sentences where it cannot be done."""
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except (services.NotInThisState, services.NotTheSecondPerson):
            messages.info(request, NOT_NOW)
            return redirect("care:case", found.pk)
        except services.HasACase as held:
            messages.info(request, tr("这个孩子已经有另一份在办的个案。"))
            return redirect("care:case", held.case.pk)
        except services.StageNotDone as early:
            form.add_error(
                "words",
                tr("这一步还没做完：{missing}。要先往下走，请在这里写为什么。").format(
                    missing=early.missing
                ),
            )
        except services.NoEvidence:
            form.add_error(
                "evidence", tr("这条记录不能佐证：要立案以后、关于这个孩子、带照片或文件。")
            )
        else:
            messages.success(request, said)
            known = cases_known_to(request.member).filter(pk=found.pk).exists()
            return redirect("care:case", found.pk) if known else redirect("care:case_list")
    back = (
        reverse("care:case", args=[found.pk]),
        tr("{student}的个案").format(student=found.student.name),
    )
    return sheet(request, form, back=back, title=title, words=words)
