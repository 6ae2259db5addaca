"""The school calendar: everybody looks, those in charge change it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.access.roles import Role
from qingshan.kit.words import tr
from qingshan.school import services
from qingshan.school.calendar import monday_of
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.forms import AROUND, MarkDaysForm, NewYearForm, TermForm, name_for
from qingshan.school.public_holidays import Proposal
from qingshan.school.queries import YearSpan, caption_of, departures_of, years_of
from qingshan.school.year_plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

MAY_CHANGE = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.STUDENT_AFFAIRS)


@require_GET
@member_required
def calendar(request: MemberRequest) -> HttpResponse:
    """The year asked for (`year`), or the one that holds today."""
    return _calendar_page(request, years_of(school_of(request)))


@require_POST
@office_required(*MAY_CHANGE)
def calendar_mark(request: MemberRequest) -> HttpResponse:
    """Makes days off, made up or ordinary."""
    school = school_of(request)
    years = years_of(school)
    year = _chosen(years, request.POST.get("year", ""), request.member.today)
    if year is None:
        raise Http404
    form = MarkDaysForm(request.POST, year=year)
    if not form.is_valid():
        return _calendar_page(request, years, form, status=422)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    changed = services.mark_days(
        actor=request.member.account,
        school=school,
        first=first,
        last=last,
        kind=form.cleaned_data["kind"],
    )
    if changed:
        messages.success(
            request, tr("记下了，{told}改好了，履职已经重新算过。").format(told=_told(first, last))
        )
    else:
        messages.warning(
            request, tr("{told}本来就是这样，没有要改的。").format(told=_told(first, last))
        )
    return redirect(_address(year))


@require_http_methods(["GET", "POST"])
@office_required(*MAY_CHANGE)
def term(request: MemberRequest, pk: int) -> HttpResponse:
    """A term's name, first and last day."""
    years = years_of(school_of(request))
    found = next(((y, t) for y in years for t in y.terms if t.pk == pk), None)
    if found is None:
        raise Http404
    year, held = found
    form = TermForm(request.POST or None, term=held, year=year, others=years)
    if form.is_valid():
        services.change_term(actor=request.member.account, term=held, **form.cleaned_data)
        messages.success(request, tr("学期改好了，履职已经重新算过。"))
        return redirect(_address(year))
    context = {"form": form, "term": held, "year": year}
    return render(request, "school/term.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@office_required(*MAY_CHANGE)
def year_new(request: MemberRequest) -> HttpResponse:
    """A new school year: its dates first, then its days off, proposed and confirmed together."""
    school = school_of(request)
    years = years_of(school)
    asked = request.POST if request.method == "POST" else _usual(years, request.member.today)
    form = NewYearForm(asked, years=years)
    if not form.is_valid():
        context = {"form": form, "proposals": []}
        return render(request, "school/year_new.html", context, status=422)
    offered = form.proposals
    if "start" not in request.POST or request.POST.get("listed") != _listed(offered):
        return _proposal_page(request, form, offered)
    taken = set(request.POST.getlist("days"))
    try:
        year = services.start_year(
            actor=request.member.account,
            school=school,
            name=form.name,
            terms=[
                (
                    tr("{form}学年{name}").format(form=form.name, name=name),
                    stretch.starts_on,
                    stretch.ends_on,
                )
                for name, stretch in zip(("第一学期", "第二学期"), form.stretches, strict=True)
            ],
            departures={p.day: p.kind.value for p in offered if p.value in taken},
        )
    except services.YearAlreadyThere:
        messages.warning(request, tr("这个学年刚才已经有人开始了。"))
        return redirect("school:calendar")
    messages.success(
        request, tr("{form} 学年开始了。放假和补课以后还能一天一天改。").format(form=form.name)
    )
    return redirect(f"{reverse('school:calendar')}?year={year.name}")


def _calendar_page(
    request: MemberRequest,
    years: Sequence[YearSpan],
    form: MarkDaysForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = request.member
    asked = request.POST.get("year") or request.GET.get("year", "")
    year = _chosen(years, asked, member.today)
    context: dict[str, Any] = {"years": years, "may_change": member.holds(*MAY_CHANGE)}
    if year is not None:
        departures = departures_of(school_of(request), year.first - AROUND, year.last + AROUND)
        context |= {
            "year": year,
            "caption": caption_of(year, member.today) if year.covers(member.today) else year.title,
            "plan": plan_of(year, departures, member.today),
            "form": form or MarkDaysForm(year=year, initial=_initial(request, member.today)),
            "this_month": member.today if year.covers(member.today) else None,
            "picked": form is not None or "day" in request.GET,
        }
    return render(request, "school/calendar.html", context, status=status)


def _proposal_page(
    request: MemberRequest, form: NewYearForm, offered: Sequence[Proposal]
) -> HttpResponse:
    """The days proposed, all chosen. Where the dates changed meanwhile they are listed anew."""
    context = {
        "form": form,
        "proposals": offered,
        "listed": _listed(offered),
        "guessed": any(not proposal.known for proposal in offered),
        "changed": "start" in request.POST,
    }
    return render(request, "school/year_new.html", context)


def _chosen(years: Sequence[YearSpan], name: str, today: date) -> YearSpan | None:
    """The year of that name; else the one begun last, else the one that comes first."""
    named = (year for year in years if year.name == name)
    begun = (year for year in years if year.first <= today)
    return next(named, None) or next(begun, None) or (years[-1] if years else None)


def _initial(request: MemberRequest, today: date) -> dict[str, Any]:
    try:
        return {"first": date.fromisoformat(request.GET.get("day", ""))}
    except ValueError:
        return {"first": today}


def _usual(years: Sequence[YearSpan], today: date) -> dict[str, str]:
    """When the next school year would begin and end."""
    if years:
        start = int(name_for(years[0].first)[:4]) + 1
    else:
        start = today.year if today.month >= 6 else today.year - 1
    days = {
        "first_starts": monday_of(date(start, 9, 1)),
        "first_ends": monday_of(date(start + 1, 1, 14)) + timedelta(days=4),
        "second_starts": monday_of(date(start + 1, 3, 1)),
        "second_ends": monday_of(date(start + 1, 7, 8)) + timedelta(days=4),
    }
    return {name: day.isoformat() for name, day in days.items()}


def _listed(offered: Sequence[Proposal]) -> str:
    """What was on the list, to know it again."""
    return " ".join(f"{proposal.day:%Y%m%d}" for proposal in offered)


def _told(first: date, last: date) -> str:
    begin = tr("{month}月{day}日").format(month=first.month, day=first.day)
    return (
        begin
        if first == last
        else tr("{begin}到{month}月{day}日").format(begin=begin, month=last.month, day=last.day)
    )


def _address(year: YearSpan) -> str:
    return f"{reverse('school:calendar')}?year={year.name}"
