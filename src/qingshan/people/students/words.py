"""How a child lives, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Student

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

NOT_DISABLED = ("", tr("无残疾"))

AWAY = {
    Student.LeftBehind.ONE_PARENT: tr("父母有一方在外"),
    Student.LeftBehind.BOTH_PARENTS: tr("父母都在外"),
}

CIRCUMSTANCES: dict[str, tuple[str, Q]] = {
    "left_behind": (tr("留守儿童"), Q(left_behind__in=list(AWAY))),
    "one_parent": (tr("单亲留守儿童"), Q(left_behind=Student.LeftBehind.ONE_PARENT)),
    "both_parents": (tr("双亲留守儿童"), Q(left_behind=Student.LeftBehind.BOTH_PARENTS)),
    "orphan": (tr("孤儿"), Q(is_orphan=True)),
    "disability": (tr("残疾"), ~Q(disability__in=NOT_DISABLED)),
    "aid": (tr("需要申请资助"), Q(needs_aid=True)),
    "subsidy": (tr("享受一补"), Q(has_subsidy=True)),
}
"""What a list of children can be narrowed to: key → words, condition."""

SHORT = {"is_orphan": tr("孤儿"), "needs_aid": tr("需资助"), "has_subsidy": tr("享受一补")}
BETWEEN = tr("、")
FLAGS = ("is_orphan", "disability", "needs_aid", "has_subsidy")


def flags(row: Mapping[str, Any]) -> str:
    """The circumstances besides being left behind, short; `row` holds `FLAGS`."""
    told = [word for key, word in SHORT.items() if row[key]]
    if row["disability"] not in NOT_DISABLED:
        told.insert(row["is_orphan"] or 0, row["disability"])
    return BETWEEN.join(told) if len(told) > 1 else told[0] if told else ""


def circumstances(student: Student) -> list[str]:
    """The same of one child, each in a few words; what is not registered is said at the end."""
    told = [
        student.get_boarding_display(),
        AWAY.get(Student.LeftBehind(student.left_behind), "") if student.left_behind else "",
        tr("是孤儿") if student.is_orphan else "",
        student.disability if student.disability not in NOT_DISABLED else "",
        tr("享受一补") if student.has_subsidy else "",
        tr("需要申请资助") if student.needs_aid else "",
    ]
    return [words for words in told if words]


def unregistered(student: Student) -> list[str]:
    """What nobody has written down yet, although the state's roster asks for it."""
    blank = {
        tr("就读方式"): not student.boarding,
        tr("是否留守"): not student.left_behind,
        tr("是否孤儿"): student.is_orphan is None,
        tr("是否需要资助"): student.needs_aid is None,
    }
    return [words for words, missing in blank.items() if missing]


def age_on(day: date, born: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
