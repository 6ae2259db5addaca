"""How long a school keeps what leaves by itself, and who was erased on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolOwned

if TYPE_CHECKING:
    from qingshan.privacy.subjects.person import Person


class KeptDays(SchoolOwned):
    """Days after the end until one kind of rows (`kit.leaving`) leaves at a school."""

    key = models.CharField(tr("哪一类"), max_length=60)
    days = models.PositiveIntegerField(tr("留多少天"))

    class Meta:
        verbose_name = verbose_name_plural = tr("信息留多久")
        constraints = (
            models.UniqueConstraint(fields=("school", "key"), name="kept_days_once_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.days}"


class Erasure(SchoolOwned):
    """Somebody who left is asked to be erased by one person, and erased by another."""

    student = models.ForeignKey(
        Student, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("孩子")
    )
    staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("教职工")
    )
    left_on = models.DateField(tr("哪天离开的"))
    why = models.CharField(tr("为什么删"), max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=tr("谁提的")
    )
    asked_on = models.DateField(tr("哪天提的"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("谁删的"),
    )
    done_on = models.DateField(tr("哪天删的"), null=True, blank=True)
    files = models.JSONField(tr("还没有删掉的文件"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = tr("删去一个人的信息")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(student__isnull=False, staff__isnull=True)
                | Q(student__isnull=True, staff__isnull=False),
                name="erasure_of_one_person",
            ),
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | ~Q(done_by=F("asked_by")),
                name="erasure_by_two_people",
            ),
            models.UniqueConstraint(fields=("student",), name="one_erasure_a_child"),
            models.UniqueConstraint(fields=("staff",), name="one_erasure_a_colleague"),
        )

    def __str__(self) -> str:
        return f"{self.asked_on} {self.why}"

    @property
    def person(self) -> Person:
        from qingshan.privacy.subjects.person import Person

        if self.student is not None:
            return Person(self.student)
        if self.staff is not None:
            return Person(self.staff)
        raise ValueError("an erasure of nobody")  # which a constraint of the table refuses


class AuditOpening(SchoolOwned):
    """While a row stands here, names may be taken out of the audit log, and nothing else of it.

    It is written and deleted in one transaction, so nobody but the erasure under way ever sees it.
    The triggers of the log ask for it (migration 0003): do not rename this table.
    """

    erasure = models.ForeignKey(Erasure, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("审计日志里换名字")

    def __str__(self) -> str:
        return str(self.erasure)
