from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import off_roster, on_roster
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


STATES = {"left": tr("已离校"), "all": tr("在校和已离校")}


class StudentTable(Table):
    """Children, in the order of their classes: two queries, and one for the filters.

    Those on the roster, unless the address asks for those who left, or for all.
    """

    name = "students"
    caption = tr("孩子")
    unit = tr("个孩子")
    columns: ClassVar[tuple[Column, ...]] = (
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
            Filter(
                "state",
                tr("在不在校"),
                choices=STATES.items(),
                apply=lambda found, key: found.filter(off_roster()) if key == "left" else found,
                everything=tr("在校"),
            ),
            Filter("boarding", tr("就读"), choices=Student.Boarding.choices),
            Filter(
                "circumstance",
                tr("处境"),
                choices=[(key, words) for key, (words, _) in CIRCUMSTANCES.items()],
                apply=lambda found, key: found.filter(CIRCUMSTANCES[key][1]),
            ),
        )
        here = (
            children if asked.get("state") in STATES else children.filter(on_roster(member.today))
        )
        super().__init__(here, asked, filters=filters)


class LeftTable(StudentTable):
    """Those who left: how, and when."""

    columns = (
        NAME,
        Column("school_class__name", tr("班级"), sort=IN_CLASS_ORDER),
        Column("left_how", tr("怎么离校的"), choices=Student.Departure),
        Column("left_on", tr("最后一天")),
        Column("left_to", tr("去了哪里"), sort=False, phone="hide"),
    )
    default_sort = ("-left_on", "school_class__code", "number")
    empty_title = tr("这里没有离校的孩子")


class ClassmatesTable(Table):
    """The children of one class."""

    name = "classmates"
    caption = tr("孩子")
    unit = tr("个孩子")
    columns = (NAME, BOARDING, AWAY, CARE)
    default_sort = ("number",)
    per_page = 100
