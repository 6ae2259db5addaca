"""The pages one comes to first: home by role, the school at a glance, finding people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from qingshan.access.roles import Role
from qingshan.desk.attention import looks_for
from qingshan.desk.county import schools_of_county
from qingshan.desk.day import day_at, greeting
from qingshan.desk.finding import find, words_asked
from qingshan.desk.mine import bonds_of, classes_of, stages_of
from qingshan.desk.overview import glance_at
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, school_of, sign_in_first

if TYPE_CHECKING:
    from qingshan.desk.day import Day
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

BRANCH_OFFICES = (Role.SECRETARY, Role.PRINCIPAL)


@require_GET
def home(request: MemberRequest) -> HttpResponse:
    """What needs this person today; the county's officer sees schools, a stranger the sign-in."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    member = request.member
    if member.county is not None:
        return render(request, "desk/county.html", {"lines": schools_of_county(member)})
    if member.school is None:
        return render(request, "desk/nobody.html")
    day = day_at(member.school, member.today)
    context = {"greeting": greeting(member), "day": day} | _office(member, day)
    staff = staff_of(member)
    if staff is not None:
        context |= _own(member, staff, day)
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
    return render(request, "desk/overview.html", context)


@require_GET
@member_required
def search(request: MemberRequest) -> HttpResponse:
    """People and classes by name, pinyin, initials or number, with and without script."""
    found = find(request.member, words_asked(request.GET.get("q", "")))
    asked_in_place = request.htmx.target == "found" and not request.htmx.history_restore_request
    template = "desk/_found.html" if asked_in_place else "desk/search.html"
    return render(request, template, {"found": found})


def _office(member: Member, day: Day) -> dict[str, Any]:
    """What an office adds: what needs a look, and the last load for who keeps the data."""
    school = member.school
    if school is None or not member.sees_whole_school:
        return {}
    return {"looks": looks_for(member, school, day)}


def _own(member: Member, staff: Staff, day: Day) -> dict[str, Any]:
    bonds = bonds_of(staff, member)
    return {
        "children": bonds.children,
        "mentors": bonds.mentors,
        "stages": stages_of(staff, day.on),
        "classes": classes_of(staff, bonds.contact_classes),
    }
