"""Tables of schools, in order of name unless asked otherwise, and of packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from qingshan.county.kinds import KINDS, kind_words
from qingshan.county.late import KINDS as LATE_KINDS
from qingshan.county.queries import with_kind, with_number
from qingshan.county.suppression import Cell, Said
from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from qingshan.county.asked import Asked
    from qingshan.county.late import Late
    from qingshan.county.models import Package, Return
    from qingshan.school.models import School

NOT_TOLD = "没有报"
NOTHING_LATE = "没有要催的"


def cell_words(said: str | None, value: int | None, missing: str) -> SafeString:
    cell = Cell(Said(said), value) if said else None
    if cell is None or cell.said != Said.HELD or cell.value is None:
        return format_html('<span class="nowrap">{}</span>', cell.words if cell else missing)
    return format_html("不单列 <small>上次 {}</small>", f"{cell.value:,}")


def month_words(end: date) -> str:
    return f"{end.year}年{end.month}月"


def moment_words(at: datetime) -> str:
    """By the school's clock."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _number(name: str, missing: str = NOT_TOLD) -> Any:
    return lambda row: cell_words(row[f"{name}_said"], row[name], missing)


def _kind(row: dict[str, Any]) -> SafeString:
    words = kind_words(row["first"], row["last"]) or "—"
    return format_html('<span class="nowrap">{}</span>', words)


class SchoolTable(Table):
    """The schools of a county: what they are, how large, what is late there."""

    name = "schools"
    caption = "各校"
    unit = "所"
    search = ("name", "code")
    search_hint = "校名或标识码"
    default_sort = ("name",)
    empty_title = "县里还没有学校"

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

        self.columns = (  # type: ignore[misc]
            Column("name", "学校", link="county:school", link_key="code"),
            Column("last", "类型", sort=("first", "last"), needs=("first", "last"), show=_kind),
            Column("pk", "要催一催的", sort=False, show=told),
            Column(
                "students",
                "学生",
                end=True,
                phone="label",
                needs=("students", "students_said"),
                show=_number("students"),
            ),
            Column(
                "staff",
                "教职工",
                end=True,
                phone="label",
                needs=("staff", "staff_said"),
                show=_number("staff"),
            ),
        )
        rows = with_number(with_kind(schools), "students.total", end, "students")
        rows = with_number(rows, "staff.total", end, "staff")
        filters = (
            Filter("late", "要催的", choices=LATE_KINDS.items(), apply=narrowed),
            kind_filter(),
        )
        super().__init__(rows, asked, filters=filters)


class FigureTable(Table):
    """One figure in one month at every school, beside the month and the year before."""

    name = "figures"
    caption = "各校对照"
    unit = "所"
    search = ("name", "code")
    search_hint = "校名或标识码"
    default_sort = ("name",)
    empty_title = "县里还没有学校"

    def __init__(
        self,
        schools: QuerySet[School],
        asked_for: QueryDict,
        *,
        asked: Asked,
        ends: tuple[date, date, date],
    ) -> None:
        rows = with_kind(schools)
        columns = [
            Column("name", "学校", link="county:school", link_key="code"),
            Column("last", "类型", sort=("first", "last"), needs=("first", "last"), show=_kind),
        ]
        for name, end in zip(("number", "month_before", "year_before"), ends, strict=True):
            rows = with_number(rows, asked.key, end, name)
            columns.append(
                Column(
                    name,
                    f"{end.year}年{end.month}月",
                    end=True,
                    phone="label",
                    needs=(name, f"{name}_said"),
                    show=_number(name, NOT_TOLD if end == ends[0] else "—"),
                )
            )
        self.columns = tuple(columns)  # type: ignore[misc]
        kept = {"figure": asked.key, "month": f"{ends[0]:%Y-%m}"}
        super().__init__(rows, asked_for, filters=(kind_filter(),), kept=kept)


def kind_filter() -> Filter:
    """Schools of a kind; the rows must have `first` and `last`."""

    def narrowed(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
        return rows.filter(KINDS.get(kind, ("", Q()))[1])

    return Filter(
        "kind", "类型", choices=[(key, word) for key, (word, _) in KINDS.items()], apply=narrowed
    )


class ArrivalTable(Table):
    """Packages that were taken."""

    name = "arrivals"
    caption = "收到的数据包"
    unit = "份"
    search = ("school__name", "school__code")
    search_hint = "校名或标识码"
    default_sort = ("-arrived_at",)
    empty_title = "还没有收到过数据包"
    columns = (
        Column("school__name", "学校", link="county:school", link_key="school__code"),
        Column("as_of", "哪个月", show=month_words),
        Column("serial", "第几份", end=True, phone="label"),
        Column("arrived_at", "收到", phone="label", show=moment_words),
        Column("digest", "指纹", sort=False, phone="hide", show=lambda digest: digest[:16]),
    )

    def __init__(self, returns: QuerySet[Return], asked: QueryDict) -> None:
        super().__init__(returns.exclude(digest=""), asked)


class PackageTable(Table):
    """Packages that this school has made."""

    name = "packages"
    caption = "做过的数据包"
    unit = "份"
    default_sort = ("-serial",)
    empty_title = "还没有做过"
    columns = (
        Column(
            "of__as_of",
            "哪个月",
            link="county:package_file",
            show=month_words,
        ),
        Column("serial", "第几份", end=True, phone="label"),
        Column("made_at", "做好", phone="label", show=moment_words),
        Column("made_by__name", "谁做的"),
        Column(
            "digest",
            "指纹",
            sort=False,
            phone="hide",
            show=lambda digest: format_html("<code>{}</code>", digest[:16]),
        ),
    )

    def __init__(self, packages: QuerySet[Package], asked: QueryDict) -> None:
        super().__init__(packages, asked)
