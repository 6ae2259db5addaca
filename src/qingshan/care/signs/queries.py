"""Which children have signs today, why, and what was already done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse

from qingshan.care.models import Absence, SignLook, SignSetting
from qingshan.care.signs.finding import absences_since, concerns_since, found_in, marks_since
from qingshan.care.signs.rules import BY_KEY, CONCERN, RULES, UNEXPLAINED
from qingshan.care.signs.window import window_of
from qingshan.kit.words import tr
from qingshan.people.students.words import circumstances
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.care.signs.finding import Found
    from qingshan.care.signs.rules import Rule
    from qingshan.care.signs.window import Window
    from qingshan.people.models import Student
    from qingshan.school.models import School

DONE = ("home_visit", "heart_talk", "home_teaching", "return_attempt", "guardian_contact")
"""Kinds of record by which somebody turned to the child or the family."""

ROWS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule as the school has set it."""

    rule: Rule
    threshold: int
    is_on: bool = True

    @property
    def words(self) -> str:
        """`3 天`, `10% `: from how many on it speaks."""
        return (
            f"{self.threshold}% " if self.rule.unit == "%" else f"{self.threshold} {self.rule.unit}"
        )


def settings_of(school: School) -> list[Setting]:
    """Every rule, in the order of `RULES`, those that are off too. One query."""
    rows = SignSetting.objects.filter(school=school).values_list("rule", "threshold", "is_on")
    held = {rule: (threshold, is_on) for rule, threshold, is_on in rows}
    return [Setting(rule, *held.get(rule.key, (rule.default, True))) for rule in RULES]


@dataclass(frozen=True)
class Watch:
    """A school's rules on a day, and what they found."""

    window: Window
    settings: tuple[Setting, ...]  # those that are on
    found: Found

    def of(self, rule: str) -> list[int]:
        """The children of whom a rule speaks."""
        return [pk for pk, told in self.found.items() if rule in told]

    def reasons(self, child: int) -> list[str]:
        """The sentences about a child, in the order of the rules."""
        told = self.found.get(child, {})
        return [
            setting.rule.says.format(n=told[setting.rule.key])
            for setting in self.settings
            if setting.rule.key in told
        ]


def watch_of(school: School, today: date, child: int | None = None) -> Watch:
    """Of a school, or of one child of it; no more queries for more children."""
    on = tuple(setting for setting in settings_of(school) if setting.is_on)
    window = window_of(school, today)
    return Watch(window, on, found_in(window, on, child))


def with_what_was_done(children: QuerySet[Student]) -> QuerySet[Student]:
    """Adds `done_on` and `done_kind`: the last time anybody turned to the child."""
    done = Record.objects.filter(student=OuterRef("pk"), kind__in=DONE).order_by("-date", "-pk")
    return children.annotate(
        done_on=Subquery(done.values("date")[:1]), done_kind=Subquery(done.values("kind")[:1])
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row a sign rests on: its day, in words, and where it stands."""

    words: str
    day: date | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason to look at a child, with the rows it was counted from."""

    setting: Setting
    sentence: str
    rows: list[Row]


def signs_of(child: Student, watch: Watch) -> list[Sign]:
    """A query for each reason."""
    told = watch.found.get(child.pk, {})
    return [
        Sign(
            setting,
            setting.rule.says.format(n=told[setting.rule.key]),
            _rows(child, setting, watch),
        )
        for setting in watch.settings
        if setting.rule.key in told
    ]


def _rows(child: Student, setting: Setting, watch: Watch) -> list[Row]:
    first = setting.rule.since(watch.window, setting.threshold)
    if setting.rule.rests_on == "absences":
        found = absences_since(watch.window, first).filter(student=child)
        if setting.rule is UNEXPLAINED:
            found = found.filter(reason=Absence.Reason.UNEXPLAINED)
        return [
            Row(absence.get_reason_display(), absence.date)
            for absence in found.order_by("-date")[:ROWS_SHOWN]
        ]
    if setting.rule.rests_on == "records" and first is not None:
        records = concerns_since(watch.window, first).filter(student=child)
        return [
            Row(
                tr("、").join(record.part_words) or record.title or all_kinds()[CONCERN].label,
                record.date,
                reverse("records:record", args=[record.pk]),
            )
            for record in records.order_by("-date", "-pk")[:ROWS_SHOWN]
        ]
    if setting.rule.rests_on == "marks" and first is not None:
        marks = marks_since(watch.window, first).filter(student=child).order_by("subject")
        return [Row(str(mark), mark.date) for mark in marks[:ROWS_SHOWN]]
    return [Row(words) for words in circumstances(child)]


def looks_at(child: Student) -> QuerySet[SignLook]:
    """The latest first, with who looked."""
    return SignLook.objects.filter(student=child).annotate(looker=F("looked_by__name"))


def rule_words(keys: str) -> str:
    """`连着没来、原因不明的缺席` for the keys of a look."""
    return tr("、").join(BY_KEY[key].title for key in keys.split() if key in BY_KEY)
