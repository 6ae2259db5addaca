"""What a check or a review found, and its mending (一定二查三评)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned


class Finding(SchoolOwned):
    """One thing to mend: who, until when, done with which words, and seen again by whom.

    The check or review is a record, which is a deed on a day; a finding lives on after that day,
    so it is a row of its own that rests on the record.
    """

    record = models.ForeignKey(
        Record, models.PROTECT, related_name="+", verbose_name=tr("哪次查、评")
    )
    found_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("谁提的"))
    mender = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("谁来改"))
    words = SealedTextField(tr("看到的问题"))
    until = models.DateField(tr("改到哪天"))
    done_on = models.DateField(tr("改好的日期"), null=True, blank=True)
    done_words = SealedTextField(tr("怎么改的"))
    seen_on = models.DateField(tr("复查的日期"), null=True, blank=True)
    is_mended = models.BooleanField(tr("复查认可"), null=True)
    seen_words = SealedTextField(tr("复查的话"))

    class Meta:
        verbose_name = verbose_name_plural = tr("查评的问题")
        ordering = ("seen_on", "until")
        constraints = (
            models.CheckConstraint(
                condition=Q(seen_on__isnull=True) | Q(done_on__isnull=False),
                name="seen_again_once_done",
            ),
        )
        indexes = (models.Index(fields=("school", "until")),)

    def __str__(self) -> str:
        return f"{self.mender} {self.until}"
