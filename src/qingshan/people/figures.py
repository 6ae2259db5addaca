"""Figures of the rosters: staff and students as they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from qingshan.access.fields import masked
from qingshan.kit.dimensions import of_choices, of_words
from qingshan.kit.figures import Figure, Page, Source
from qingshan.kit.measures import Cells, Distinct, HowMany
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_child, of_class, of_grade, of_staff
from qingshan.people.models import Pairing, Staff, Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import (
    open_on,
    pairings_visible_to,
    service_visible_to,
    staff_visible_to,
    students_visible_to,
)

if TYPE_CHECKING:
    from datetime import date


def _staff_label(cells: Cells) -> str:
    words = (cells["name"], Staff.Post(cells["post"]).label, cells["subject__name"])
    return tr(" · ").join(word for word in words if word)


STAFF = Source(
    title=tr("教职工"),
    model=Staff,
    owner="school",
    number="number",
    reads=("name", "post", "subject__name"),
    search=("search_key",),
    label=_staff_label,
    visible=staff_visible_to,
    page=lambda cells: Page("people:staff_member", cells["pk"]),
    dimensions=(*of_staff(), of_words("position", tr("职务"), "position", nothing=tr("没有职务"))),
)

PARTY_MATTERS = replace(STAFF, visible=service_visible_to)
"""The same people where it is told who joined or applied: not for every colleague."""

STUDENTS = Source(
    title=tr("学生"),
    model=Student,
    owner="school",
    number="number",
    reads=("name", "school_class__name"),
    search=("search_key",),
    by=on_roster,
    is_roster=True,
    label=lambda cells: f"{cells['name']} · {cells['school_class__name']}",
    visible=students_visible_to,
    shown=lambda number: masked(number, tail=4),  # a 学籍号 holds the identity number
    page=lambda cells: Page("people:student", cells["pk"]),
    dimensions=(
        of_class(),
        of_grade(),
        of_choices("boarding", tr("就读方式"), "boarding", Student.Boarding),
        of_words("village", tr("村"), "village", nothing=tr("没有写村")),
    ),
)


def _pairing_label(cells: Cells) -> str:
    target = cells["mentee__name"] or cells["school_class__name"] or cells["student__name"]
    return f"{Pairing.Kind(cells['kind']).label} · {cells['giver__name']} → {target}"


PAIRINGS = Source(
    title=tr("结对"),
    model=Pairing,
    owner="school",
    number="pk",
    date="starts_on",
    by=open_on,
    reads=("kind", "giver__name", "mentee__name", "school_class__name", "student__name"),
    search=("giver__search_key", "mentee__search_key", "student__search_key"),
    label=_pairing_label,
    visible=pairings_visible_to,
    page=lambda cells: Page("people:pairing", cells["pk"]),
    dimensions=(of_choices("kind", tr("类型"), "kind", Pairing.Kind), *of_staff("giver")),
)
"""Pairings that hold on the day."""

SPECIAL_POST = Q(post=Staff.Post.SPECIAL)
LEFT_BEHIND_WAYS = (Student.LeftBehind.ONE_PARENT, Student.LeftBehind.BOTH_PARENTS)
LEFT_BEHIND = Q(left_behind__in=LEFT_BEHIND_WAYS)
ROSTER = tr("学校概况")
YOUNG_TEACHERS = tr("青年教师快速成长")


MEMBERS = Q(political_status__in=Staff.PARTY_MEMBERS)
BRANCH = tr("党建与理想信念融合")


def _joined_party(as_of: date) -> Q:
    return SPECIAL_POST & Q(joined_party_on__gte=F("hired_on"), joined_party_on__lte=as_of)


def _party_applicants(as_of: date) -> Q:
    not_yet = Q(joined_party_on__isnull=True) | Q(joined_party_on__gt=as_of)
    return SPECIAL_POST & Q(applied_party_on__lte=as_of) & not_yet


def _left_behind_with_carer(as_of: date) -> Q:
    helped = Q(kind=Pairing.Kind.STUDENT_SUPPORT, student__left_behind__in=LEFT_BEHIND_WAYS)
    return helped & on_roster(as_of, "student__")


def _of_staff(key: str, title: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=f"staff.{key}",
        title=title,
        unit=tr("人"),
        definition=definition,
        measure=HowMany(),
        **{
            "chapter": YOUNG_TEACHERS,
            "source": STAFF,
            "agreed": True,
            "is_stock": True,
            "system": "R3",
            **more,
        },
    )


def _of_students(key: str, title: str, definition: str, where: Q, system: str) -> Figure:
    return Figure(
        key=f"students.{key}",
        title=title,
        unit=tr("人"),
        definition=definition,
        chapter=ROSTER,
        source=STUDENTS,
        measure=HowMany(),
        where=where,
        system=system,
        agreed=True,
        is_stock=True,
    )


FIGURES = (
    _of_staff("total", tr("教职工"), tr("在册的教职工，按名册现状计。"), chapter=ROSTER),
    _of_staff(
        "special_post",
        tr("特岗教师"),
        tr("岗位类型为特岗教师的在册教职工，按名册现状计。"),
        where=SPECIAL_POST,
    ),
    _of_staff(
        "special_post.midlevel",
        tr("特岗教师中的中层干部"),
        tr("职务为中层干部的特岗教师，按名册现状计。"),
        where=SPECIAL_POST & Q(position="中层干部"),
    ),
    _of_staff(
        "special_post.joined_party",
        tr("入职后入党的特岗教师"),
        tr("入党日期不早于入职日期、且不晚于统计日的特岗教师。"),
        where=_joined_party,
        source=PARTY_MATTERS,
        date="joined_party_on",
    ),
    _of_staff(
        "special_post.party_applicants",
        tr("递交入党申请书的特岗教师"),
        tr("统计日前（含当日）已申请入党、还没有入党的特岗教师。"),
        where=_party_applicants,
        source=PARTY_MATTERS,
        date="applied_party_on",
    ),
    _of_students("total", tr("学生"), tr("在册的学生，按名册现状计。"), Q(), "M2"),
    _of_students(
        "boarding",
        tr("住校生"),
        tr("就读方式为住校的在册学生，按名册现状计。"),
        Q(boarding=Student.Boarding.BOARDING),
        "M2",
    ),
    _of_students(
        "left_behind",
        tr("留守儿童"),
        tr("单亲或双亲留守的在册学生，按名册现状计。"),
        LEFT_BEHIND,
        "C2",
    ),
    _of_staff(
        "members",
        tr("党员"),
        tr("政治面貌为中共党员或中共预备党员的在册教职工，按名册现状计。"),
        where=MEMBERS,
        source=PARTY_MATTERS,
        chapter=BRANCH,
        system="F2",
        agreed=False,
    ),
    Figure(
        key="mentoring.pairs",
        title=tr("青蓝结对"),
        unit=tr("对"),
        definition=tr("统计日当天还在进行的青蓝结对，一师一徒计一对。"),
        chapter=YOUNG_TEACHERS,
        source=PAIRINGS,
        measure=HowMany(),
        where=Q(kind=Pairing.Kind.MENTORING),
        system="T7",
        is_stock=True,
        dimensions=of_staff("mentee"),
    ),
    Figure(
        key="care.left_behind_with_carer",
        title=tr("有人结对的留守儿童"),
        unit=tr("人"),
        definition=tr("统计日当天有老师结对帮扶的在册留守儿童，一人计一次。"),
        chapter=tr("党建与控辍保学融合"),
        source=PAIRINGS,
        measure=Distinct("student"),
        people=STUDENTS,
        where=_left_behind_with_carer,
        system="C2",
        is_stock=True,
        dimensions=of_child(),
    ),
)
