from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.voice.suggestions.queries import STATES, with_their_state

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.records.models import Record
    from qingshan.school.membership import Member

WHOSE = (("mine", tr("我提的")), ("handled", tr("我在办的")))
SHORT = 40


def _said(row: dict[str, Any]) -> str:
    words: str = row["title"] or row["content"] or tr("建议")
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"


class SuggestionTable(Table):
    """Suggestions and what became of them, the newest first."""

    name = "suggestions"
    caption = tr("合理建议")
    unit = tr("条")
    search = ("title", "content", "staff__search_key")
    search_hint = tr("建议里的字，或谁提的")
    default_sort = ("-date", "-pk")
    empty_title = tr("还没有建议")

    def __init__(self, records: QuerySet[Record], asked: QueryDict, *, member: Member) -> None:
        words = dict(STATES)
        staff = staff_of(member)

        def state(row: dict[str, Any]) -> object:
            late = row["state"] == "taken" and row["answer_by"] < member.today
            if late:
                return format_html(str(tr('在办 <span class="tag due">{}</span>')), tr("该答复了"))
            return words.get(row["state"], "")

        def whose(rows: QuerySet[Any], which: str) -> QuerySet[Any]:
            if staff is None:
                return rows.none()
            return rows.filter(staff=staff) if which == "mine" else rows.filter(handler_pk=staff.pk)

        self.columns = (  # type: ignore[misc]
            Column(
                "title",
                tr("建议"),
                sort=False,
                link="voice:suggestion",
                needs=("title", "content"),
                show=_said,
            ),
            Column("state", tr("办得怎样"), needs=("state", "answer_by"), show=state),
            Column("handler", tr("谁在办"), phone="label"),
            Column("date", tr("哪天提的")),
            Column("staff__name", tr("谁提的"), sort="staff__search_key"),
        )
        filters = (
            Filter("state", tr("办得怎样"), choices=STATES),
            Filter("whose", tr("谁的"), choices=WHOSE, apply=whose),
        )
        super().__init__(with_their_state(records), asked, filters=filters)
