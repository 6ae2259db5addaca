"""Observed lessons: what is to be observed, entry during the lesson, the sheet of the two."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.teaching.models import Observation, ObservationNote
from qingshan.teaching.observation import services
from qingshan.teaching.observation.forms import AnswerForm, NoteForm, SendForm, StepForm
from qingshan.teaching.observation.queries import (
    agreement_of,
    keys_of_lessons,
    sheet_of,
    slots_taken,
    trend_of,
)
from qingshan.teaching.observation.tables import ObservationTable
from qingshan.teaching.observation.visibility import (
    DRAWERS,
    HEADS,
    mentees_of,
    observations_read_by,
    observations_visible_to,
    observed_by,
    trends_visible_to,
)
from qingshan.timetable.days import day_written
from qingshan.timetable.queries import lessons_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

State = Observation.State


@require_GET
@member_required
def observation_list(request: MemberRequest) -> HttpResponse:
    """What one goes to observe, what waits for one's word, and all that one may know of."""
    member, staff = request.member, staff_of(request.member)
    mine = _whole(observed_by(member)).filter(state=State.PLANNED).order_by("date", "slot__starts")
    waiting = _whole(observations_visible_to(member)).filter(state__in=(State.SENT, State.ANSWERED))
    context = {
        "staff": staff,
        "mine": mine[:12],
        "waiting": [one for one in waiting[:60] if staff and _waits_for(one, staff.pk)],
        "mentees": trends_visible_to(member).filter(pk__in=mentees_of(member)),
        "is_head": member.holds(*HEADS),
        "may_draw": member.holds(*DRAWERS),
        "today": member.today,
    }
    table = ObservationTable(observations_visible_to(member), request.GET)
    return table_page(request, "teaching/observation_list.html", table, context)


