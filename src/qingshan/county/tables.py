"""Tables of schools, in order of name unless asked otherwise, and of packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from qingshan.county.kinds import KINDS, kind_words
from qingshan.county.late import KINDS as LATE_KINDS
from qingshan.county.queries import with_kind, with_number
from qingshan.county.suppression import Cell, Said, share, share_words
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from qingshan.county.asked import Asked
    from qingshan.county.late import Late
    from qingshan.county.models import Package, Return
    from qingshan.school.models import School

NOT_TOLD = tr("没有报")
NOTHING_LATE = tr("没有要催的")


def cell_words(said: str | None, value: int | None, missing: str) -> SafeString:
    cell = Cell(Said(said), value) if said else None
    if cell is None or cell.said != Said.HELD or cell.value is None:
        return format_html('<span class="nowrap">{}</span>', cell.words if cell else missing)
    return format_html(str(tr("不单列 <small>上次 {}</small>")), f"{cell.value:,}")


def month_words(end: date) -> str:
    return tr("{year}年{month}月").format(year=end.year, month=end.month)


def moment_words(at: datetime) -> str:
    """By the school's clock."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _number(name: str, missing: str = NOT_TOLD) -> Any:
    return lambda row: cell_words(row[f"{name}_said"], row[name], missing)


def _kind(row: dict[str, Any]) -> SafeString:
    words = kind_words(row["first"], row["last"]) or "—"
    return format_html('<span class="nowrap">{}</span>', words)


class SchoolsTable(Table):
    """Base of the tables that have a line a school: its name, its kind, and what a page adds."""

    unit = tr("所")
    search = ("name", "code")
    search_hint = tr("校名或标识码")
    default_sort = ("name",)
    empty_title = tr("县里还没有学校")

    def __init__(
        self,
        rows: QuerySet[Any],
        asked: QueryDict,
        columns: Iterable[Column],
        *,
        filters: Iterable[Filter] = (),
        kept: dict[str, str] | None = None,
    ) -> None:
        self.columns = (  # type: ignore[misc]
            Column("name", tr("学校"), link="county:school", link_key="code"),
            Column("last", tr("类型"), sort=("first", "last"), needs=("first", "last"), show=_kind),
            *columns,
        )
        super().__init__(rows, asked, filters=(*filters, kind_filter()), kept=kept)


