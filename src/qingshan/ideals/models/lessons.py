"""Party lessons (党课): a library whose texts are kept version by version."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned


class Lesson(SchoolOwned):
    """A lesson of the library; its text is that of its latest `LessonVersion`."""

    title = models.CharField(tr("题目"), max_length=100)
    author = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("主讲人"))
    about = models.CharField(tr("讲什么"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("党课")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class LessonVersion(SchoolOwned):
    """The text as it was written once (版本). Only added, never changed."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(tr("第几版"))
    text = models.TextField(tr("讲稿"))
    why = models.CharField(tr("改了什么"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("讲稿的一版")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("lesson", "number"), name="one_version_a_number"),
        )

    def __str__(self) -> str:
        return tr("{lesson} 第 {number} 版").format(lesson=self.lesson, number=self.number)


class LessonAward(SchoolOwned):
    """An honour that the lesson won (获奖): the honour itself stands among the honours, once."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="awards")
    honour = models.ForeignKey(Honour, models.CASCADE, related_name="+", verbose_name=tr("荣誉"))

    class Meta:
        verbose_name = verbose_name_plural = tr("党课获奖")
        constraints = (
            models.UniqueConstraint(fields=("lesson", "honour"), name="one_award_a_lesson"),
        )

    def __str__(self) -> str:
        return str(self.honour)
