from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr
from qingshan.reminders.models import Letter

_AUDIENCES = dict(Letter.Audience.choices)


class LetterTable(Table):
    """One's letters, the latest first."""

    name = "letters"
    caption = tr("每周的信")
    unit = tr("封")
    columns = (
        Column("title", tr("信"), link="reminders:letter"),
        Column("audience", tr("给谁"), show=lambda audience: _AUDIENCES[audience]),
        Column(
            "read_at", tr("读过"), sort=False, show=lambda at: tr("读过") if at else tr("还没读")
        ),
    )
    default_sort = ("-week", "audience")
    empty_title = tr("还没有信")
    empty_hint = tr("有教学日的每个周一，青山会写一封：这一周要做什么，从哪里做起。")
