"""Lesson designs in the five phases (五学): by subject, unit and lesson, shared and built upon."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import evidence_storage
from qingshan.school.models import SchoolOwned, Subject


class Phase(models.TextChoices):
    """The five of 五学, in the order of a lesson."""

    PREVIEW = "preview", tr("课前自学")
    QUESTION = "question", tr("当堂问学")
    GROUP = "group", tr("小组研学")
    ACTIVITY = "activity", tr("活动检学")
    REFLECT = "reflect", tr("反思固学")


class LessonDesign(SchoolOwned):
    """How one lesson is to be taught (教学设计), phase by phase.

    A design that is not shared is its author's own. One made from another names it, and its
    author, for as long as it stands.
    """

    author = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("设计人"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=tr("学科"))
    grade_number = models.PositiveSmallIntegerField(tr("年级"))
    unit = models.CharField(tr("单元"), max_length=60)
    title = models.CharField(tr("课题"), max_length=100)
    goals = models.TextField(tr("学习目标"), blank=True)
    preview = models.TextField(tr("课前自学"), blank=True)
    question = models.TextField(tr("当堂问学"), blank=True)
    group = models.TextField(tr("小组研学"), blank=True)
    activity = models.TextField(tr("活动检学"), blank=True)
    reflect = models.TextField(tr("反思固学"), blank=True)
    is_shared = models.BooleanField(tr("放进全校的库"), default=True)
    made_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    changed_on = models.DateField(tr("改动日期"))

    class Meta:
        verbose_name = verbose_name_plural = tr("教学设计")
        ordering = ("subject__name", "grade_number", "unit", "title", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(grade_number__range=(1, 12)), name="design_of_a_grade"
            ),
        )
        indexes = (models.Index(fields=("school", "subject", "grade_number")),)

    def __str__(self) -> str:
        return tr("《{title}》").format(title=self.title)

    @property
    def phases(self) -> list[tuple[str, str, str]]:
        """Key, name and text of each of the five."""
        return [(key, str(label), getattr(self, key)) for key, label in Phase.choices]


class DesignFile(SchoolOwned):
    """What goes with a design: a worksheet, slides, a picture of the board."""

    design = models.ForeignKey(LessonDesign, models.CASCADE, related_name="files")
    file = models.FileField(tr("文件"), storage=evidence_storage, upload_to="%Y/%m")
    name = models.CharField(tr("文件名"), max_length=200)
    media_type = models.CharField(tr("类型"), max_length=100)
    size = models.PositiveIntegerField(tr("大小"))  # bytes
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("设计的附件")
        ordering = ("added_at",)

    def __str__(self) -> str:
        return self.name
