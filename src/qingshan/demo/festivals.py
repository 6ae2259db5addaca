"""The festivals of the demonstration: one over with its results, one that classes sign up for."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from qingshan.character.festivals import services
from qingshan.character.festivals.catalogue import offered_one
from qingshan.character.models import Festival, FestivalEntry, FestivalItem
from qingshan.people.models import Staff, Student
from qingshan.school.membership import member_for
from qingshan.school.queries import current_year

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

PARTS = {
    "branch": "党员教师当裁判长。",
    "principal": "校长定方案、管安全。",
    "everyone": "人人有一项，班主任带队。",
    "family": "请家长来看、来当志愿者。",
}
PLACES = ("操场东", "操场西", "礼堂", "图书室", "食堂")
FIRST_HOUR, AT_ONCE = 8, 5
A_CLASS, ALL = 3, 30  # children of a class, or of the school, who sign up for an item


def hold_festivals(school: School, keeper: Account, *, seed: int, today: dt.date) -> None:
    """Nothing where there is no school year."""
    year = current_year(school, today)
    if year is None:
        return
    rng = Random(seed)  # noqa: S311 - invented rows
    for key, ago in (("sports", 21), ("reading", -14)):
        like = offered_one(key)
        start = min(max(today - dt.timedelta(days=ago), year.first), year.last)
        if like is None:
            continue
        festival = services.open_festival(
            actor=member_for(keeper),
            like=like,
            school=school,
            year=year.year,
            title=like.title,
            five=like.five,
            about=like.about,
            starts_on=start,
            ends_on=start + dt.timedelta(days=2),
            closes_on=start - dt.timedelta(days=3) if ago > 0 else start,
            **(PARTS | ({} if ago > 0 else {"family": ""})),
        )
        _timed(festival, rng)
        _signed(festival, rng)
        if ago > 0:
            _over(festival, keeper, today)


def _timed(festival: Festival, rng: Random) -> None:
    """Two days, each item at its own hour or in its own place."""
    teachers = list(Staff.objects.filter(school=festival.school, account__isnull=True)[:20])
    for n, item in enumerate(FestivalItem.objects.filter(festival=festival).order_by("pk")):
        item.date = festival.starts_on + dt.timedelta(days=n % 2)
        item.starts, item.ends = dt.time(FIRST_HOUR + n), dt.time(FIRST_HOUR + n, 50)
        item.place = PLACES[n % AT_ONCE]
        item.responsible = rng.choice(teachers) if teachers else None
        item.save()


def _signed(festival: Festival, rng: Random) -> None:
    children: dict[int, list[Student]] = {}
    filled = Student.objects.filter(school=festival.school).select_related("school_class")
    for child in filled.order_by("number"):
        children.setdefault(child.school_class_id, []).append(child)
    rows = []
    for item in FestivalItem.objects.filter(festival=festival):
        seated = 0
        for mates in children.values():
            if not item.from_grade <= mates[0].school_class.grade_number <= item.to_grade:
                continue
            most = min(item.class_limit or A_CLASS, len(mates))
            for n, child in enumerate(rng.sample(mates, min(most + _one_more(rng), len(mates)))):
                fits = n < most and seated < (item.limit or ALL * 10)
                seated += fits
                state = FestivalEntry.State.IN if fits else FestivalEntry.State.WAITING
                rows.append(
                    FestivalEntry(school=festival.school, item=item, student=child, state=state)
                )
    FestivalEntry.objects.bulk_create(rows, batch_size=1000)


def _one_more(rng: Random) -> int:
    """Now and then one more than there are places."""
    return int(rng.random() < 0.15)


def _over(festival: Festival, keeper: Account, today: dt.date) -> None:
    """Everybody of the first item took part; prizes are for whoever tries it to give."""
    item = FestivalItem.objects.filter(festival=festival, date__lte=today).order_by("pk").first()
    if item is None:
        return
    entries = FestivalEntry.objects.filter(item=item, state=FestivalEntry.State.IN)
    told = dict.fromkeys(entries.values_list("pk", flat=True), FestivalEntry.Result.TOOK_PART)
    services.enter_results(actor=member_for(keeper), item=item, results=told)