class SchoolTable(SchoolsTable):
    """The schools of a county: what they are, how large, what is late there."""

    name = "schools"
    caption = tr("各校")

    def __init__(
        self,
        schools: QuerySet[School],
        asked: QueryDict,
        *,
        end: date,
        late: Mapping[int, list[Late]],
    ) -> None:
        def told(pk: int) -> object:
            lines = [(one.words,) for one in late.get(pk, ())]
            if not lines:
                return NOTHING_LATE
            return format_html_join("", '<span class="tag due">{}</span> ', lines)

        def narrowed(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
            wanted = [pk for pk, ones in late.items() if any(o.kind == kind for o in ones)]
            return rows.filter(pk__in=wanted)

        rows = with_number(with_kind(schools), "students.total", end, "students")
        rows = with_number(rows, "staff.total", end, "staff")
        columns = (
            Column("pk", tr("要催一催的"), sort=False, show=told),
            number_column("students", tr("学生")),
            number_column("staff", tr("教职工")),
        )
        filters = (Filter("late", tr("要催的"), choices=LATE_KINDS.items(), apply=narrowed),)
        super().__init__(rows, asked, columns, filters=filters)


class FigureTable(SchoolsTable):
    """One figure in one month at every school, beside the month and the year before.

    Of what is told by year, beside the two years before. A part has its share of the whole.
    """

    name = "figures"
    caption = tr("各校对照")

    def __init__(
        self,
        schools: QuerySet[School],
        asked_for: QueryDict,
        *,
        asked: Asked,
        ends: tuple[date, date, date],
    ) -> None:
        rows, columns = with_kind(schools), []
        for name, (key, end, title) in zip(NUMBERS, _beside(asked, ends), strict=True):
            rows = with_number(rows, key, end, name)
            missing = NOT_TOLD if name == NUMBERS[0] else "—"
            columns.append(number_column(name, title, missing))
        if asked.out_of:
            rows = with_number(rows, asked.out_of, ends[0], "whole")
            columns.insert(1, share_column(NUMBERS[0], "whole", asked.share))
        kept = {"figure": asked.key, "month": f"{ends[0]:%Y-%m}"}
        super().__init__(rows, asked_for, columns, kept=kept)


NUMBERS = ("number", "before", "long_before")


def _beside(asked: Asked, ends: tuple[date, date, date]) -> list[tuple[str, date, str]]:
    """Key, month and heading of each number of a line."""
    if not asked.year:
        return [
            (asked.key, end, tr("{year}年{month}月").format(year=end.year, month=end.month))
            for end in ends
        ]
    start = asked.key.removesuffix(str(asked.year))
    years = range(asked.year, asked.year - len(ends), -1)
    return [(f"{start}{year}", ends[0], tr("{year}年").format(year=year)) for year in years]


def number_column(name: str, title: str, missing: str = NOT_TOLD) -> Column:
    """Of rows that `queries.with_number` has put `name` on."""
    needs = (name, f"{name}_said")
    return Column(name, title, end=True, phone="label", needs=needs, show=_number(name, missing))


def share_column(part: str, whole: str, title: str) -> Column:
    """Not sorted by: an order would compare what is not shown."""
    needs = tuple(f"{name}{end}" for name in (part, whole) for end in ("", "_said"))

    def told(row: dict[str, Any]) -> str:
        cells = [cell_of(row, name) for name in (part, whole)]
        return share_words(share(*cells)) if all(cells) else "—"

    return Column("pk", title, end=True, phone="label", sort=False, needs=needs, show=told)


def cell_of(row: Mapping[str, Any], name: str) -> Cell | None:
    said = row[f"{name}_said"]
    return Cell(Said(said), row[name]) if said else None


def kind_filter() -> Filter:
    """Schools of a kind; the rows must have `first` and `last`."""

    def narrowed(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
        return rows.filter(KINDS.get(kind, ("", Q()))[1])

    return Filter(
        "kind",
        tr("类型"),
        choices=[(key, word) for key, (word, _) in KINDS.items()],
        apply=narrowed,
    )


class ArrivalTable(Table):
    """Packages that were taken."""

    name = "arrivals"
    caption = tr("收到的数据包")
    unit = tr("份")
    search = ("school__name", "school__code")
    search_hint = tr("校名或标识码")
    default_sort = ("-arrived_at",)
    empty_title = tr("还没有收到过数据包")
    columns = (
        Column("school__name", tr("学校"), link="county:school", link_key="school__code"),
        Column("as_of", tr("哪个月"), show=month_words),
        Column("serial", tr("第几份"), end=True, phone="label"),
        Column("arrived_at", tr("收到"), phone="label", show=moment_words),
        Column("digest", tr("指纹"), sort=False, phone="hide", show=lambda digest: digest[:16]),
    )

    def __init__(self, returns: QuerySet[Return], asked: QueryDict) -> None:
        super().__init__(returns.exclude(digest=""), asked)


class PackageTable(Table):
    """Packages that this school has made."""

    name = "packages"
    caption = tr("做过的数据包")
    unit = tr("份")
    default_sort = ("-serial",)
    empty_title = tr("还没有做过")
    columns = (
        Column(
            "of__as_of",
            tr("哪个月"),
            link="county:package_file",
            show=month_words,
        ),
        Column("serial", tr("第几份"), end=True, phone="label"),
        Column("made_at", tr("做好"), phone="label", show=moment_words),
        Column("made_by__name", tr("谁做的")),
        Column(
            "digest",
            tr("指纹"),
            sort=False,
            phone="hide",
            show=lambda digest: format_html("<code>{}</code>", digest[:16]),
        ),
    )

    def __init__(self, packages: QuerySet[Package], asked: QueryDict) -> None:
        super().__init__(packages, asked)
