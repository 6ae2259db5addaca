"""What stands in a person's own letter: due this week and open, streaks, children to see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.character.courses.waiting import classes_still_to_wish
from qingshan.kit.words import tr
from qingshan.programmes.models import Cadence
from qingshan.programmes.standing import standing_of_school
from qingshan.reminders.children import VISIT, children_to_see
from qingshan.reminders.lines import Line, cut
from qingshan.reminders.streaks import LOOKED_BACK, streaks_of_school
from qingshan.school.calendar import monday_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qingshan.character.courses.waiting import StillToWish
    from qingshan.programmes.standing import Standing
    from qingshan.school.models import School

WORTH_KEEPING = 3  # school days in a row
WISHES = "course-wishes"
"""Marks the line of a letter about children without a wish for a course."""


@dataclass(frozen=True)
class Week:
    """What is known of everyone of a school for their letters: asked once, shared by all."""

    today: date
    standing: Mapping[int, Sequence[Standing]]
    streaks: Mapping[tuple[str, int], int]
    children: Mapping[int, Sequence[int]]
    wishes: Mapping[int, Sequence[StillToWish]]

    def lines_of(self, staff: int) -> list[Line]:
        """The letter of one person; asks the database for nothing."""
        own = self.standing.get(staff, ())
        due = sorted(
            (one for one in own if self._is_due(one)),
            key=lambda one: (one.round.due_on, one.duty.key),
        )
        found = [Line(self._words(one, staff), _where(one, staff), one.duty.key) for one in due]
        if not due:
            found.append(Line(tr("这一周没有欠着的事。"), reverse("desk:home")))
        found += self._kept(own, due, staff)
        found += self._to_see(staff)
        found += [Line(one.words, one.href, WISHES) for one in self.wishes.get(staff, ())]
        mine = reverse("programmes:mine")
        return cut(found, Line(tr("还有几件，都在“我的履职”里。"), mine))

    def _is_due(self, one: Standing) -> bool:
        last = monday_of(self.today) + timedelta(days=6)
        due_on = one.round.due_on
        return one.is_open and one.round.holds and due_on is not None and due_on <= last

    def _words(self, one: Standing, staff: int) -> str:
        duty = one.duty
        if duty.measure == "sum" or (duty.target > 1 and one.amount):
            return tr("{duty}：{reads_until}，还差 {missing_words}。").format(
                duty=duty.title, reads_until=one.round.reads_until, missing_words=one.missing_words
            )
        if duty.cadence != Cadence.SCHOOL_DAY:
            return tr("{duty}：{reads_until}。").format(
                duty=duty.title, reads_until=one.round.reads_until
            )
        days = self._streak(one, staff)
        return (
            tr("{duty}：{days}，接着来。").format(duty=duty.title, days=days)
            if days
            else tr("{duty}：今天就能做。").format(duty=duty.title)
        )

    def _streak(self, one: Standing, staff: int) -> str:
        days = self.streaks.get((one.duty.key, staff), 0)
        if days < WORTH_KEEPING:
            return ""
        return tr("已经连续 {days} 个教学日{rest}").format(
            days=days, rest=tr("以上") if days == LOOKED_BACK else ""
        )

    def _kept(self, own: Sequence[Standing], due: list[Standing], staff: int) -> list[Line]:
        """Streaks of what is done for today."""
        return [
            Line(
                tr("{duty}：{days}，真好。").format(duty=one.duty.title, days=days),
                _page(one, staff),
            )
            for one in own
            if one not in due and (days := self._streak(one, staff))
        ]

    def _to_see(self, staff: int) -> list[Line]:
        waiting = self.children.get(staff, ())
        if not waiting:
            return []
        sheet = reverse("records:record_new_of_kind", args=[VISIT])
        first = f"{sheet}?{urlencode({'student': waiting[0]})}"
        if len(waiting) == 1:
            return [Line(tr("你帮扶的孩子，有一阵没去家里看看了。"), first)]
        return [
            Line(
                tr("你帮扶的孩子里，有 {waiting} 个有一阵没去家里看看了。").format(
                    waiting=len(waiting)
                ),
                first,
            )
        ]


def week_of(school: School, today: date) -> Week:
    """A handful of queries, however many people and records the school has."""
    lines = standing_of_school(school, today)
    standing: dict[int, list[Standing]] = defaultdict(list)
    for line in lines:
        standing[line.person.pk].append(line)
    duties = {line.duty.key: line.duty for line in lines}.values()
    wishes: dict[int, list[StillToWish]] = defaultdict(list)
    for one in classes_still_to_wish(school.pk, today):
        wishes[one.teacher].append(one)
    return Week(
        today,
        standing,
        streaks_of_school(school, duties, today),
        children_to_see(school, today),
        wishes,
    )


def _where(one: Standing, staff: int) -> str:
    """Where it is done: the entry sheet, or the page of the duty."""
    if one.duty.kinds:
        return reverse("records:record_new_of_kind", args=[one.duty.kinds[0]])
    return _page(one, staff)


def _page(one: Standing, staff: int) -> str:
    return reverse("programmes:duty_of", args=[one.duty.programme, one.duty.slug, staff])
