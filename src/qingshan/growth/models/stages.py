"""What is said at the end of a stage of the path of years (阶段评议)."""

from __future__ import annotations

from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned


class StageVoice(models.TextChoices):
    SELF = "self", tr("自己")
    MENTOR = "mentor", tr("师傅")
    HEAD = "head", tr("教研组长")


class StageReview(SchoolOwned):
    """What one of three says of a colleague's stage: in words, one each."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name=tr("谁的"))
    programme = models.CharField(tr("做法"), max_length=40)
    stage = models.CharField(tr("哪一步"), max_length=40)
    voice = models.CharField(tr("谁说的"), max_length=8, choices=StageVoice)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("写的人"))
    words = SealedTextField(tr("评议"))
    on = models.DateField(tr("日期"))

    class Meta:
        verbose_name = verbose_name_plural = tr("阶段评议")
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("staff", "programme", "stage", "voice"), name="one_word_a_stage_and_voice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_voice_display()} {self.on}"
