"""The timetable: of a class, a colleague, a room; the day; its lessons and bells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.words import tr
from qingshan.people.visibility import classes_visible_to, staff_of, staff_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.models import Term
from qingshan.timetable import services
from qingshan.timetable.clashes import clashes_of, placed
from qingshan.timetable.days import day_written, teaching_days
from qingshan.timetable.forms import BellsForm, LessonForm, MakeUpForm, start_of
from qingshan.timetable.models import Room
from qingshan.timetable.queries import concerns, lessons_between, slots_of
from qingshan.timetable.visibility import (
    TIMETABLERS,
    lessons_visible_to,
    rooms_visible_to,
)
from qingshan.timetable.weeks import days_to_plan, in_words, week_page

if TYPE_CHECKING:
    from qingshan.school.models import School
    from qingshan.timetable.queries import Whose

AHEAD = timedelta(days=60)


@require_GET
@member_required
def home(request: MemberRequest) -> HttpResponse:
    """One's own lessons of the day; everybody's timetable; for the keepers what is amiss."""
    member, school = request.member, school_of(request)
    day = _day(request)
    staff = staff_of(member)
    slots = {slot.pk: slot for slot in slots_of(school)}
    today = lessons_between(school, day, day)[day] if slots else []
    mine = [(slots[one.slot], one, in_words(one, slots)) for one in today if _is_of(one, staff)]
    keeps = member.holds(*TIMETABLERS)
    context = {
        "day": day,
        "is_taught": bool(teaching_days(school, day, day)),
        "staff": staff,
        "slots": list(slots.values()),
        "mine": mine,
        "changed": [(slots[o.slot], o, in_words(o, slots)) for o in today if o.state],
        "classes": classes_visible_to(member).order_by("grade_number", "code"),
        "teachers": _teachers(member),
        "rooms": rooms_visible_to(member),
        "keeps": keeps,
        "unplanned": days_to_plan(school, member.today, member.today + AHEAD) if keeps else [],
        "clashes": clashes_of(placed(_in_force(request))) if keeps else [],
    }
    return render(request, "timetable/home.html", context)


@require_GET
@member_required
def of_class(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(classes_visible_to(request.member).select_related("school"), pk=pk)
    return _week_page(request, found, {"kind": "class"})


@require_GET
@member_required
def of_teacher(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(staff_visible_to(request.member).select_related("school"), pk=pk)
    return _week_page(request, found, {"kind": "teacher"})


@require_GET
@member_required
def of_room(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(rooms_visible_to(request.member).select_related("school"), pk=pk)
    return _week_page(request, found, {"kind": "room"})


@require_http_methods(["GET", "POST"])
@office_required(*TIMETABLERS)
def bells(request: MemberRequest) -> HttpResponse:
    """When the bell rings: every slot of the day on one page."""
    school = school_of(request)
    form = BellsForm(request.POST or None, slots=slots_of(school))
    if form.is_valid():
        try:
            services.set_bells(
                actor=request.member, school=school, bells=form.bells, gone=form.gone
            )
        except services.SlotIsUsed:
            form.add_error(None, tr("有一节已经排了课，不能去掉。请先改课表，再来去掉它。"))
        else:
            messages.success(request, tr("节次时间记下了。"))
            return redirect("timetable:home")
    context = {"form": form}
    return render(request, "timetable/bells.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@office_required(*TIMETABLERS)
def make_up(request: MemberRequest, day: str) -> HttpResponse:
    """Whose weekday a make-up day follows."""
    school = school_of(request)
    when = day_written(day)
    taught = teaching_days(school, when, when).get(when) if when else None
    if when is None or taught is None or not taught.made_up:
        raise Http404
    form = MakeUpForm(request.POST or None, initial={"weekday": taught.weekday})
    if form.is_valid():
        weekday = form.cleaned_data["weekday"]
        services.plan_make_up_day(actor=request.member, school=school, day=when, weekday=weekday)
        messages.success(
            request, tr("{month}月{day}日按定好的课表上。").format(month=when.month, day=when.day)
        )
        return redirect("timetable:home")
    context = {"form": form, "day": when}
    return render(request, "timetable/make_up.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@office_required(*TIMETABLERS)
def lesson_new(request: MemberRequest) -> HttpResponse:
    """A lesson; class, weekday and slot may stand in the address."""
    school = school_of(request)
    start = {name: request.GET.get(name, "") for name in ("school_class", "weekday", "slot")}
    form = LessonForm(
        request.POST or None, school=school, start={**_term_days(school, _day(request)), **start}
    )
    return _lesson_form(request, form)


@require_http_methods(["GET", "POST"])
@office_required(*TIMETABLERS)
def lesson_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(lessons_visible_to(request.member).select_related("room"), pk=pk)
    form = LessonForm(request.POST or None, school=school_of(request), start=start_of(found))
    return _lesson_form(request, form, found)


@require_POST
@office_required(*TIMETABLERS)
def lesson_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(lessons_visible_to(request.member), pk=pk)
    services.remove_lesson(actor=request.member, lesson=found)
    messages.success(request, tr("这节课从课表里删掉了。"))
    return redirect("timetable:of_class", found.school_class_id)


def _lesson_form(request: MemberRequest, form: LessonForm, lesson: Any = None) -> HttpResponse:
    if form.is_valid():
        try:
            kept = services.keep_lesson(actor=request.member, wanted=form.wanted, lesson=lesson)
        except services.LessonClashes as found:
            form.tell_clashes(found)
        else:
            messages.success(request, tr("课表改好了：{kept}。").format(kept=kept))
            return redirect("timetable:of_class", kept.school_class_id)
    context = {"form": form, "lesson": lesson, "rooms": rooms_visible_to(request.member)}
    status = 422 if form.errors else 200
    return render(request, "timetable/lesson_form.html", context, status=status)


def _week_page(request: MemberRequest, whose: Whose, context: dict[str, Any]) -> HttpResponse:
    member = request.member
    week = week_page(whose, _day(request), member.today)
    others: list[Any] = []
    if isinstance(whose, Room):
        others = list(rooms_visible_to(member))
    context |= {
        "whose": whose,
        "week": week,
        "today": member.today,
        "others": others,
        "keeps": member.holds(*TIMETABLERS),
        "here": reverse(f"timetable:of_{context['kind']}", args=[whose.pk]),
    }
    return render(request, "timetable/week.html", context)


def _is_of(lesson: Any, staff: Any) -> bool:
    return staff is not None and concerns(lesson, staff)


def _teachers(member: Any) -> Any:
    teaching = lessons_visible_to(member).order_by().values("teacher")
    return staff_visible_to(member).filter(pk__in=teaching).order_by("number")


def _in_force(request: MemberRequest) -> Any:
    today = request.member.today
    return lessons_visible_to(request.member).filter(ends_on__gte=today)


def _term_days(school: School, day: date) -> dict[str, date]:
    """From the day, or the term's first, to the last day of its term."""
    term = Term.objects.filter(school=school, ends_on__gte=day).order_by("starts_on").first()
    return {"starts_on": max(day, term.starts_on), "ends_on": term.ends_on} if term else {}


def _day(request: MemberRequest) -> date:
    """The day in the address, else today."""
    return day_written(request.GET.get("day", "")) or request.member.today
