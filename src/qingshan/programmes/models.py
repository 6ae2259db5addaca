"""The periods in which duties are counted. They follow from the calendar; nobody types them."""

from __future__ import annotations

from django.db import models

from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned, SchoolYear


class Cadence(models.TextChoices):
    """How often a duty comes round."""

    SCHOOL_DAY = "school_day", tr("每个教学日")
    WEEK = "week", tr("每周")
    MONTH = "month", tr("每月")
    TERM = "term", tr("每学期")
    SCHOOL_YEAR = "school_year", tr("每学年")
    ONCE = "once", tr("一次")
    STAGE = "stage", tr("每个阶段")


class Period(SchoolOwned):
    """A stretch of days of one school year: a school day, an ISO week, a month, a term, the year.

    What is asked once or by a stage has no period: it follows from a person's own dates.

    Weeks and months run whole, beyond the terms too. `due_on` is the last school day in it, for a
    term and a year its last day: from then on the period counts as due.
    """

    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name=tr("学年"))
    cadence = models.CharField(tr("频次"), max_length=12, choices=Cadence)
    starts_on = models.DateField(tr("开始"))
    ends_on = models.DateField(tr("结束"))
    due_on = models.DateField(tr("到期"))
    school_days = models.PositiveSmallIntegerField(tr("教学日数"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = tr("周期")
        ordering = ("starts_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("year", "cadence", "starts_on"), name="one_period_a_start"
            ),
        )
        indexes = (models.Index(fields=("school", "cadence", "starts_on")),)

    def __str__(self) -> str:
        return f"{self.get_cadence_display()} {self.starts_on}—{self.ends_on}"


class PeriodDay(SchoolOwned):
    """One day of a period: what records are joined with, by equality."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="days", verbose_name=tr("周期"))
    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name=tr("学年"))
    cadence = models.CharField(tr("频次"), max_length=12, choices=Cadence)
    date = models.DateField(tr("日期"))

    class Meta:
        verbose_name = verbose_name_plural = tr("周期的日子")
        # The day first: without figures about its tables PostgreSQL would else compare them all.
        indexes = (models.Index(fields=("date", "year", "cadence")),)

    def __str__(self) -> str:
        return f"{self.date}"


class Edition(models.Model):
    """A programme's file as it was in force from a day on, so that past years stay as they were.

    `text` is empty where the programme was taken away on that day.
    """

    key = models.CharField(tr("做法"), max_length=60)
    number = models.PositiveSmallIntegerField(tr("版次"))
    adopted_on = models.DateField(tr("启用日期"))
    text = models.TextField(tr("原文"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("做法的版次")
        ordering = ("key", "number")
        constraints = (
            models.UniqueConstraint(fields=("key", "number"), name="one_edition_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
