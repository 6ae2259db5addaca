"""Whom a complaint is about, found in what the family wrote: names, and such as 赵校长.

Better one too many: whoever is named stands aside, and others handle it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School

TITLES = {
    Role.PRINCIPAL: (tr("校长"),),
    Role.SECRETARY: (tr("书记"),),
    Role.STUDENT_AFFAIRS: (tr("主任"),),
}


def named_in(school: School, text: str, today: date) -> tuple[list[Staff], bool]:
    """The colleagues named, and whether the principal is one of them. Two queries."""
    offices = _offices(school, today)
    plain = "".join(text.split())
    found = []
    principal = False
    for person in Staff.objects.filter(school=school).defer("id_number", "phone"):
        held = offices.get(person.account_id or 0, set())
        if any(called in plain for called in _called(person, held)):
            found.append(person)
            principal = principal or Role.PRINCIPAL in held
    return found, principal


def principals_of(school: School, today: date) -> list[Staff]:
    held = _offices(school, today)
    accounts = [account for account, roles in held.items() if Role.PRINCIPAL in roles]
    return list(Staff.objects.filter(school=school, account__in=accounts))


def _called(person: Staff, offices: set[str]) -> list[str]:
    name = "".join(person.name.split())
    titles = [title for role in offices for title in TITLES.get(Role(role), ())]
    whole = [name] if len(name) > 1 else []
    return whole + [name[0] + title for title in titles if name]


def _offices(school: School, today: date) -> dict[int, set[str]]:
    held = Appointment.objects.filter(school=school, since__lte=today, role__in=TITLES)
    found: dict[int, set[str]] = {}
    for account, role in held.filter(Q(until=None) | Q(until__gte=today)).values_list(
        "account", "role"
    ):
        found.setdefault(account, set()).add(role)
    return found
