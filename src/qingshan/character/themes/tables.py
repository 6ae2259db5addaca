from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, Q

from qingshan.character.models import FourParties, Theme
from qingshan.character.themes.queries import TAKING_PART
from qingshan.kit.tables import Column, Filter, Table
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
    return f"{DIGITS[number]}年级" if 0 < number < len(DIGITS) else str(number)


def _open_parts(row: dict[str, Any]) -> str:
    missing = [label for name, label in FourParties.PARTIES if not row[name]]
    return f"还缺：{'、'.join(missing)}" if missing else "四方都有"


def _with_open(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    return rows.filter(ANY_OPEN) if name == "any" else rows.filter(**{name: ""})


def _held(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(held__gt=0) if value == "yes" else rows.filter(held=0)


def _with_party(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    return rows.filter(TAKING_PART[name])


class ThemePlanTable(Table):
    """Plans of a year, each with what of the four parties it leaves open."""

    name = "plans"
    caption = "主题教育计划"
    unit = "项"
    columns = (
        Column("title", "题目", link="character:theme_plan"),
        Column("theme", "主题", choices=Theme),
        Column("grade_number", "年级", show=_grade),
        Column("date", "日期"),
        Column("responsible__name", "谁负责", sort="responsible__search_key", phone="label"),
        Column("branch", "四方", sort=False, needs=(*NAMES,), show=_open_parts),
        Column("held", "做过几个班", end=True, phone="label"),
    )
    search = ("title", "content")
    search_hint = "题目或做法里的字"
    default_sort = ("date", "grade_number")
    empty_title = "还没有计划"

    def __init__(
        self,
        plans: QuerySet[ThemePlan],
        asked: QueryDict,
        *,
        grades: Sequence[tuple[int, str]],
        kept: dict[str, str],
    ) -> None:
        parts = [
            ("any", "有一方还没写"),
            *((n, f"还缺{label}") for n, label in FourParties.PARTIES),
        ]
        filters = (
            Filter("grade", "年级", "grade_number", grades),
            Filter("theme", "主题", choices=Theme.choices),
            Filter("open", "四方", choices=parts, apply=_with_open),
            Filter("held", "做了没有", choices=(("yes", "做过"), ("no", "还没做")), apply=_held),
        )
        counted = plans.annotate(held=Count("sessions"))
        super().__init__(counted, asked, filters=filters, kept=kept)


class ThemeSessionTable(Table):
    """Sessions held, and who of the four parties took part."""

    name = "sessions"
    caption = "做过的主题教育"
    unit = "次"
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("theme", "主题", "plan__theme", Theme.choices),
        Filter("party", "谁参加了", choices=FourParties.PARTIES, apply=_with_party),
    )
    search = ("plan__title",)
    search_hint = "题目里的字"
    default_sort = ("-record__date",)
    empty_title = "还没有做过"

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
            Column("plan__title", "题目", link="character:theme_session"),
            Column("school_class__name", "班级", sort="school_class__code"),
            Column("plan__theme", "主题", choices=Theme),
            Column("record__date", "日期"),
            Column(
                "record__parts",
                "谁参加了",
                sort=False,
                show=lambda parts: "、".join(kind.part_words(parts)),
                phone="label",
            ),
            Column("took_part", "孩子", end=True, phone="label"),
            Column("families", "家长", end=True, phone="label"),
            Column("community", "社会", sort=False, phone="label"),
        )
        filters = (Filter("class", "班级", "school_class", [(c.pk, c.name) for c in classes]),)
        counted = rows.annotate(took_part=Count("children"), families=came)
        super().__init__(counted, asked, filters=filters, kept=kept)
