"""The periods in which duties are counted. They follow from the calendar; nobody types them."""

from __future__ import annotations

from django.db import models

from qingshan.school.models import SchoolOwned, SchoolYear


class Cadence(models.TextChoices):
    """How often a duty comes round."""

    SCHOOL_DAY = "school_day", "每个教学日"
    WEEK = "week", "每周"
    MONTH = "month", "每月"
    TERM = "term", "每学期"
    SCHOOL_YEAR = "school_year", "每学年"


class Period(SchoolOwned):
    """A stretch of days of one school year: a school day, an ISO week, a month, a term, the year.

    Weeks and months run whole, beyond the terms too. `due_on` is the last school day in it, for a
    term and a year its last day: from then on the period counts as due.
    """

    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name="学年")
    cadence = models.CharField("频次", max_length=12, choices=Cadence)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    due_on = models.DateField("到期")

    class Meta:
        verbose_name = verbose_name_plural = "周期"
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

    period = models.ForeignKey(Period, models.CASCADE, related_name="days", verbose_name="周期")
    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name="学年")
    cadence = models.CharField("频次", max_length=12, choices=Cadence)
    date = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "周期的日子"
        # The day first: without figures about its tables PostgreSQL would else compare them all.
        indexes = (models.Index(fields=("date", "year", "cadence")),)

    def __str__(self) -> str:
        return f"{self.date}"
