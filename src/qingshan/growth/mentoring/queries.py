"""Who could learn from whom in a school year, and what each of them wishes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404

from qingshan.growth.mentoring import weights
from qingshan.growth.mentoring.matching import Mentee, Mentor
from qingshan.growth.models import MentoringRound, MentoringWish
from qingshan.growth.visibility import (
    mentorings_visible_to,
    titles_visible_to,
    wishes_visible_to,
)
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.people.pairings.lacking import YEARS_WITH_A_MENTOR
from qingshan.people.pairings.leaving import staff_is_gone
from qingshan.people.pairings.renewing import years_ahead
from qingshan.people.students.words import age_on
from qingshan.people.visibility import (
    leaves_visible_to,
    open_on,
    service_visible_to,
    staff_of,
    staff_visible_to,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Pairing
    from qingshan.school.membership import Member
    from qingshan.school.models import School
    from qingshan.school.queries import YearSpan

TOLD = ("name", "number", "political_status", "post", "hired_on", "position")


@dataclass(frozen=True, slots=True)
class Colleague:
    """A teacher as the pages of pairing tell of them. `note` is what they wrote with the wish."""

    pk: int
    name: str
    subject: str
    years: int
    mentors: tuple[str, ...] = ()
    away: bool = False
    note: str = ""

    @property
    def about(self) -> str:
        return tr("{subject} · 教龄 {years} 年").format(
            subject=self.subject or tr("没有登记学科"), years=self.years
        )


@dataclass(frozen=True)
class Ground:
    """Everybody who could take part in the pairing of a year, as of `day`."""

    year: YearSpan
    day: date
    colleagues: dict[int, Colleague]
    mentees: dict[int, Mentee]
    mentors: dict[int, Mentor]

    @cached_property
    def newcomers(self) -> list[int]:
        """Who needs a mentor: in the first years, here, and without one."""
        return [
            key
            for key, one in self.mentees.items()
            if one.years < YEARS_WITH_A_MENTOR and not one.paired and not self.colleagues[key].away
        ]

    @cached_property
    def ready(self) -> list[int]:
        """Who can guide one more: party members and holders of a title first, then the freest."""
        able = [one for one in self.mentors.values() if one.room and not self._is_away(one)]
        return [one.key for one in sorted(able, key=_standing)]

    @cached_property
    def full(self) -> list[int]:
        """Who has as many as they take, or is away: they can be asked all the same."""
        ready = set(self.ready)
        rest = [one for one in self.mentors.values() if one.key not in ready]
        return [one.key for one in sorted(rest, key=_standing)]

    def _is_away(self, mentor: Mentor) -> bool:
        return self.colleagues[mentor.key].away


@dataclass
class _Held:
    """What stands about everyone: a few queries, whatever the size of the school."""

    wishes: dict[int, MentoringWish]
    titles: dict[int, str]
    away: set[int]
    mentors: dict[int, dict[int, str]] = field(default_factory=dict)
    load: dict[int, int] = field(default_factory=dict)


def ground_of(member: Member, year: YearSpan) -> Ground:
    """For those who pair. Five queries."""
    day = max(year.first, member.today)
    held = _held(member, year, day)
    staff = list(_teachers(service_visible_to(member)))
    return Ground(
        year=year,
        day=day,
        colleagues={one.pk: _colleague(one, day, held) for one in staff},
        mentees={one.pk: _mentee(one, day, held) for one in staff},
        mentors={one.pk: _mentor(one, day, held) for one in staff if can_mentor(one, day)},
    )


def can_mentor(staff: Staff, day: date) -> bool:
    """Five years in the work, and in a classroom."""
    return (
        staff.post != Staff.Post.SUPPORT
        and age_on(day, staff.hired_on) >= weights.MENTOR_FROM_YEARS
    )


def round_of(year: YearSpan) -> MentoringRound | None:
    """Whether the pairs of a school year have been adopted, and when."""
    return MentoringRound.objects.filter(year=year.year).first()


def mentoring_seen_by(member: Member, pk: int) -> Pairing:
    """A mentor and a mentee with what their agreement names; otherwise `Http404`."""
    sides = [f"{side}__{path}" for side in ("giver", "mentee") for path in ("subject", "group")]
    sealed = [f"{side}__{name}" for side in ("giver", "mentee") for name in ("id_number", "phone")]
    seen = mentorings_visible_to(member).select_related("school", *sides).defer(*sealed)
    return get_object_or_404(seen, pk=pk)


def year_to_wish_for(member: Member, school: School) -> tuple[YearSpan | None, bool]:
    """The first school year whose pairs are still open, and True; the last one where none is."""
    years = years_ahead(school, member.today)
    closed = set(
        MentoringRound.objects.filter(year__in=[year.pk for year in years]).values_list(
            "year", flat=True
        )
    )
    free = next((year for year in years if year.pk not in closed), None)
    return free or next(reversed(years), None), free is not None


def own_wish(member: Member, year: YearSpan) -> MentoringWish | None:
    staff = staff_of(member)
    return wishes_visible_to(member).filter(staff=staff, year=year.year).first()


def possible_partners(member: Member, day: date, *, mentors: bool) -> QuerySet[Staff]:
    """Colleagues one may wish for: who can guide, or who is newer than that; never oneself."""
    own = staff_of(member)
    found = [
        one.pk
        for one in _teachers(staff_visible_to(member))
        if one.pk != (own.pk if own else None) and can_mentor(one, day) is mentors
    ]
    return staff_visible_to(member).filter(pk__in=found)


def _teachers(staff: QuerySet[Staff]) -> Iterable[Staff]:
    """Of `staff`, who teaches and is at the school."""
    rows = staff.exclude(post=Staff.Post.SUPPORT).select_related("subject", "group", "account")
    told = (*TOLD, "subject__name", "group__name", "account__is_active")
    for one in rows.only(*told):
        active = one.account.is_active if one.account else None
        if not staff_is_gone(one.position, active=active):
            yield one


def _held(member: Member, year: YearSpan, day: date) -> _Held:
    held = _Held(
        wishes={one.staff_id: one for one in wishes_visible_to(member).filter(year=year.year)},
        titles=_titles(member, day),
        away=set(
            leaves_visible_to(member)
            .filter(open_on(day), ends_on=None)
            .values_list("staff", flat=True)
        ),
    )
    going_on = Q(ends_on=None) | Q(ends_on__gte=day)  # those still to begin count too
    pairs = mentorings_visible_to(member).filter(going_on).order_by("starts_on", "pk")
    for giver, name, mentee in pairs.values_list("giver", "giver__name", "mentee"):
        held.load[giver] = held.load.get(giver, 0) + 1
        held.mentors.setdefault(mentee, {})[giver] = name
    return held


def _titles(member: Member, day: date) -> dict[int, str]:
    """The latest title of each who has one."""
    rows = titles_visible_to(member).filter(awarded_on__lte=day).order_by("awarded_on", "pk")
    return dict(rows.values_list("staff", "title"))


def _colleague(staff: Staff, day: date, held: _Held) -> Colleague:
    wish = held.wishes.get(staff.pk)
    return Colleague(
        pk=staff.pk,
        name=staff.name,
        subject=staff.subject.name if staff.subject else "",
        years=age_on(day, staff.hired_on),
        mentors=tuple(held.mentors.get(staff.pk, {}).values()),
        away=staff.pk in held.away,
        note=wish.note if wish else "",
    )


def _mentee(staff: Staff, day: date, held: _Held) -> Mentee:
    wish = held.wishes.get(staff.pk)
    return Mentee(
        key=staff.pk,
        subject=staff.subject.name if staff.subject else "",
        group=staff.group.name if staff.group else "",
        years=age_on(day, staff.hired_on),
        wishes=wish.wishes if wish else (),
        paired=frozenset(held.mentors.get(staff.pk, ())),
    )


def _mentor(staff: Staff, day: date, held: _Held) -> Mentor:
    wish = held.wishes.get(staff.pk)
    said = wish.mentees if wish else None
    return Mentor(
        key=staff.pk,
        subject=staff.subject.name if staff.subject else "",
        group=staff.group.name if staff.group else "",
        years=age_on(day, staff.hired_on),
        wishes=wish.wishes if wish else (),
        load=held.load.get(staff.pk, 0),
        capacity=weights.DEFAULT_CAPACITY if said is None else said,
        party_member=staff.is_party_member,
        title=held.titles.get(staff.pk, ""),
    )


def _standing(mentor: Mentor) -> tuple[bool, int, int]:
    return not (mentor.party_member or mentor.title), mentor.load, mentor.key
