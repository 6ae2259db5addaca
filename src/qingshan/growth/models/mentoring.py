"""Wishes for mentor pairs, and that they were made (青蓝工程)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned, SchoolYear


class MentoringWish(SchoolOwned):
    """What a colleague wishes for the mentor pairs of a school year (结对意愿).

    `mentees` is how many they would guide in all; None for whoever has not said, or is not asked.
    The three colleagues are wished as mentors by who learns, as mentees by who guides.
    """

    MOST = 3

    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name=tr("学年"))
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name=tr("谁的意愿"))
    mentees = models.PositiveSmallIntegerField(tr("愿意带几位"), null=True, blank=True)
    first = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("第一志愿")
    )
    second = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("第二志愿")
    )
    third = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("第三志愿")
    )
    note = models.CharField(tr("想说的话"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("结对意愿")
        ordering = ("staff__number",)
        constraints = (
            models.UniqueConstraint(fields=("year", "staff"), name="one_mentoring_wish_a_year"),
            models.CheckConstraint(
                condition=Q(mentees__isnull=True) | Q(mentees__lte=3),
                name="a_mentor_wishes_for_three_at_most",
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff} {self.year}"

    @property
    def wishes(self) -> tuple[int, ...]:
        """The keys of the colleagues wished for, the first wish first."""
        return tuple(key for key in (self.first_id, self.second_id, self.third_id) if key)


class MentoringRound(SchoolOwned):
    """The mentor pairs of a school year have been adopted (青蓝结对已定): wishes are closed."""

    year = models.OneToOneField(
        SchoolYear, models.CASCADE, related_name="+", verbose_name=tr("学年")
    )
    adopted_on = models.DateField(tr("哪天定的"))

    class Meta:
        verbose_name = verbose_name_plural = tr("青蓝结对已定")
        ordering = ("-adopted_on",)

    def __str__(self) -> str:
        return f"{self.year} {self.adopted_on}"
