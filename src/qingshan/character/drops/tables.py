from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from qingshan.character.models import Drop, Five, Theme
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.school.calendar import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.character.models import DropLesson
    from qingshan.school.models import SchoolClass

TOLD = (("yes", tr("讲过了")), ("no", tr("还没讲")))


def grades_words(row: dict[str, Any]) -> str:
    first, last = row["from_grade"], row["to_grade"]
    if (first, last) == (1, 9):
        return tr("各年级")
    return (
        tr("{digits}至{digits2}年级").format(digits=DIGITS[first], digits2=DIGITS[last])
        if first != last
        else tr("{digits}年级").format(digits=DIGITS[first])
    )


def bell_words(number: str | None) -> str:
    return (
        tr("第{number}节课前").format(number=number)
        if number and number.isdigit()
        else tr("{number}前").format(number=number)
        if number
        else ""
    )


def _for_grade(rows: QuerySet[Any], grade: str) -> QuerySet[Any]:
    return rows.filter(from_grade__lte=int(grade), to_grade__gte=int(grade))


def _told(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(record__isnull=value == "no")


class DropTable(Table):
    """The library."""

    name = "drops"
    caption = tr("小水滴")
    unit = tr("个")
    columns = (
        Column("title", tr("题目"), link="character:drop"),
        Column("theme", tr("主题"), choices=Theme),
        Column("five", tr("五成"), choices=Five, phone="hide"),
        Column(
            "from_grade",
            tr("年级"),
            sort=("from_grade", "to_grade"),
            needs=("from_grade", "to_grade"),
            show=grades_words,
        ),
        Column("proposed_by__name", tr("谁写的"), sort="proposed_by__search_key", phone="label"),
        Column("state", tr("状态"), choices=Drop.State),
    )
    search = ("title", "story", "sentence", "principle")
    search_hint = tr("题目、人物或句子里的字")
    default_sort = ("-proposed_by", "theme", "title")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("theme", tr("主题"), choices=Theme.choices),
        Filter("five", tr("五成"), choices=Five.choices),
        Filter(
            "grade",
            tr("年级"),
            choices=[(n, tr("{digits}年级").format(digits=DIGITS[n])) for n in range(1, 10)],
            apply=_for_grade,
        ),
        Filter("state", tr("状态"), choices=Drop.State.choices),
    )
    empty_title = tr("库里还没有小水滴")


class DropLessonTable(Table):
    """What is laid for the classes, and what was told."""

    name = "laid"
    caption = tr("排了的小水滴")
    unit = tr("节")
    columns = (
        Column("date", tr("日期"), link="character:drop_show_for"),
        Column(
            "school_class__name",
            tr("班级"),
            sort=("school_class__grade_number", "school_class__code"),
        ),
        Column("slot__number", tr("哪节课前"), sort=("date", "slot__starts"), show=bell_words),
        Column("drop__title", tr("小水滴"), link="character:drop", link_key="drop"),
        Column("drop__theme", tr("主题"), choices=Theme),
        Column("record__staff__name", tr("谁讲的"), sort=False, phone="label"),
        Column(
            "record",
            tr("讲了没有"),
            sort=False,
            show=lambda record: tr("讲过了") if record else tr("还没讲"),
        ),
    )
    search = ("drop__title",)
    search_hint = tr("小水滴的题目")
    default_sort = ("date", "slot__starts", "school_class__grade_number", "school_class__code")
    empty_title = tr("没有排到")

    def __init__(
        self,
        rows: QuerySet[DropLesson],
        asked: QueryDict,
        *,
        classes: Sequence[SchoolClass],
        kept: dict[str, str],
    ) -> None:
        grades = dict.fromkeys((one.grade_number, one.grade) for one in classes)
        filters = (
            Filter("grade", tr("年级"), "school_class__grade_number", list(grades)),
            Filter("class", tr("班级"), "school_class", [(one.pk, one.name) for one in classes]),
            Filter("theme", tr("主题"), "drop__theme", Theme.choices),
            Filter("told", tr("讲了没有"), choices=TOLD, apply=_told),
        )
        super().__init__(rows, asked, filters=filters, kept=kept)
