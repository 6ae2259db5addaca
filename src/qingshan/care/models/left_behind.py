"""Left-behind children (留守儿童): how often the school talks with them and their parents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned


class CareRhythm(SchoolOwned):
    """After how many days a talk with the child, a word with its parents, is due again.

    Who cares for a child is its pairing of the kind 帮扶学生; talks and contacts are records.
    """

    TALKS, CONTACTS = (7, 60), (14, 90)  # days; what a school may choose from

    talk_days = models.PositiveSmallIntegerField(tr("几天谈一次心"), default=30)
    contact_days = models.PositiveSmallIntegerField(tr("几天联系一次家长"), default=30)

    class Meta:
        verbose_name = verbose_name_plural = tr("留守儿童关怀的频次")
        constraints = (
            models.UniqueConstraint(fields=("school",), name="one_care_rhythm_a_school"),
            models.CheckConstraint(
                condition=Q(talk_days__gte=7)
                & Q(talk_days__lte=60)
                & Q(contact_days__gte=14)
                & Q(contact_days__lte=90),
                name="care_rhythm_within_bounds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.talk_days} / {self.contact_days}"
