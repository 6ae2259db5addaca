"""Learning elsewhere (外出学习): who went where, what it cost, and who heard about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned


class Trip(SchoolOwned):
    """A stay of some days at a training or another school, of one colleague.

    It is a row of its own because it lasts and costs; the report back to colleagues is a deed on
    a day, so it is a record.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("谁去"))
    starts_on = models.DateField(tr("第一天"))
    ends_on = models.DateField(tr("最后一天"))
    place = models.CharField(tr("去哪里"), max_length=100)
    topic = models.CharField(tr("学什么"), max_length=200)
    report = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("回来汇报")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("外出学习")
        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="trip_ends_after_start"
            ),
        )
        indexes = (models.Index(fields=("school", "starts_on")),)

    def __str__(self) -> str:
        return f"{self.staff} {self.place} {self.topic}"


class TripCost(SchoolOwned):
    """One item that the trip cost, in yuan to the cent."""

    trip = models.ForeignKey(Trip, models.CASCADE, related_name="costs")
    item = models.CharField(tr("项目"), max_length=40)
    amount = models.DecimalField(tr("金额"), max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = tr("外出费用")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("trip", "item"), name="one_cost_an_item"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_cost_above_nothing"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.amount}"


class TripHearer(SchoolOwned):
    """A colleague who was there when the traveller reported back."""

    trip = models.ForeignKey(Trip, models.CASCADE, related_name="hearers")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("听汇报的人")
        constraints = (
            models.UniqueConstraint(fields=("trip", "staff"), name="one_hearer_a_report"),
        )

    def __str__(self) -> str:
        return f"{self.staff}"
