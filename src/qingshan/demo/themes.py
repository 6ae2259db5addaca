"""Theme education of the demonstration: plans of the year, sessions held so far, families there."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from qingshan.character.models import PhotoConsent, ThemeChild, ThemePlan, ThemeSession
from qingshan.character.themes.occasions import occasions_between
from qingshan.people.models import HomeroomTeacher, Student
from qingshan.records.models import Record
from qingshan.school.queries import current_year

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.people.models import Staff
    from qingshan.school.models import School

PARTS = {
    "branch": "支部定方向，党员教师带头讲第一段。",
    "principal": "校长定时间、场地和安全，到场。",
    "everyone": "班主任组织，每个孩子都有一件事做。",
    "family": "请家长来一起做；村里和派出所出人。",
}
PLANNED = {
    "teachers": ("gratitude", "给老师的一句话"),
    "mental": ("heart", "心情晴雨表"),
    "pioneers-founded": ("resolve", "我是光荣的少先队员"),
    "fire": ("life", "疏散演练"),
    "constitution": ("manners", "从守规矩说起"),
    "lei-feng": ("gratitude", "跟着雷锋做一件事"),
    "qingming": ("gratitude", "祭英烈，说心里话"),
    "disaster": ("life", "防灾减灾日演练"),
    "mind-day": ("heart", "和自己做朋友"),
}
OPEN_PART = 6  # every how many plans a party's part is not written yet
FAMILIES, THERE = 0.25, 0.96
AGREED = 0.9


def hold_themes(school: School, keeper: Account, *, seed: int, today: date) -> None:
    """Nothing where there is no school year."""
    year = current_year(school, today)
    if year is None:
        return
    rng = Random(seed)  # noqa: S311 - invented rows
    children: dict[int, list[Student]] = {}
    for child in Student.objects.filter(school=school).order_by("number"):
        children.setdefault(child.school_class_id, []).append(child)
    leading = list(
        HomeroomTeacher.objects.filter(school=school, school_class__in=children)
        .select_related("school_class", "staff")
        .order_by("school_class__grade_number", "school_class__code")
    )
    grades = sorted({one.school_class.grade_number for one in leading})
    number = 0
    for fallen in occasions_between(year.first, year.last):
        theme, title = PLANNED.get(fallen.occasion.key, ("", ""))
        for grade in grades if title else ():
            number += 1
            parts = dict(PARTS)
            if number % OPEN_PART == 0:
                parts["family" if number % (2 * OPEN_PART) else "branch"] = ""
            plan = ThemePlan.objects.create(
                school=school,
                year=year.year,
                grade_number=grade,
                theme=theme,
                title=title,
                date=fallen.date,
                occasion=fallen.occasion.key,
                **parts,
            )
            for one in leading:
                if one.school_class.grade_number == grade and fallen.date < today:
                    _hold(plan, one, children[one.school_class.pk], rng)
    PhotoConsent.objects.bulk_create(
        PhotoConsent(
            school=school, student=child, way="纸质回执", since=year.first, noted_by=keeper
        )
        for rows in children.values()
        for child in rows
        if rng.random() < AGREED
    )


def _hold(plan: ThemePlan, led: HomeroomTeacher, children: list[Student], rng: Random) -> None:
    if rng.random() > THERE:
        return
    record = _record(plan, led, led.staff)
    session = ThemeSession.objects.create(
        school_id=plan.school_id,
        plan=plan,
        school_class=led.school_class,
        record=record,
        community="村委会来人" if "community" in record.parts else "",
    )
    came = "family" in record.parts
    ThemeChild.objects.bulk_create(
        ThemeChild(
            school_id=plan.school_id,
            session=session,
            student=child,
            family_came=came and rng.random() < FAMILIES,
        )
        for child in children
        if rng.random() < THERE
    )


def _record(plan: ThemePlan, led: HomeroomTeacher, staff: Staff) -> Record:
    turn = (plan.pk + led.pk) % 4
    parts = (
        "everyone family community" if turn == 0 else "everyone family" if turn == 1 else "everyone"
    )
    return Record.objects.create(
        school_id=plan.school_id,
        number=f"TH{plan.pk:04}{led.pk:04}",
        date=max(plan.date, staff.hired_on),
        kind="theme_session",
        staff=staff,
        school_class=led.school_class,
        title=f"{plan.get_theme_display()}：{plan.title}",
        content="先说这一天的来历，再动手做一件事，最后每人说一句话。",
        minutes=40,
        parts=parts if turn != 2 else "branch everyone",
    )
