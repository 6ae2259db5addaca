from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.reminders.models import Letter

_AUDIENCES = dict(Letter.Audience.choices)


class LetterTable(Table):
    """One's letters, the latest first."""

    name = "letters"
    caption = "每周的信"
    unit = "封"
    columns = (
        Column("title", "信", link="reminders:letter"),
        Column("audience", "给谁", show=lambda audience: _AUDIENCES[audience]),
        Column("read_at", "读过", sort=False, show=lambda at: "读过" if at else "还没读"),
    )
    default_sort = ("-week", "audience")
    empty_title = "还没有信"
    empty_hint = "有教学日的每个周一，青山会写一封：这一周要做什么，从哪里做起。"
