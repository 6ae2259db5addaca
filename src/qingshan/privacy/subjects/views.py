"""Pages about one person's information: giving it to them."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qingshan.people.models import Staff, Student
from qingshan.privacy.subjects.bundling import file_name, give
from qingshan.privacy.subjects.forms import GiveForm
from qingshan.privacy.subjects.person import Person
from qingshan.privacy.subjects.tracing import traced
from qingshan.privacy.visibility import (
    can_erase_child,
    can_erase_colleague,
    can_give_child,
    can_give_colleague,
)
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from qingshan.school.membership import Member


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def person(request: MemberRequest, who: str, pk: int) -> HttpResponseBase:
    """What is kept about somebody, in numbers; everything in one file where it is asked for."""
    found = found_person(request, who, pk, child=can_give_child, colleague=can_give_colleague)
    form = GiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _handed_over(request, found, form.cleaned_data["reason"])
    return _page(request, found, who, form)


def _handed_over(request: MemberRequest, found: Person, reason: str) -> FileResponse:
    into = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    give(actor=request.member.account, person=found, reason=reason, into=into)
    into.seek(0)
    return FileResponse(into, as_attachment=True, filename=file_name(found))


def _page(request: MemberRequest, found: Person, who: str, form: GiveForm) -> HttpResponse:
    own = traced(found).own
    row: Any = found.row
    may = can_erase_child if found.is_child else can_erase_colleague
    context = {
        "person": found,
        "who": who,
        "form": form,
        "number": sum(len(keys) for keys in own.values()),
        "may_erase": may(request.member, row),
    }
    status = 422 if form.errors else 200
    return render(request, "privacy/person.html", context, status=status)


def found_person(
    request: MemberRequest,
    who: str,
    pk: int,
    *,
    child: Callable[[Member, Student], bool],
    colleague: Callable[[Member, Staff], bool],
) -> Person:
    """The one the address names, where the person asking may; otherwise `Http404`."""
    school, member = school_of(request), request.member
    if who == "child":
        student = get_object_or_404(Student._base_manager, school=school, pk=pk)
        if child(member, student):
            return Person(student)
    if who == "colleague":
        staff = get_object_or_404(Staff._base_manager, school=school, pk=pk)
        if colleague(member, staff):
            return Person(staff)
    raise Http404
