from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.urls import reverse
from django.utils.html import format_html

from qingshan.care.left_behind.queries import CONTACT, TALK, Since
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Student

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

KINDS = [choice for choice in Student.LeftBehind.choices if choice[0] != "none"]


class LeftBehindTable(Table):
    """Left-behind children, in the order of the roll, each with what to do next."""

    name = "left-behind"
    caption = tr("留守儿童")
    unit = tr("个孩子")
    search = ("search_key",)
    default_sort = ("school_class__grade_number", "school_class__code", "number")
    filters: ClassVar[tuple[Filter, ...]] = (Filter("left_behind", tr("留守"), choices=KINDS),)
    empty_title = tr("没有留守儿童")

    def __init__(
        self, children: QuerySet[Any], asked: QueryDict, *, days: Since, may_pair: bool
    ) -> None:
        def narrowed(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
            if chosen == "alone":
                return rows.filter(carer__isnull=True)
            return rows.filter(days.no_talk if chosen == "talk" else days.no_contact)

        def next_step(row: dict[str, Any]) -> object:
            if row["carer"] is None and may_pair:
                address = reverse("people:pairing_new", args=[Pairing.Kind.STUDENT_SUPPORT])
                return _link(address, row["pk"], tr("结对"))
            if _due(row["talked_on"], days.talk):
                return _link(
                    reverse("records:record_new_of_kind", args=[TALK]), row["pk"], tr("谈心")
                )
            if _due(row["contacted_on"], days.contact):
                address = reverse("records:record_new_of_kind", args=[CONTACT])
                return _link(address, row["pk"], tr("联系家长"))
            return tr("眼下都做到了")

        self.columns = (  # type: ignore[misc]
            Column("name", tr("孩子"), sort="search_key", link="people:student"),
            Column("school_class__name", tr("班级"), sort="school_class__code"),
            Column("left_behind", tr("留守"), choices=Student.LeftBehind, phone="hide"),
            Column("carer", tr("结对老师"), phone="label", show=lambda name: name or tr("还没有")),
            Column("talked_on", tr("上次谈心"), phone="label", show=_shown(days.talk)),
            Column("contacted_on", tr("上次联系家长"), phone="label", show=_shown(days.contact)),
            Column(
                "pk",
                tr("下一步"),
                sort=False,
                needs=("pk", "carer", "talked_on", "contacted_on"),
                show=next_step,
            ),
        )
        wanted = (
            ("alone", tr("还没有结对")),
            ("talk", tr("该谈心了")),
            ("contact", tr("该联系家长了")),
        )
        super().__init__(
            children, asked, filters=(Filter("due", tr("还差"), choices=wanted, apply=narrowed),)
        )


def _due(day: date | None, since: date) -> bool:
    return day is None or day < since


def _shown(since: date) -> Any:
    def show(day: date | None) -> object:
        if not _due(day, since):
            return day
        return format_html(str(tr('{} <span class="tag due">该了</span>')), day or tr("还没有"))

    return show


def _link(address: str, child: int, words: str) -> object:
    return format_html('<a href="{}?student={}">{}</a>', address, child, words)
