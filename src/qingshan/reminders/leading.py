"""What leaders and chat groups are told: how the promises stood at the end of the week before.

Counts only. Who is behind a count stands on the page that its line leads to, by staff number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.programmes.models import Cadence
from qingshan.programmes.packs import all_packs
from qingshan.programmes.standing import coverage_in
from qingshan.reminders.lines import Line, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from qingshan.programmes.rounds import Round
    from qingshan.programmes.standing import Coverage, Standing

FEWEST = 5  # people: in a chat group, fewer than that would be somebody


def looked_at_on(monday: date) -> date:
    """The day as of which a week's letter sums up: the Sunday before."""
    return monday - timedelta(days=1)


def when(round_: Round) -> str:
    """The stretch as one speaks of it in the week after."""
    if round_.cadence == Cadence.WEEK and round_.holds:
        return tr("上一周")
    return round_.words


def leader_lines(lines: Iterable[Standing], monday: date) -> list[Line]:
    """The weakest promise, how many could use a word, and coverage by programme."""
    coverage = coverage_in(lines)
    if not coverage:
        nothing = tr("上一周没有要看的承诺，这一周从头开始。")
        return [Line(nothing, reverse("programmes:programme_list"))]
    weak = weakest(coverage, looked_at_on(monday))
    found = []
    if weak is None:
        page = reverse("programmes:programme_list")
        found.append(Line(tr("各项承诺都跟得上，可以跟大家道一声谢。"), page))
    else:
        duty, page = weak.duty, _page(weak.duty.programme, monday)
        found += [
            Line(
                tr("最要赶一赶的是“{duty}”：{when} {total} 人里做到 {reached} 人。").format(
                    duty=duty.title,
                    when=when(weak.round),
                    total=weak.total,
                    reached=len(weak.reached),
                ),
                f"{page}#{duty.slug}",
            ),
            Line(
                tr("还差这一项的有 {open} 人，去看看可以跟谁说句话、帮一把。").format(
                    open=len(weak.open)
                ),
                f"{page}#{duty.slug}",
            ),
        ]
    found += [Line(one.words, _page(one.key, monday)) for one in _by_programme(coverage)]
    more = Line(tr("还有别的做法，都在“学校的做法”里。"), reverse("programmes:programme_list"))
    return cut(found, more)


def group_lines(lines: Iterable[Standing], monday: date) -> list[Line]:
    """For everybody in a chat group: what to mend together, then what stands, the best first."""
    coverage = [one for one in coverage_in(lines) if one.total >= FEWEST]
    page = reverse("programmes:mine")
    weak = weakest(coverage, looked_at_on(monday))
    best = reversed(_by_programme(coverage))
    found = [Line(one.words, page) for one in best if one.kept]
    if weak is not None:
        found.insert(0, Line(tr("这一周一起把“{duty}”补上来。").format(duty=weak.duty.title), page))
    if not found:
        found = [Line(tr("新的一周，慢慢来。"), page)]
    return cut(found, Line(tr("别的做法，各自打开青山看看。"), page))


def weakest(coverage: Sequence[Coverage], on: date) -> Coverage | None:
    """The duty furthest behind its time; None where none is.

    What is asked until the end of a term is not behind in its first week: by then a share of it
    as large as the share of the days gone by would do.
    """
    behind = [one for one in coverage if one.open and _lead(one, on) < 0]
    return min(behind, key=lambda one: (_lead(one, on), one.duty.key), default=None)


def _lead(one: Coverage, on: date) -> float:
    """The share that has kept it, less the share of its days gone by."""
    first, due = one.round.starts_on, one.round.due_on
    gone = 1.0
    if first is not None and due is not None and due > on:
        gone = ((on - first).days + 1) / ((due - first).days + 1)
    return len(one.reached) / one.total - gone


@dataclass(frozen=True)
class Sum:
    """A programme summed up: `kept` of `total` things asked of all whom it binds."""

    key: str
    kept: int
    total: int

    @property
    def share(self) -> tuple[float, str]:
        return self.kept / self.total, self.key

    @property
    def words(self) -> str:
        pack = all_packs().get(self.key)
        title = pack.title if pack else self.key
        return tr("{title}：该做的 {total:,} 件，到位 {kept:,} 件。").format(
            title=title, total=self.total, kept=self.kept
        )


def _by_programme(coverage: Iterable[Coverage]) -> list[Sum]:
    """The one that lacks most first: it is programmes that are compared here, never people."""
    asked: dict[str, list[int]] = {}
    for one in coverage:
        sums = asked.setdefault(one.duty.programme, [0, 0])
        sums[0] += len(one.reached)
        sums[1] += one.total
    found = [Sum(key, kept, total) for key, (kept, total) in asked.items()]
    return sorted(found, key=lambda one: one.share)


def _page(programme: str, monday: date) -> str:
    return reverse("reminders:coverage", args=[monday.isoformat(), programme])
