from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import Subject, TeachingGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.school.membership import Member


class StaffTable(Table):
    """The directory: two queries, and two for the filters."""

    name = "staff"
    caption = tr("教职工")
    unit = tr("位")
    columns = (
        Column("name", tr("姓名"), sort="search_key", link="people:staff_member"),
        Column("subject__name", tr("学科")),
        Column("group__name", tr("教研组")),
        Column("post", tr("岗位"), choices=Staff.Post),
        Column("position", tr("职务")),
        Column("number", tr("工号"), phone="hide"),
    )
    search = ("search_key",)
    search_hint = tr("姓名、拼音首字母或工号")
    default_sort = ("number",)
    empty_title = tr("还没有教职工")

    def __init__(self, staff: QuerySet[Staff], asked: QueryDict, member: Member) -> None:
        subjects = Subject.objects.filter(school=member.school).values_list("pk", "name")
        groups = TeachingGroup.objects.filter(school=member.school).values_list("pk", "name")
        filters = (
            Filter("group", tr("教研组"), choices=groups),
            Filter("subject", tr("学科"), choices=subjects),
            Filter("post", tr("岗位"), choices=Staff.Post.choices),
        )
        super().__init__(staff, asked, filters=filters)
