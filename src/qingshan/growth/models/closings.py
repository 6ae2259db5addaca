"""The closing review of a mentor pair (师徒总结): both sides write, a third reads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Staff
from qingshan.school.models import SchoolOwned


class MentoringClosing(SchoolOwned):
    """What a mentor and a mentee look back on, and what a third says who read both."""

    pairing = models.OneToOneField(
        Pairing, models.CASCADE, related_name="+", verbose_name=tr("师徒结对")
    )
    mentor_words = SealedTextField(tr("师傅写的"))
    mentor_on = models.DateField(tr("师傅写的日期"), null=True, blank=True)
    mentee_words = SealedTextField(tr("徒弟写的"))
    mentee_on = models.DateField(tr("徒弟写的日期"), null=True, blank=True)
    reader = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("谁读的")
    )
    read_words = SealedTextField(tr("读后的话"))
    read_on = models.DateField(tr("读的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("师徒总结")
        constraints = (
            models.CheckConstraint(
                condition=Q(read_on__isnull=True)
                | Q(mentor_on__isnull=False, mentee_on__isnull=False, reader__isnull=False),
                name="closing_read_after_both_wrote",
            ),
        )

    def __str__(self) -> str:
        return str(self.pairing)

    @property
    def both_wrote(self) -> bool:
        return self.mentor_on is not None and self.mentee_on is not None
