from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.students.tables import IN_CLASS_ORDER
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from qingshan.people.models import Student

NEXT = (("heart_talk", tr("谈一次心")), ("home_visit", tr("去家访")))


def _last(row: dict[str, Any]) -> str:
    if row["last_on"] is None:
        return tr("从来没有")
    kind = all_kinds().get(row["last_kind"])
    return f"{kind.label if kind else row['last_kind']} {row['last_on']}"


def _next(pk: int) -> SafeString:
    first, second = (
        format_html(
            '<a href="{}?student={}">{}</a>',
            reverse("records:record_new_of_kind", args=[kind]),
            pk,
            words,
        )
        for kind, words in NEXT
    )
    return format_html("{} · {}", first, second)


class UnreachedTable(Table):
    """Children whom nothing has reached, each with the next step."""

    name = "unreached"
    caption = tr("还没有被任何事触及的孩子")
    unit = tr("个孩子")
    columns = (
        Column("name", tr("孩子"), sort=("search_key",), link="people:student"),
        Column("school_class__name", tr("班级"), sort=IN_CLASS_ORDER),
        Column("school_class__homeroom__staff__name", tr("班主任"), sort=False, phone="label"),
        Column("last_on", tr("上一次"), needs=("last_on", "last_kind"), show=_last, phone="label"),
        Column("pk", tr("下一步"), sort=False, show=_next),
    )
    search = ("search_key",)
    search_hint = tr("姓名、拼音首字母或学籍号")
    default_sort = IN_CLASS_ORDER
    empty_title = tr("一个也没有落下")

    def __init__(
        self, children: QuerySet[Student], asked: QueryDict, *, kept: dict[str, str]
    ) -> None:
        rows = children.order_by(*IN_CLASS_ORDER[:2])
        named = rows.values_list("school_class", "school_class__name", "grade").distinct()
        told = list(dict.fromkeys(named))
        grades = dict.fromkeys(grade for _, _, grade in told)
        filters = (
            Filter("grade", tr("年级"), choices=[(grade, grade) for grade in grades]),
            Filter("class", tr("班级"), "school_class", [(pk, name) for pk, name, _ in told]),
        )
        super().__init__(children, asked, filters=filters, kept=kept)
