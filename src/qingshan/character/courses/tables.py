from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from qingshan.character.courses.reasons import PLACES
from qingshan.character.models import Placement
from qingshan.character.models.offerings import grades_words
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.students.tables import IN_CLASS_ORDER
from qingshan.records.kinds import FIVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.character.models import CourseSlot, Offering


class OfferingTable(Table):
    """A term's courses, who teaches them and how many are in them."""

    name = "offerings"
    caption = tr("开课")
    unit = tr("门")
    columns = (
        Column("course__name", tr("课程"), link="character:offering"),
        Column("course__category", tr("类别")),
        Column("slot__name", tr("时段"), sort=("slot__weekdays", "slot__starts_at")),
        Column("teacher__name", tr("谁教"), sort="teacher__search_key"),
        Column("room", tr("地点"), phone="hide"),
        Column(
            "first_grade",
            tr("年级"),
            needs=("first_grade", "last_grade"),
            show=lambda row: grades_words(row["first_grade"], row["last_grade"]),
        ),
        Column(
            "placed",
            tr("人数"),
            end=True,
            phone="label",
            needs=("placed", "capacity"),
            show=lambda row: f"{row['placed']} / {row['capacity']}",
        ),
    )
    search = ("course__name", "teacher__search_key")
    search_hint = tr("课程或老师")
    default_sort = ("slot__weekdays", "slot__starts_at", "course__name")
    empty_title = tr("这学期还没有开课")

    def __init__(
        self,
        offerings: QuerySet[Offering],
        asked: QueryDict,
        *,
        slots: Sequence[CourseSlot],
        kept: dict[str, str],
    ) -> None:
        categories = offerings.order_by("course__category").values_list(
            "course__category", flat=True
        )
        filters = (
            Filter("slot", tr("时段"), choices=[(one.pk, one.name) for one in slots]),
            Filter(
                "category",
                tr("类别"),
                "course__category",
                [(one, one) for one in dict.fromkeys(categories)],
            ),
            Filter("five", tr("五成教育"), choices=[(five, five) for five in FIVES]),
        )
        super().__init__(with_numbers(offerings), asked, filters=filters, kept=kept)


class PlacementTable(Table):
    """Every child's place with its reason."""

    name = "places"
    caption = tr("名单")
    unit = tr("个位置")
    columns = (
        Column("student__name", tr("孩子"), sort="student__search_key", link="character:place"),
        Column("student__school_class__name", tr("班级"), sort="student__school_class__code"),
        Column("slot__name", tr("时段"), sort=("slot__weekdays", "slot__starts_at")),
        Column(
            "offering__course__name",
            tr("课程"),
            show=lambda name: name or tr("还没有位置"),
        ),
        Column(
            "rank",
            tr("志愿"),
            needs=("rank", "kept"),
            show=lambda row: tr("老师定的") if row["kept"] else rank_words(row["rank"]),
        ),
        Column("why", tr("为什么"), sort=False),
    )
    search = ("student__search_key",)
    search_hint = tr("姓名、拼音首字母或学籍号")
    default_sort = tuple(f"student__{field}" for field in IN_CLASS_ORDER)
    empty_title = tr("还没有排")

    def __init__(
        self,
        placements: QuerySet[Placement],
        asked: QueryDict,
        *,
        slots: Sequence[CourseSlot],
        offerings: Sequence[Offering],
        kept: dict[str, str],
    ) -> None:
        filters = (
            Filter("slot", tr("时段"), choices=[(one.pk, one.name) for one in slots]),
            Filter("course", tr("课程"), "offering", [(one.pk, str(one)) for one in offerings]),
            Filter("rank", tr("志愿"), choices=RANKS, apply=_of_rank),
        )
        super().__init__(placements, asked, filters=filters, kept=kept)


class AdoptedTable(PlacementTable):
    """The lists as they stand: a name leads to the child."""

    columns = (
        Column(
            "student__name",
            tr("孩子"),
            sort="student__search_key",
            link="people:student",
            link_key="student",
        ),
        *PlacementTable.columns[1:],
    )


RANKS = [
    ("1", tr("第一志愿")),
    ("2", tr("第二志愿")),
    ("3", tr("第三志愿")),
    ("0", tr("不在志愿里")),
    ("none", tr("还没有位置")),
]


def rank_words(rank: int) -> str:
    return tr("{places}志愿").format(places=PLACES[rank - 1]) if rank else ""


def with_numbers(offerings: QuerySet[Offering]) -> QuerySet[Any]:
    """Adds `placed`: children with an adopted place."""
    placed = Placement.objects.filter(
        offering=OuterRef("pk"), state=Placement.State.ADOPTED
    ).order_by()
    counted = placed.values("offering").annotate(n=Count("pk")).values("n")
    return offerings.annotate(placed=Coalesce(Subquery(counted), 0))


def _of_rank(rows: QuerySet[Placement], value: str) -> QuerySet[Placement]:
    if value == "none":
        return rows.filter(offering=None)
    return rows.filter(rank=int(value), offering__isnull=False)
