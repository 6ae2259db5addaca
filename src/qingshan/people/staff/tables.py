from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.tables import Column, Filter, Table
from qingshan.people.models import Staff
from qingshan.school.models import Subject, TeachingGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.school.membership import Member


class StaffTable(Table):
    """The directory: two queries, and two for the filters."""

    name = "staff"
    caption = "教职工"
    unit = "位"
    columns = (
        Column("name", "姓名", sort="search_key", link="people:staff_member"),
        Column("subject__name", "学科"),
        Column("group__name", "教研组"),
        Column("post", "岗位", choices=Staff.Post),
        Column("position", "职务"),
        Column("number", "工号", phone="hide"),
    )
    search = ("search_key",)
    search_hint = "姓名、拼音首字母或工号"
    default_sort = ("number",)
    empty_title = "还没有教职工"

    def __init__(self, staff: QuerySet[Staff], asked: QueryDict, member: Member) -> None:
        subjects = Subject.objects.filter(school=member.school).values_list("pk", "name")
        groups = TeachingGroup.objects.filter(school=member.school).values_list("pk", "name")
        filters = (
            Filter("group", "教研组", choices=groups),
            Filter("subject", "学科", choices=subjects),
            Filter("post", "岗位", choices=Staff.Post.choices),
        )
        super().__init__(staff, asked, filters=filters)
