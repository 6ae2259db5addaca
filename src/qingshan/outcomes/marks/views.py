"""Marks: the list for those who help, and the sheet of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.cells import shortest
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.outcomes.marks import services
from qingshan.outcomes.marks.forms import MarksForm
from qingshan.outcomes.marks.queries import (
    classes_marked_by,
    classmates,
    known_words,
    marks_of,
    sheets_of,
    version,
)
from qingshan.outcomes.marks.tables import MarkTable
from qingshan.outcomes.visibility import marks_visible_to
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.school.models import SchoolClass

USUAL_SUBJECTS = ["语文", "数学", "英语"]


@never_cache
@require_GET
@member_required
def mark_list(request: MemberRequest) -> HttpResponse:
    table = MarkTable(marks_visible_to(request.member), request.GET)
    context = {"classes": list(classes_marked_by(request.member))}
    return table_page(request, "outcomes/mark_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def mark_sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """A class's marks in one subject; `exam` and `subject` in the address open those that stand."""
    school_class = get_object_or_404(classes_marked_by(request.member), pk=pk)
    exam, subject = (request.GET.get(name, "")[:40] for name in ("exam", "subject"))
    held = marks_of(school_class, exam, subject) if exam and subject else {}
    start = {"exam": exam, "subject": subject, "date": request.member.today, "full": 100}
    if held:
        one = next(iter(held.values()))
        start |= {"date": one.date, "full": shortest(one.full), "seen": version(held)}
    form = MarksForm(
        request.POST or None,
        children=classmates(school_class, request.member.today, held),
        held=held,
        start=start,
        today=request.member.today,
    )
    meanwhile = 0
    if form.is_valid():
        try:
            number = _kept(request, school_class, form)
        except services.ChangedMeanwhile as changed:
            meanwhile = len(changed.marks)
            form.look_again(version(changed.marks))
        else:
            told = form.cleaned_data
            messages.success(
                request,
                tr("记下了：{told}{told2}，{number} 个孩子。").format(
                    told=told["exam"], told2=told["subject"], number=number
                ),
            )
            return redirect("outcomes:mark_list")
    context = {
        "form": form,
        "school_class": school_class,
        "meanwhile": meanwhile,
        "sheets": sheets_of(school_class),
        "exams": known_words(request.member, "exam"),
        "subjects": known_words(request.member, "subject") or USUAL_SUBJECTS,
    }
    status = 422 if form.errors else 409 if meanwhile else 200
    return render(request, "outcomes/mark_sheet.html", context, status=status)


def _kept(request: MemberRequest, school_class: SchoolClass, form: MarksForm) -> int:
    told = form.cleaned_data
    return services.keep_marks(
        actor=request.member,
        school_class=school_class,
        paper=services.Paper(told["exam"], told["subject"], told["date"], told["full"]),
        points=form.points,
        seen=told["seen"],
    )