@require_http_methods(["GET", "POST"])
@member_required
def observation_new(request: MemberRequest) -> HttpResponse:
    """A lesson of a day that one goes to of one's own accord."""
    staff, school = staff_of(request.member), school_of(request)
    if staff is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    day = day_written(asked.get("day", "")) or request.member.today
    lessons = keys_of_lessons(school, lessons_on(school, day))
    open_ = {key: one for key, one in lessons.items() if staff.pk != one.teacher_id}
    chosen = open_.get(request.POST.get("lesson", ""))
    if chosen is not None:
        try:
            made = services.plan_observation(actor=request.member, observer=staff, lesson=chosen)
        except services.AlreadyPlanned:
            messages.warning(request, tr("这个时间您已经约了一节，不能同时听两节。"))
        else:
            if made.date <= request.member.today:
                return redirect("teaching:observe", made.pk)
            messages.success(request, tr("约好了。到了那天从这里去记。"))
            return redirect("teaching:observation_list")
    taken = slots_taken(staff, day)
    context = {
        "day": day,
        "lessons": [(key, *_bell(key), one, one.slot in taken) for key, one in open_.items()],
        "missing": request.method == "POST" and chosen is None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "teaching/observation_new.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def observe(request: MemberRequest, pk: int) -> HttpResponse:
    """During the lesson, on a phone: a line at a time, under one of the five phases."""
    found = _writable(request, pk)
    now = timezone.localtime()
    last = ObservationNote.objects.filter(observation=found).order_by("-pk").first()
    form = NoteForm(
        request.POST or None,
        minute=_minute(found, now),
        phase=last.phase if last else "",
    )
    if form.is_valid():
        told = form.cleaned_data
        services.note_observation(
            actor=request.member,
            observation=found,
            minute=told["minute"],
            phase=told["phase"],
            words=told["words"],
            once=told["once"],
        )
        return redirect("teaching:observe", found.pk)
    context = {
        "found": found,
        "form": form,
        "once": request.POST.get("once") or uuid.uuid4(),
        "sheet": sheet_of(found),
        "step": _last_step(found),
    }
    return render(request, "teaching/observe.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def note_take_back(request: MemberRequest, pk: int, note: int) -> HttpResponse:
    found = _writable(request, pk)
    held = get_object_or_404(ObservationNote, pk=note, observation=found)
    services.take_back_note(actor=request.member, note=held)
    return redirect("teaching:observe", found.pk)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def observation_send(request: MemberRequest, pk: int) -> HttpResponse:
    """Levels for what was seen, the whole in words, one step: then to the teacher."""
    found = _writable(request, pk)
    sheet = sheet_of(found)
    seen = [phase.phase.value for phase in sheet if phase.notes]
    if not seen:
        messages.warning(request, tr("先记下看到的，再评水平。"))
        return redirect("teaching:observe", found.pk)
    form = SendForm(request.POST or None, observation=found, seen=seen)
    if form.is_valid():
        told = form.cleaned_data
        services.send_observation(
            actor=request.member,
            observation=found,
            topic=told["topic"],
            levels=form.levels,
            summary=told["summary"],
            next_step=told["next_step"],
            step_seen=told.get("step_seen", ""),
        )
        messages.success(
            request,
            tr("交给{teacher}了，也记成了一次随机听课，不用再填。").format(
                teacher=found.teacher.name
            ),
        )
        return redirect("teaching:observation", found.pk)
    context = {"found": found, "form": form, "sheet": sheet, "step": _last_step(found)}
    status = 422 if form.errors else 200
    return render(request, "teaching/observation_send.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def observation(request: MemberRequest, pk: int) -> HttpResponse:
    """The sheet: for those who may read it; for the head only that it is and how far it got."""
    member = request.member
    found = get_object_or_404(_whole(observations_visible_to(member)), pk=pk)
    staff = staff_of(member)
    reads = observations_read_by(member).filter(pk=pk).exists()
    is_teacher = staff is not None and staff.pk == found.teacher_id
    is_observer = staff is not None and staff.pk == found.observer_id
    if is_observer and found.state == State.PLANNED:
        return redirect("teaching:observe", found.pk)
    form = _form_of(request, found, is_teacher=is_teacher, is_observer=is_observer)
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        _done(request, found, form, is_teacher=is_teacher)
        return redirect("teaching:observation", found.pk)
    context = {
        "found": found,
        "reads": reads,
        "sheet": sheet_of(found) if reads else [],
        "form": form,
        "answers": isinstance(form, AnswerForm),
        "is_teacher": is_teacher,
        "is_observer": is_observer,
        "step": _last_step(found) if reads else "",
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "teaching/observation.html", context, status=status)


@never_cache
@require_GET
@member_required
def trend(request: MemberRequest, pk: int) -> HttpResponse:
    """A teacher's lessons beside each other: for that teacher and the mentor."""
    staff = get_object_or_404(trends_visible_to(request.member), pk=pk)
    seen, lines = trend_of(staff)
    context = {"staff": staff, "seen": seen, "lines": lines}
    return render(request, "teaching/trend.html", context)


@require_GET
@office_required(*HEADS)
def agreement(request: MemberRequest) -> HttpResponse:
    """How far two who saw the same lesson agree; no word and no level of anybody's lesson."""
    context = {"agreement": agreement_of(school_of(request))}
    return render(request, "teaching/agreement.html", context)


def _whole(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    return rows.select_related(
        "teacher", "observer", "slot", "school_class", "subject", "last_step"
    ).defer(
        *("teacher__id_number", "teacher__phone", "observer__id_number", "observer__phone"),
    )


def _writable(request: MemberRequest, pk: int) -> Observation:
    """One's own, before it is sent; others' and sent ones do not exist here."""
    rows = _whole(observed_by(request.member)).filter(state=State.PLANNED)
    return get_object_or_404(rows, pk=pk, date__lte=request.member.today)


def _form_of(
    request: MemberRequest, found: Observation, *, is_teacher: bool, is_observer: bool
) -> AnswerForm | StepForm | None:
    """What the person can do on the sheet now."""
    data: Any = request.POST or None
    if is_teacher and (found.state == State.SENT or "answer" in request.POST):
        return AnswerForm(data, observation=found) if found.state != State.AGREED else None
    agreed = found.teacher_agrees if is_teacher else found.observer_agrees
    if found.state == State.ANSWERED and (is_teacher or is_observer) and not agreed:
        return StepForm(data, observation=found)
    return None


def _done(
    request: MemberRequest, found: Observation, form: AnswerForm | StepForm, *, is_teacher: bool
) -> None:
    if isinstance(form, AnswerForm):
        answer = form.cleaned_data["answer"]
        services.answer_observation(actor=request.member, observation=found, answer=answer)
        messages.success(request, tr("记下了。下面商定一个下一步。"))
        return
    held = services.agree_next_step(
        actor=request.member,
        observation=found,
        next_step=form.cleaned_data["next_step"],
        is_teacher=is_teacher,
    )
    agreed = held.state == State.AGREED
    messages.success(
        request, tr("商定了，下次听课会问到这一步。") if agreed else tr("记下了，等对方也同意。")
    )


def _waits_for(one: Observation, staff: int) -> bool:
    if one.state == State.SENT:
        return one.teacher_id == staff
    mine = {one.teacher_id: one.teacher_agrees, one.observer_id: one.observer_agrees}
    return staff in mine and not mine[staff]


def _last_step(found: Observation) -> str:
    return found.last_step.next_step if found.last_step else ""


def _minute(found: Observation, now: datetime) -> int:
    """Of the lesson by the clock, while it is on; else 0."""
    if now.date() != found.date:
        return 0
    begun = (found.slot.starts.hour * 60) + found.slot.starts.minute
    minutes = now.hour * 60 + now.minute - begun
    return minutes if 0 <= minutes <= 60 else 0


def _bell(key: str) -> tuple[str]:
    return (key.split("/", 2)[1],)
