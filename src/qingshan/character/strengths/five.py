"""The five of a class or the school in a term: how much of each, and the rows behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from qingshan.character.courses.visibility import placements_visible_to
from qingshan.character.fives import deeds_of_children, five_of
from qingshan.character.models import ClassRole, Placement
from qingshan.character.strengths.visibility import roles_visible_to
from qingshan.kit.charts import Chart, Point
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.outcomes.visibility import honours_visible_to
from qingshan.records.fives import of_five
from qingshan.records.kinds import FIVES, all_kinds
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School, SchoolClass


@dataclass(frozen=True)
class Scope:
    """The whole school, or one class; from a day to a day, both included."""

    school: School
    school_class: SchoolClass | None
    first: date
    last: date


@dataclass(frozen=True)
class Way:
    """A sort of rows that carries one of the five. `seen` is the door to them for a person."""

    key: str
    label: str
    rows: Callable[[Scope], QuerySet[Any]]
    count: Callable[[QuerySet[Any]], Counter[str]]
    of: Callable[[QuerySet[Any], str], QuerySet[Any]]
    seen: Callable[[Member], QuerySet[Any]]


@dataclass(frozen=True)
class FiveSide:
    """One of the five: its wording, all there is, and how much of it by which way."""

    five: str
    words: str
    ways: list[tuple[Way, int]]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.ways)


@dataclass(frozen=True)
class FiveView:
    """All five; `sentence` names the weakest."""

    sides: list[FiveSide]
    whose: str

    @property
    def total(self) -> int:
        return sum(side.total for side in self.sides)

    @property
    def weakest(self) -> list[FiveSide]:
        least = min(side.total for side in self.sides)
        return [side for side in self.sides if side.total == least]

    @property
    def strongest(self) -> list[FiveSide]:
        """The two with most, where there is anything."""
        most = sorted(self.sides, key=lambda side: -side.total)[:2]
        return [side for side in most if side.total]

    @property
    def sentence(self) -> str:
        if not self.total:
            return tr("{whose}这学期还没有记下孩子们做的事。").format(whose=self.whose)
        weakest = tr("、").join(side.five for side in self.weakest)
        number = self.weakest[0].total
        told = tr("最弱的是{weakest}，{format}").format(
            weakest=weakest,
            format=tr("只有 {number} 件").format(number=number) if number else tr("还没有做过"),
        )
        return tr("{whose}这学期一共 {total} 件，{told}。").format(
            whose=self.whose, total=self.total, told=told
        )

    @property
    def chart(self) -> Chart:
        points = tuple(Point(side.five, side.total) for side in self.sides)
        return Chart("bar", points, self.sentence, unit=tr("件"))


def five_view(scope: Scope) -> FiveView:
    """Four queries, whatever the size of the school."""
    counted = {way.key: way.count(way.rows(scope)) for way in WAYS}
    sides = [
        FiveSide(five, words, [(way, counted[way.key][five]) for way in WAYS])
        for five, words in FIVES.items()
    ]
    return FiveView(sides, scope.school_class.name if scope.school_class else tr("全校"))


def rows_seen(member: Member, scope: Scope, way: Way, five: str) -> tuple[QuerySet[Any], int]:
    """The rows behind a number that the person may open, and how many others there are."""
    rows = way.of(way.rows(scope), five)
    seen = rows.filter(pk__in=way.seen(member).values("pk"))
    return seen, rows.count() - seen.count()


def _records(scope: Scope) -> QuerySet[Record]:
    rows = Record.objects.filter(
        deeds_of_children(), school=scope.school, date__range=(scope.first, scope.last)
    )
    if scope.school_class is None:
        return rows
    own = scope.school_class
    return rows.filter(Q(student__school_class=own) | Q(school_class=own))


def _by_kind(rows: QuerySet[Any]) -> Counter[str]:
    kinds = all_kinds()
    counted: Counter[str] = Counter()
    told = rows.order_by().values("kind", "five").annotate(n=Count("pk"))
    for key, five, number in told.values_list("kind", "five", "n"):
        if key in kinds:
            counted[five or kinds[key].five] += number
    return counted


def _of_kind(rows: QuerySet[Any], five: str) -> QuerySet[Any]:
    return rows.filter(of_five(five))


def _places(scope: Scope) -> QuerySet[Placement]:
    rows = Placement.objects.filter(
        school=scope.school,
        state=Placement.State.ADOPTED,
        offering__isnull=False,
        offering__term__starts_on__lte=scope.last,
        offering__term__ends_on__gte=scope.first,
    )
    return rows.filter(student__school_class=scope.school_class) if scope.school_class else rows


def _roles(scope: Scope) -> QuerySet[ClassRole]:
    rows = ClassRole.objects.filter(
        Q(until=None) | Q(until__gte=scope.first), school=scope.school, since__lte=scope.last
    )
    return rows.filter(student__school_class=scope.school_class) if scope.school_class else rows


def _honours(scope: Scope) -> QuerySet[Honour]:
    rows = Honour.objects.filter(
        school=scope.school,
        recipient=Honour.Recipient.STUDENT,
        date__range=(scope.first, scope.last),
    )
    return rows.filter(student__school_class=scope.school_class) if scope.school_class else rows


def _by_words(rows: QuerySet[Any]) -> Counter[str]:
    return Counter(five_of(*words) for words in rows.values_list("category", "name"))


def _of_words(rows: QuerySet[Any], five: str) -> QuerySet[Any]:
    words = set(rows.order_by().values_list("category", "name"))
    named = Q(pk=None)
    for category, name in words:
        if five_of(category, name) == five:
            named |= Q(category=category, name=name)
    return rows.filter(named)


def _by_field(name: str) -> Callable[[QuerySet[Any]], Counter[str]]:
    def counted(rows: QuerySet[Any]) -> Counter[str]:
        told: Iterable[tuple[str, int]] = (
            rows.order_by().values(name).annotate(n=Count("pk")).values_list(name, "n")
        )
        return Counter(dict(told))

    return counted


def _of_field(name: str) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    return lambda rows, five: rows.filter(**{name: five})


WAYS = (
    Way("records", tr("活动和记录"), _records, _by_kind, _of_kind, records_visible_to),
    Way(
        "courses",
        tr("校本课程"),
        _places,
        _by_field("offering__five"),
        _of_field("offering__five"),
        placements_visible_to,
    ),
    Way("roles", tr("班级岗位"), _roles, _by_field("five"), _of_field("five"), roles_visible_to),
    Way("honours", tr("荣誉"), _honours, _by_words, _of_words, honours_visible_to),
)
