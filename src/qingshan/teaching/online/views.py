"""Lessons online: one's own with their link, the roll of one, and who was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.teaching.models import OnlineAbsence
from qingshan.teaching.online.forms import OnlineRollForm
from qingshan.teaching.online.queries import (
    BACK,
    number_called,
    online_lesson,
    online_lessons_of,
)
from qingshan.teaching.online.services import call_online_roll
from qingshan.teaching.online.tables import OnlineRollTable
from qingshan.teaching.online.visibility import online_rolls_visible_to
from qingshan.timetable.days import day_written

if TYPE_CHECKING:
    from qingshan.timetable.queries import Held


@require_GET
@member_required
def online_list(request: MemberRequest) -> HttpResponse:
    """One's own lessons online of the last days, and all rolls that one may see."""
    staff = staff_of(request.member)
    mine = online_lessons_of(staff, request.member.today) if staff else []
    table = OnlineRollTable(online_rolls_visible_to(request.member), request.GET)
    return table_page(request, "teaching/online_list.html", table, {"mine": mine, "staff": staff})


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def online_call(request: MemberRequest, day: str, slot: int, school_class: int) -> HttpResponse:
    """The roll of a lesson that one holds: who is ticked was not there."""
    lesson = _lesson(request, day, slot, school_class)
    held = OnlineAbsence.objects.filter(
        roll__date=lesson.day,
        roll__slot=slot,
        roll__school_class=school_class,
        roll__part=lesson.part,
    )
    form = OnlineRollForm(
        request.POST or None,
        children=Student.objects.filter(on_roster(lesson.day), school_class=school_class).order_by(
            "number"
        ),
        held=dict(held.values_list("student", "reason")),
        part=lesson.part,
        number=number_called(lesson) if lesson.part else None,
    )
    if request.method == "POST" and form.is_valid():
        roll = call_online_roll(
            actor=request.member,
            lesson=lesson,
            absent=form.absent,
            number=form.cleaned_data.get("number"),
        )
        told = tr("没来 {absent} 个").format(absent=roll.absent) if roll.absent else tr("全到")
        messages.success(
            request,
            tr("记下了：{class_words}{subject}，{told}。").format(
                class_words=lesson.class_words, subject=lesson.subject, told=told
            ),
        )
        return redirect("teaching:online_list")
    context = {"lesson": lesson, "form": form}
    return render(request, "teaching/online_call.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@member_required
def online_roll(request: MemberRequest, pk: int) -> HttpResponse:
    """Who was missing, with the reason."""
    rolls = online_rolls_visible_to(request.member).select_related(
        "slot", "school_class", "subject", "teacher"
    )
    roll = get_object_or_404(rolls.defer("teacher__id_number", "teacher__phone"), pk=pk)
    missing = OnlineAbsence.objects.filter(roll=roll).select_related("student")
    staff = staff_of(request.member)
    context = {
        "roll": roll,
        "missing": missing.order_by("student__number"),
        "is_mine": staff is not None and staff.pk == roll.teacher_id,
    }
    return render(request, "teaching/online_roll.html", context)


def _lesson(request: MemberRequest, day: str, slot: int, school_class: int) -> Held:
    when, staff, today = day_written(day), staff_of(request.member), request.member.today
    if when is None or staff is None or not today - BACK <= when <= today:
        raise Http404
    part = request.GET.get("part", "")
    found = online_lesson(
        school_of(request), staff, day=when, slot=slot, school_class=school_class, part=part
    )
    if found is None:
        raise Http404
    return found
