"""Attendance: today's rolls, the roll of a class, and the list of absences."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.care.attendance import services
from qingshan.care.attendance.forms import RollForm
from qingshan.care.attendance.queries import (
    Session,
    children_called,
    lines_of,
    reasons_of,
    roll_of,
)
from qingshan.care.attendance.tables import AbsenceTable
from qingshan.care.attendance.visibility import (
    absences_visible_to,
    classes_whose_roll_may_be_taken_by,
)
from qingshan.care.models import Absence, RollCall
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.asking import AskedBy
from qingshan.people.choices import is_key
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import is_school_day

DAYS = {"from": "date__gte", "to": "date__lte"}


@never_cache
@require_GET
@member_required
def roll_list(request: MemberRequest) -> HttpResponse:
    session = request.GET.get("session", Session.MORNING)
    if session not in Session.values:
        session = Session.MORNING
    day = min(_day(request.GET.get("day", "")) or request.member.today, request.member.today)
    lines = lines_of(request.member, day, session)
    context = {
        "lines": lines,
        "waiting": sum(line.taken_at is None for line in lines),
        "day": day,
        "today": request.member.today,
        "session": session,
        "sessions": Session.choices,
        "is_school_day": is_school_day(school_of(request), day),
    }
    return render(request, "care/roll_list.html", context)


CLASS_TO_CALL = AskedBy(
    lambda member, school_class: (
        classes_whose_roll_may_be_taken_by(member).filter(pk=school_class).order_by()
    ),
    names=("school_class",),
)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def roll(request: MemberRequest, pk: int, session: str, day: str) -> HttpResponse:
    """The roll of a class: everybody is there but those who are ticked."""
    school_class = CLASS_TO_CALL.row(request.member, school_class=pk)
    if school_class is None:
        raise Http404
    when = _day(day)
    if when is None or session not in Session.values or when > request.member.today:
        raise Http404
    if not is_school_day(school_of(request), when):
        messages.info(
            request, tr("{month}月{day}日不上课，不用点名。").format(month=when.month, day=when.day)
        )
        return redirect("care:roll_list")
    held = roll_of(school_class, when, session)
    form = RollForm(
        request.POST or None,
        children=children_called(school_class, session, when),
        held=reasons_of(school_class, when, session),
        seen=services.version(held),
    )
    meanwhile = None
    if form.is_valid():
        try:
            services.take_roll(
                actor=request.member,
                school_class=school_class,
                day=when,
                session=session,
                absent=form.absent,
                seen=form.cleaned_data["seen"],
            )
        except services.TakenMeanwhile as taken:
            meanwhile = _told(taken.roll)
            form.look_again(services.version(taken.roll))
        else:
            messages.success(request, _said(form))
            return redirect(f"{reverse('care:roll_list')}?session={session}&day={when}")
    context = {
        "form": form,
        "school_class": school_class,
        "roll": held,
        "day": when,
        "session": Session(session).label,
        "back": f"?session={session}&day={when}",
        "meanwhile": meanwhile,
    }
    status = 422 if form.errors else 409 if meanwhile else 200
    return render(request, "care/roll.html", context, status=status)


@never_cache
@require_GET
@member_required
def absence_list(request: MemberRequest) -> HttpResponse:
    kept = {}
    absences = absences_visible_to(request.member)
    for name, field in DAYS.items():
        day = _day(request.GET.get(name, ""))
        if day is not None:
            kept[name] = day.isoformat()
            absences = absences.filter(**{field: day})
    child = request.GET.get("student", "")
    if is_key(child):
        kept["student"] = child
        absences = absences.filter(student=int(child))
    table = AbsenceTable(absences, request.GET, kept=kept)
    return table_page(request, "care/absence_list.html", table, {"kept": kept})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(form: RollForm) -> str:
    missing = [reason for reason in form.absent.values() if reason != Absence.Reason.LATE]
    if not form.absent:
        return tr("记下了：{children} 个孩子全到。").format(children=len(form.children))
    late = len(form.absent) - len(missing)
    parts = [tr("到 {children} 个").format(children=len(form.children) - len(missing))]
    parts += [tr("没来 {missing} 个").format(missing=len(missing))] if missing else []
    parts += [tr("迟到 {late} 个").format(late=late)] if late else []
    return tr("记下了：{parts}。").format(parts=tr("，").join(parts))


def _told(taken: RollCall) -> str:
    clock = timezone.localtime(taken.taken_at).strftime("%H:%M")
    missing = Absence.objects.filter(
        school_class=taken.school_class, date=taken.date, session=taken.session
    )
    names = [
        tr("{name}（{reason}）").format(name=name, reason=Absence.Reason(reason).label)
        for name, reason in missing.order_by("student__name").values_list("student__name", "reason")
    ]
    told = tr("、").join(names) if names else tr("全到")
    return tr("{taken_by}在 {clock} 点过名了：{told}。下面是你勾的，再存一次就以你的为准。").format(
        taken_by=taken.taken_by.name, clock=clock, told=told
    )
