"""The school itself: years and terms, calendar, classes, subjects, groups, and who serves it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.roles import Role
from qingshan.kit.words import tr

if TYPE_CHECKING:
    pass


class County(models.Model):
    """A county or city district whose education office looks after several schools."""

    code = models.CharField(tr("行政区划码"), max_length=12, unique=True)
    name = models.CharField(tr("名称"), max_length=50)

    class Meta:
        verbose_name = verbose_name_plural = tr("县区")

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One school, known by the state's code for it (学校标识码)."""

    code = models.CharField(tr("学校标识码"), max_length=20, unique=True)
    name = models.CharField(tr("学校名称"), max_length=100)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("学校")

    def __str__(self) -> str:
        return self.name


class SchoolOwned(models.Model):
    """Every row of the house but accounts and counties belongs to one school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name=tr("学校"))

    class Meta:
        abstract = True

    def get_additional_data(self) -> dict[str, int]:
        """What an audit row of this row holds besides its changes; auditlog asks for it."""
        return {"school": self.school_id}


class SchoolYear(SchoolOwned):
    """A school year such as 2026-2027: from its first term's first day to its last term's last."""

    name = models.CharField(tr("学年"), max_length=9)

    class Meta:
        verbose_name = verbose_name_plural = tr("学年")
        ordering = ("-name",)
        constraints = (
            models.UniqueConstraint(fields=("school", "name"), name="one_school_year_a_name"),
        )

    def __str__(self) -> str:
        return tr("{name}学年").format(name=self.name)


class Term(SchoolOwned):
    """A term: both of its days are school days' bounds, inclusive."""

    year = models.ForeignKey(
        SchoolYear, models.CASCADE, related_name="terms", verbose_name=tr("学年")
    )
    number = models.PositiveSmallIntegerField(tr("学期序号"))
    name = models.CharField(tr("学期名称"), max_length=50)
    starts_on = models.DateField(tr("开始"))
    ends_on = models.DateField(tr("结束"))

    class Meta:
        verbose_name = verbose_name_plural = tr("学期")
        ordering = ("starts_on",)
        constraints = (
            models.UniqueConstraint(fields=("year", "number"), name="one_term_a_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


class CalendarDay(SchoolOwned):
    """A day on which the school departs from Monday to Friday: off (放假) or made up (补课)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", tr("放假")
        MAKE_UP = "make_up", tr("补课")

    date = models.DateField(tr("日期"))
    kind = models.CharField(tr("类型"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = verbose_name_plural = tr("校历")
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(fields=("school", "date"), name="one_calendar_row_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class Subject(SchoolOwned):
    """What is taught: 语文, 数学 …"""

    name = models.CharField(tr("学科"), max_length=50)

    class Meta:
        verbose_name = verbose_name_plural = tr("学科")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("school", "name"), name="one_subject_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class TeachingGroup(SchoolOwned):
    """A teaching and research group (教研组)."""

    name = models.CharField(tr("教研组"), max_length=50)

    class Meta:
        verbose_name = verbose_name_plural = tr("教研组")
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("school", "name"), name="one_group_a_name"),)

    def __str__(self) -> str:
        return self.name


class SchoolClass(SchoolOwned):
    """A class of children (班级). `grade` is the school's own word; `grade_number` sorts it."""

    code = models.CharField(tr("班级编号"), max_length=30)
    grade = models.CharField(tr("年级"), max_length=20)
    grade_number = models.PositiveSmallIntegerField(tr("年级序号"), default=0)
    name = models.CharField(tr("班级名称"), max_length=50)

    class Meta:
        verbose_name = verbose_name_plural = tr("班级")
        ordering = ("grade_number", "code")
        constraints = (models.UniqueConstraint(fields=("school", "code"), name="one_class_a_code"),)

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """An office held by an account: at one school, or for the officer at one county."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="appointments",
        verbose_name=tr("账号"),
    )
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    county = models.ForeignKey(County, models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(tr("职责"), max_length=20, choices=Role)
    since = models.DateField(tr("开始"))
    until = models.DateField(tr("结束"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("任职")
        constraints = (
            models.CheckConstraint(
                condition=Q(school__isnull=False, county__isnull=True)
                & ~Q(role=Role.COUNTY_OFFICER)
                | Q(school__isnull=True, county__isnull=False, role=Role.COUNTY_OFFICER),
                name="appointed_to_a_school_or_a_county",
            ),
            models.UniqueConstraint(
                fields=("account", "school", "role"),
                condition=Q(until__isnull=True),
                name="one_open_appointment_a_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.get_role_display()}"
