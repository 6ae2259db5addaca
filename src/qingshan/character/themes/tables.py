from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, Q

from qingshan.character.models import FourParties, Theme
from qingshan.character.themes.queries import TAKING_PART
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.records.kinds import all_kinds
from qingshan.school.calendar import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.character.models import ThemePlan, ThemeSession
    from qingshan.school.models import SchoolClass

NAMES = [name for name, _ in FourParties.PARTIES]
ANY_OPEN = Q(branch="") | Q(principal="") | Q(everyone="") | Q(family="")


def _grade(number: int) -> str:
    return (
        tr("{digits}年级").format(digits=DIGITS[number])
        if 0 < number < len(DIGITS)
        else str(number)
    )


def _open_parts(row: dict[str, Any]) -> str:
    missing = [label for name, label in FourParties.PARTIES if not row[name]]
    return (
        tr("还缺：{missing}").format(missing=tr("、").join(missing)) if missing else tr("四方都有")
    )


def _with_open(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    return rows.filter(ANY_OPEN) if name == "any" else rows.filter(**{name: ""})


def _held(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(held__gt=0) if value == "yes" else rows.filter(held=0)


def _with_party(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    return rows.filter(TAKING_PART[name])


class ThemePlanTable(Table):
    """Plans of a year, each with what of the four parties it leaves open."""

    name = "plans"
    caption = tr("主题教育计划")
    unit = tr("项")
    columns = (
        Column("title", tr("题目"), link="character:theme_plan"),
        Column("theme", tr("主题"), choices=Theme),
        Column("grade_number", tr("年级"), show=_grade),
        Column("date", tr("日期")),
        Column("responsible__name", tr("谁负责"), sort="responsible__search_key", phone="label"),
        Column("branch", tr("四方"), sort=False, needs=(*NAMES,), show=_open_parts),
        Column("held", tr("做过几个班"), end=True, phone="label"),
    )
    search = ("title", "content")
    search_hint = tr("题目或做法里的字")
    default_sort = ("date", "grade_number")
    empty_title = tr("还没有计划")

    def __init__(
        self,
        plans: QuerySet[ThemePlan],
        asked: QueryDict,
        *,
        grades: Sequence[tuple[int, str]],
        kept: dict[str, str],
    ) -> None:
        parts = [
            ("any", tr("有一方还没写")),
            *((n, tr("还缺{label}").format(label=label)) for n, label in FourParties.PARTIES),
        ]
        filters = (
            Filter("grade", tr("年级"), "grade_number", grades),
            Filter("theme", tr("主题"), choices=Theme.choices),
            Filter("open", tr("四方"), choices=parts, apply=_with_open),
            Filter(
                "held",
                tr("做了没有"),
                choices=(("yes", tr("做过")), ("no", tr("还没做"))),
                apply=_held,
            ),
        )
        counted = plans.annotate(held=Count("sessions"))
        super().__init__(counted, asked, filters=filters, kept=kept)


class ThemeSessionTable(Table):
    """Sessions held, and who of the four parties took part."""

    name = "sessions"
    caption = tr("做过的主题教育")
    unit = tr("次")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("theme", tr("主题"), "plan__theme", Theme.choices),
        Filter("party", tr("谁参加了"), choices=FourParties.PARTIES, apply=_with_party),
    )
    search = ("plan__title",)
    search_hint = tr("题目里的字")
    default_sort = ("-record__date",)
    empty_title = tr("还没有做过")

    def __init__(
        self,
        rows: QuerySet[ThemeSession],
        asked: QueryDict,
        *,
        classes: Sequence[SchoolClass],
        kept: dict[str, str],
    ) -> None:
        kind = all_kinds()["theme_session"]
        came = Count("children", filter=Q(children__family_came=True))
        self.columns = (  # type: ignore[misc]
            Column("plan__title", tr("题目"), link="character:theme_session"),
            Column("school_class__name", tr("班级"), sort="school_class__code"),
            Column("plan__theme", tr("主题"), choices=Theme),
            Column("record__date", tr("日期")),
            Column(
                "record__parts",
                tr("谁参加了"),
                sort=False,
                show=lambda parts: tr("、").join(kind.part_words(parts)),
                phone="label",
            ),
            Column("took_part", tr("孩子"), end=True, phone="label"),
            Column("families", tr("家长"), end=True, phone="label"),
            Column("community", tr("社会"), sort=False, phone="label"),
        )
        filters = (Filter("class", tr("班级"), "school_class", [(c.pk, c.name) for c in classes]),)
        counted = rows.annotate(took_part=Count("children"), families=came)
        super().__init__(counted, asked, filters=filters, kept=kept)
