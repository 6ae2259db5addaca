"""Surveys of families: a slip for each household, and answers that nobody can put to a slip."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.school.models import SchoolClass, SchoolOwned


class Survey(SchoolOwned):
    """A survey of the families (家长调查), answered from a day to a day."""

    title = models.CharField(tr("题目"), max_length=60)
    opens_on = models.DateField(tr("从"))
    closes_on = models.DateField(tr("到"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("家长调查")
        ordering = ("-opens_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="survey_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return self.title


class SurveyQuestion(SchoolOwned):
    """A question (问题), answered in five steps; `index` says which index it makes."""

    class Index(models.TextChoices):
        SATISFACTION = "satisfaction", tr("满意指数")
        TRUST = "trust", tr("信任指数")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField(tr("第几题"))
    text = models.CharField(tr("问什么"), max_length=100)
    index = models.CharField(tr("算进"), max_length=12, choices=Index, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("调查的问题")
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("survey", "place"), name="one_question_a_place"),
        )

    def __str__(self) -> str:
        return self.text


class SurveySlip(SchoolOwned):
    """A household's slip (条子): its code is on paper only, and it is used once.

    It holds no child and no time, and its answer does not name it.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="slips")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    code_hash = models.CharField(tr("条子上的码"), max_length=64, unique=True)
    is_used = models.BooleanField(tr("用过了"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("调查的条子")
        indexes = (models.Index(fields=("survey", "school_class")),)

    def __str__(self) -> str:
        return str(self.pk)


class SurveyAnswer(SchoolOwned):
    """What one household answered (一份回答). Its key is drawn, so that none tells their order.

    `marks` holds 1 to 5 for each question's place, as `{"q1": 5}`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    marks = models.JSONField(tr("回答"))
    words = SealedTextField(tr("还想说的"))

    class Meta:
        verbose_name = verbose_name_plural = tr("调查的回答")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.survey)
