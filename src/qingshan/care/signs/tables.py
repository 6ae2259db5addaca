from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Value, When

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.students.tables import IN_CLASS_ORDER
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.care.signs.queries import Watch
    from qingshan.people.models import Student

NOTHING_DONE = tr("还没有人找过")


def _done(row: dict[str, Any]) -> str:
    if row["done_on"] is None:
        return NOTHING_DONE
    kind = all_kinds().get(row["done_kind"])
    return f"{kind.label if kind else row['done_kind']} {row['done_on']}"


def _by_first_reason(children: QuerySet[Student], watch: Watch) -> QuerySet[Student]:
    """Adds `first_reason`, the place of the first rule that speaks: empty chairs come first."""
    places = [
        When(pk__in=watch.of(setting.rule.key), then=Value(place))
        for place, setting in enumerate(watch.settings)
    ]
    return children.annotate(
        first_reason=Case(*places, default=Value(len(places)), output_field=IntegerField())
    )


class SignTable(Table):
    """Children with signs, one line a child with all its reasons."""

    name = "signs"
    caption = tr("要去看一看的孩子")
    unit = tr("个孩子")
    search = ("search_key",)
    search_hint = tr("姓名、拼音首字母或学籍号")
    default_sort = ("first_reason", *IN_CLASS_ORDER)
    empty_title = tr("眼下没有要看的孩子")

    def __init__(self, children: QuerySet[Student], asked: QueryDict, watch: Watch) -> None:
        self.columns = (  # type: ignore[misc]
            Column("name", tr("孩子"), sort=("search_key",), link="care:sign"),
            Column("school_class__name", tr("班级"), sort=IN_CLASS_ORDER),
            Column(
                "pk",
                tr("缘由"),
                sort=False,
                show=lambda pk: tr("；").join(watch.reasons(pk)),
            ),
            Column(
                "done_on",
                tr("最近做过"),
                phone="label",
                needs=("done_on", "done_kind"),
                show=_done,
            ),
        )
        rules = [(s.rule.key, s.rule.title) for s in watch.settings]
        classes = children.order_by(*IN_CLASS_ORDER[:2]).values_list(
            "school_class", "school_class__name"
        )
        filters = (
            Filter(
                "rule",
                tr("缘由"),
                choices=rules,
                apply=lambda rows, key: rows.filter(pk__in=watch.of(key)),
            ),
            Filter("class", tr("班级"), "school_class", list(dict.fromkeys(classes))),
        )
        super().__init__(_by_first_reason(children, watch), asked, filters=filters)
