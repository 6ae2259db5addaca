"""Which children have signs today, why, and what was already done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from qingshan.care.models import SignLook, SignSetting
from qingshan.care.signs.rules import BY_KEY, CONCERN, RULES, absences_since, concerns_since
from qingshan.care.signs.window import window_of
from qingshan.people.students.words import circumstances
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet

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
    def field(self) -> str:
        return self.rule.column

    @property
    def fires(self) -> str:
        """The name of the annotation that says whether the rule speaks of a child."""
        return f"fires_{self.rule.key}"


def settings_of(school: School) -> list[Setting]:
    """Every rule, in the order of `RULES`, those that are off too. One query."""
    rows = SignSetting.objects.filter(school=school).values_list("rule", "threshold", "is_on")
    held = {rule: (threshold, is_on) for rule, threshold, is_on in rows}
    return [Setting(rule, *held.get(rule.key, (rule.default, True))) for rule in RULES]


@dataclass(frozen=True, slots=True)
class Watch:
    """A school's rules on a day: what a query about its children needs."""

    window: Window
    settings: tuple[Setting, ...]  # those that are on

    def counted(self, children: QuerySet[Student]) -> QuerySet[Student]:
        """Each child with `sign_<rule>`, a whole number, and `fires_<rule>`, yes or no.

        A rule to which a look gave rest does not fire until that day has come.
        """
        numbers = {s.field: s.rule.counted(self.window, s.threshold) for s in self.settings}
        told = children.annotate(**numbers)
        for setting in self.settings:
            rest = SignLook.objects.filter(
                student=OuterRef("pk"),
                quiet_until__gt=self.window.today,
                rules__contains=f" {setting.rule.key} ",
            )
            reached = Q(**{f"{setting.field}__gte": setting.threshold})
            told = told.annotate(**{setting.fires: reached & ~Exists(rest)})
        return told

    def with_signs(self, children: QuerySet[Student]) -> QuerySet[Student]:
        """Those of whom any rule speaks; none where every rule is off."""
        any_of = Q(pk__in=())
        for setting in self.settings:
            any_of |= Q(**{setting.fires: True})
        return self.counted(children).filter(any_of)

    def reasons(self, row: Mapping[str, Any]) -> list[str]:
        """The sentences about a child from `counted`, as a row of values."""
        return [
            setting.rule.says.format(n=row[setting.field])
            for setting in self.settings
            if row[setting.fires]
        ]


def watch_of(school: School, today: date) -> Watch:
    """Five queries, whatever the number of children."""
    on = tuple(setting for setting in settings_of(school) if setting.is_on)
    return Watch(window_of(school, today), on)


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
    """Of a child from `Watch.counted`; a query for each reason."""
    told = vars(child)
    return [
        Sign(setting, setting.rule.says.format(n=told[setting.field]), _rows(child, setting, watch))
        for setting in watch.settings
        if told[setting.fires]
    ]


def _rows(child: Student, setting: Setting, watch: Watch) -> list[Row]:
    first = setting.rule.since(watch.window, setting.threshold)
    if setting.rule.rests_on == "absences":
        found = absences_since(watch.window, first).filter(student=child)
        if setting.rule.key == "unexplained":
            found = found.filter(reason="unexplained")
        return [
            Row(absence.get_reason_display(), absence.date)
            for absence in found.order_by("-date")[:ROWS_SHOWN]
        ]
    if setting.rule.rests_on == "records" and first is not None:
        records = concerns_since(watch.window, first).filter(student=child)
        return [
            Row(
                "、".join(record.part_words) or record.title or all_kinds()[CONCERN].label,
                record.date,
                reverse("records:record", args=[record.pk]),
            )
            for record in records.order_by("-date", "-pk")[:ROWS_SHOWN]
        ]
    return [Row(words) for words in circumstances(child)]


def looks_at(child: Student) -> QuerySet[SignLook]:
    """The latest first, with who looked."""
    return SignLook.objects.filter(student=child).annotate(looker=F("looked_by__name"))


def rule_words(keys: str) -> str:
    """`连着没来、原因不明的缺席` for the keys of a look."""
    return "、".join(BY_KEY[key].title for key in keys.split() if key in BY_KEY)
