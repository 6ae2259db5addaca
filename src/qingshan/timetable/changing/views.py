"""What is otherwise on a day: the list, and one lesson."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.timetable.changing import services
from qingshan.timetable.changing.forms import ChangeForm
from qingshan.timetable.changing.queries import changes_on, free_at, lesson_at, waiting_on
from qingshan.timetable.days import day_written
from qingshan.timetable.models import LessonChange
from qingshan.timetable.queries import lessons_between, slots_of
from qingshan.timetable.visibility import TIMETABLERS, changes_visible_to, rooms_visible_to
from qingshan.timetable.weeks import in_words

if TYPE_CHECKING:
    from datetime import date


@require_GET
@member_required
def change_list(request: MemberRequest) -> HttpResponse:
    """A day: what is otherwise, and for the keepers whose lessons nobody holds yet."""
    school, member = school_of(request), request.member
    day = day_written(request.GET.get("day", "")) or member.today
    keeps = member.holds(*TIMETABLERS)
    slots = {slot.pk: slot for slot in slots_of(school)}
    lessons = lessons_between(school, day, day)[day]
    context = {
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "keeps": keeps,
        "waiting": waiting_on(school, day) if keeps else [],
        "changes": [(change, _told(change)) for change in changes_on(school, day)],
        "lessons": [(slots[o.slot], o, in_words(o, slots)) for o in lessons] if keeps else [],
    }
    return render(request, "timetable/change_list.html", context)


@require_http_methods(["GET", "POST"])
@office_required(*TIMETABLERS)
def change_new(request: MemberRequest, day: str, slot: int, school_class: int) -> HttpResponse:
    """One lesson of a day, named by its day, bell and class, and `?part=` for a part of it."""
    school = school_of(request)
    when, part = day_written(day), request.GET.get("part", "")
    lesson = lesson_at(school, when, slot, school_class, part) if when else None
    if when is None or lesson is None:
        raise Http404
    slots = slots_of(school)
    form = ChangeForm(
        request.POST or None, lesson=lesson, free=free_at(school, lesson), slots=slots
    )
    if form.is_valid():
        try:
            change = services.change_lesson_of_a_day(
                actor=request.member, lesson=lesson, asked=form.asked
            )
        except services.CannotBe as cannot:
            form.add_error(None, cannot.sentence)
        else:
            messages.success(
                request,
                tr("记下了：{class_words}{told}。").format(
                    class_words=lesson.class_words, told=_told(change)
                ),
            )
            return redirect(_address(when))
    context = {
        "form": form,
        "lesson": lesson,
        "slot": next(each for each in slots if each.pk == lesson.slot),
        "rooms": rooms_visible_to(request.member),
        "back": _address(when),
    }
    status = 422 if form.errors else 200
    return render(request, "timetable/change_form.html", context, status=status)


@require_POST
@office_required(*TIMETABLERS)
def change_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(changes_visible_to(request.member), pk=pk)
    services.take_back_change(actor=request.member, change=change)
    messages.success(request, tr("撤销了，这节课照课表上。"))
    return redirect(_address(change.date))


def _told(change: LessonChange) -> str:
    what = f"{change.subject}"
    if change.kind == LessonChange.Kind.SUBSTITUTE:
        return tr("{what}，{teacher}代{planned}").format(
            what=what, teacher=change.teacher.name, planned=change.planned.name
        )
    if change.to_date is not None:
        return tr("{what}，调到{month}月{day}日{to_slot}").format(
            what=what, month=change.to_date.month, day=change.to_date.day, to_slot=change.to_slot
        )
    if change.kind == LessonChange.Kind.CANCEL:
        return tr("{what}停上").format(what=what)
    return (
        tr("{what}改线上").format(what=what)
        if change.link
        else tr("{what}换到{room}").format(what=what, room=change.room)
    )


def _address(day: date) -> str:
    return f"{reverse('timetable:change_list')}?day={day.isoformat()}"
