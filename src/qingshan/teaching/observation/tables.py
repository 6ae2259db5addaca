from __future__ import annotations

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.teaching.models import Observation


class ObservationTable(Table):
    """Observed lessons by day; nothing in it says how they went."""

    name = "observations"
    caption = tr("听课")
    unit = tr("节")
    columns = (
        Column(
            "teacher__name", tr("上课"), sort="teacher__search_key", link="teaching:observation"
        ),
        Column("date", tr("日期")),
        Column("school_class__name", tr("班级"), sort=False),
        Column("subject__name", tr("学科")),
        Column("observer__name", tr("听课"), sort="observer__search_key", phone="label"),
        Column("state", tr("进展"), choices=Observation.State),
    )
    search = ("teacher__search_key", "observer__search_key")
    search_hint = tr("姓名、拼音首字母或工号")
    default_sort = ("-date",)
    filters = (Filter("state", tr("进展"), choices=Observation.State.choices),)
    empty_title = tr("还没有听过课")
