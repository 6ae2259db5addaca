from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.students.words import CIRCUMSTANCES, FLAGS, flags
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.school.membership import Member

IN_CLASS_ORDER = ("school_class__grade_number", "school_class__code", "number")
LEFT_BEHIND = {
    value: "" if value == Student.LeftBehind.NONE else label.removesuffix("儿童")
    for value, label in Student.LeftBehind.choices
}

NAME = Column("name", tr("姓名"), sort=("search_key",), link="people:student")
BOARDING = Column("boarding", tr("就读"), choices=Student.Boarding)
AWAY = Column("left_behind", tr("留守"), choices=LEFT_BEHIND)
CARE = Column("is_orphan", tr("要多留心"), sort=False, needs=FLAGS, show=flags)


class StudentTable(Table):
    """Children, in the order of their classes: two queries, and one for the filters."""

    name = "students"
    caption = tr("孩子")
    unit = tr("个孩子")
    columns = (
        NAME,
        Column("school_class__name", tr("班级"), sort=IN_CLASS_ORDER),
        Column("grade", tr("年级"), sort=IN_CLASS_ORDER, phone="hide"),
        BOARDING,
        AWAY,
        CARE,
    )
    search = ("search_key",)
    search_hint = tr("姓名、拼音首字母或学籍号")
    default_sort = IN_CLASS_ORDER
    empty_title = tr("这里还没有孩子")

    def __init__(self, children: QuerySet[Student], asked: QueryDict, member: Member) -> None:
        classes = SchoolClass.objects.filter(school=member.school)
        if not member.sees_whole_school:
            classes = classes.filter(pk__in=children.order_by().values("school_class"))
        rows = list(classes.values_list("pk", "name", "grade"))
        grades = dict.fromkeys(grade for _, _, grade in rows)
        filters = (
            Filter("grade", tr("年级"), choices=[(grade, grade) for grade in grades]),
            Filter("class", tr("班级"), "school_class", [(pk, name) for pk, name, _ in rows]),
            Filter("boarding", tr("就读"), choices=Student.Boarding.choices),
            Filter(
                "circumstance",
                tr("处境"),
                choices=[(key, words) for key, (words, _) in CIRCUMSTANCES.items()],
                apply=lambda found, key: found.filter(CIRCUMSTANCES[key][1]),
            ),
        )
        super().__init__(children, asked, filters=filters)


class ClassmatesTable(Table):
    """The children of one class."""

    name = "classmates"
    caption = tr("孩子")
    unit = tr("个孩子")
    columns = (NAME, BOARDING, AWAY, CARE)
    default_sort = ("number",)
    per_page = 100
