"""What a new school year carries over: pairings that ended with the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Leave, Pairing
from qingshan.people.pairings.leaving import child_is_gone, staff_is_gone
from qingshan.people.pairings.words import REASONS, SIDES
from qingshan.people.visibility import open_on, pairings_visible_to
from qingshan.school.queries import years_of

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Staff, Student
    from qingshan.people.pairings.words import Side
    from qingshan.school.membership import Member
    from qingshan.school.models import School, SchoolClass
    from qingshan.school.queries import YearSpan

Pair = tuple[Any, ...]

PAIR = ("kind", "giver_id", "mentee_id", "school_class_id", "student_id")
"""What two pairings of the same two share."""

BEFORE = timedelta(days=120)
"""An end this close before a school year belongs to the end of the year before."""

_NEEDED = (
    "school_id",
    *PAIR,
    "starts_on",
    "ends_on",
    "ended_because",
    *(f"{who}__{field}" for who in ("giver", "mentee") for field in ("name", "position")),
    *(f"{who}__account__is_active" for who in ("giver", "mentee")),
    *("school_class__name", "school_class__grade", "student__name", "student__grade"),
    *("student__school_class__name", "student__school_class__grade", "student__left_on"),
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """A pairing that could go on; `against` says why it may not, "" where nothing does."""

    pairing: Pairing
    side: Side
    against: str


@dataclass(frozen=True, slots=True)
class Renewals:
    """What a school year may carry over, and how many pairings simply go on."""

    rows: list[Renewal]
    going_on: int

    @property
    def ready(self) -> int:
        """How many go on unless somebody says otherwise."""
        return sum(not row.against for row in self.rows)


def years_ahead(school: School, today: date) -> list[YearSpan]:
    """School years that are not over, the earliest first: the one of today, then the next."""
    return [year for year in reversed(years_of(school)) if year.last >= today]


def renewals_of(member: Member, year: YearSpan, kind: str = "") -> Renewals:
    """The pairings that ended shortly before `year` and have no successor in it. Three queries."""
    seen = pairings_visible_to(member)
    if kind:
        seen = seen.filter(kind=kind)
    held = seen.filter(_reaches(year)).order_by()
    taken = pairs_held(held, year)
    away = _away_on(max(year.first, member.today), member)
    last: dict[Pair, Pairing] = {}
    for one in _ended_before(seen, year):
        last.setdefault(pair_of(one), one)
    rows = [
        Renewal(one, SIDES[one.kind], _against(one, away))
        for pair, one in last.items()
        if pair not in taken
    ]
    going_on = held.filter(ends_on=None, starts_on__lt=year.first).count()
    return Renewals(sorted(rows, key=_place), going_on)


def pair_of(pairing: Pairing) -> Pair:
    return tuple(getattr(pairing, name) for name in PAIR)


def pairs_held(pairings: QuerySet[Pairing], year: YearSpan) -> set[Pair]:
    """The pairs among `pairings` that hold on a day of the year or later."""
    return set(pairings.filter(_reaches(year)).values_list(*PAIR))


def _reaches(year: YearSpan) -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=year.first)


def _ended_before(pairings: QuerySet[Pairing], year: YearSpan) -> QuerySet[Pairing]:
    """With what the page tells of them, the latest first."""
    ended = pairings.filter(ends_on__gte=year.first - BEFORE, ends_on__lt=year.first)
    with_both = ended.select_related(
        "giver__account", "mentee__account", "school_class", "student__school_class"
    )
    return with_both.only(*_NEEDED).order_by("-ends_on", "-starts_on", "pk")


def _place(row: Renewal) -> tuple[int, bool, str, int]:
    """By kind; what goes on first, then by giver."""
    kinds = list(SIDES)
    one = row.pairing
    return kinds.index(one.kind), bool(row.against), one.giver.name, one.pk


def _away_on(day: date, member: Member) -> set[int]:
    """Colleagues who are away on that day, and nobody knows until when."""
    away = Leave.objects.filter(open_on(day), school=member.school, ends_on=None)
    return set(away.values_list("staff", flat=True))


def _against(pairing: Pairing, away: Container[int]) -> str:
    if pairing.ended_because in REASONS:
        return tr("结束时写的是“{ended_because}”").format(ended_because=pairing.ended_because)
    for staff in (pairing.giver, pairing.mentee):
        if staff is not None and (said := _staff_against(staff, away)):
            return said
    if pairing.student is not None and _child_gone(pairing.student):
        return tr("{student}已经不在校了").format(student=pairing.student.name)
    if pairing.school_class is not None and _class_gone(pairing.school_class):
        return tr("这个班已经毕业了")
    return ""


def _staff_against(staff: Staff, away: Container[int]) -> str:
    active = staff.account.is_active if staff.account else None
    if staff_is_gone(staff.position, active=active):
        return tr("{staff}已经不在校了").format(staff=staff.name)
    return tr("{staff}请假了，还没定哪天回来").format(staff=staff.name) if staff.pk in away else ""


def _child_gone(student: Student) -> bool:
    room = student.school_class
    return student.left_on is not None or child_is_gone(student.grade, room.grade, room.name)


def _class_gone(school_class: SchoolClass) -> bool:
    return child_is_gone(school_class.grade, school_class.name)
