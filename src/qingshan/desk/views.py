"""The pages one comes to first: home by role, the school at a glance, finding people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from qingshan.access.roles import Role
from qingshan.desk.attention import alarm_looks, case_looks, looks_for, piece_looks
from qingshan.desk.counted import last_deed_told
from qingshan.desk.day import day_at, greeting
from qingshan.desk.finding import find, words_asked
from qingshan.desk.growing import growth_looks, wish_looks
from qingshan.desk.lessons import lessons_today
from qingshan.desk.mending import complaint_looks, finding_looks, suggestion_looks
from qingshan.desk.mine import bonds_of, classes_of
from qingshan.desk.overview import glance_at
from qingshan.desk.promises import branch_of, strips_of, tasks_of
from qingshan.exchange.visibility import moves_in
from qingshan.gatherings.queries import coming_for
from qingshan.people.visibility import staff_of
from qingshan.programmes.paths import walk_of
from qingshan.programmes.standing import present_of
from qingshan.programmes.visibility import sees_everyones_standing
from qingshan.reminders.queries import latest_letter
from qingshan.school.calendar import in_words
from qingshan.school.demonstration import demonstration_stands
from qingshan.school.doors import MemberRequest, member_required, school_of, sign_in_first

if TYPE_CHECKING:
    from qingshan.desk.day import Day
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member
    from qingshan.school.models import School

BRANCH_OFFICES = (Role.SECRETARY, Role.PRINCIPAL)


@require_GET
def home(request: MemberRequest) -> HttpResponse:
    """What needs this person today; the county's officer goes to the county's pages."""
    if not request.user.is_authenticated:
        return redirect("desk:tour") if demonstration_stands() else sign_in_first(request)
    member = request.member
    if member.county is not None:
        return redirect("county:overview")
    if member.school is None:
        return render(request, "desk/nobody.html", {"moves_in": moves_in(member)})
    day = day_at(member.school, member.today)
    context = {"greeting": greeting(member), "day": day} | _office(member, member.school, day)
    asked = (
        alarm_looks(member, member.school),
        case_looks(member, member.school),
        growth_looks(member),
        piece_looks(member),
        finding_looks(member),
        suggestion_looks(member),
        complaint_looks(member),
    )
    context["alarms"] = [look for looks in asked for look in looks]
    context["letter"] = latest_letter(member)
    context |= {"gatherings": coming_for(member, today_only=True), "here": request.path}
    staff = staff_of(member)
    if staff is not None:
        context |= _own(member, staff, day)
    context["things"] = _number_of_things(context)
    return render(request, "desk/home.html", context)


@require_GET
@member_required
def overview(request: MemberRequest) -> HttpResponse:
    """Figures and charts of the school; the coverage of promises for those who lead it."""
    member, school = request.member, school_of(request)
    day = day_at(school, member.today)
    context: dict[str, Any] = {"day": day, "glance": glance_at(school, as_of=member.today)}
    if member.sees_whole_school:
        context["looks"] = looks_for(member, school, day)
        if sees_everyones_standing(member):
            context["branch"] = branch_of(school, member.today)
    return render(request, "desk/overview.html", context)


@require_GET
@member_required
def search(request: MemberRequest) -> HttpResponse:
    """People and classes by name, pinyin, initials or number, with and without script."""
    found = find(request.member, words_asked(request.GET.get("q", "")))
    asked_in_place = request.htmx.target == "found" and not request.htmx.history_restore_request
    template = "desk/_found.html" if asked_in_place else "desk/search.html"
    return render(request, template, {"found": found})


def _office(member: Member, school: School, day: Day) -> dict[str, Any]:
    """What an office adds: what needs a look, and the branch for those who lead it."""
    if not member.sees_whole_school:
        return {}
    found: dict[str, Any] = {"looks": looks_for(member, school, day)}
    if member.holds(*BRANCH_OFFICES):
        found["branch"] = branch_of(school, day.on)
        found["names_open"] = member.holds(Role.SECRETARY)
    return found


def _number_of_things(context: dict[str, Any]) -> str:
    """As a sentence counts whatever the page lists to be seen or done; "" for nothing."""
    lists = ("alarms", "looks", "wishes", "tasks")
    number = sum(len(context.get(name, ())) for name in lists)
    words = in_words(number) if number else ""
    return words.replace("二", "两") if number < 10 else words


def _own(member: Member, staff: Staff, day: Day) -> dict[str, Any]:
    """What is the person's own, whatever office they hold."""
    bonds = bonds_of(staff, member)
    present = present_of(staff, day.on)
    now = present.duties
    tasks = tasks_of(staff, now, bonds.children, day.on)
    classes = classes_of(staff, day.on)
    return {
        "lessons": lessons_today(staff, member, day, classes),
        "wishes": wish_looks(staff, day.on) if any(each.leads for each in classes) else [],
        "tasks": tasks,
        "last": last_deed_told(staff, now, day.on),
        "strips": strips_of(now),
        "children": [(child, child.visited_words(day.on)) for child in bonds.children],
        "mentors": bonds.mentors,
        "own": staff,
        "walk": walk_of(present.person, now, day.on),
        "classes": classes,
    }
