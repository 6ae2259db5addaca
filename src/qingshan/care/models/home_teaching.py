"""Home teaching (送教上门): for a child who cannot come to school, the teachers go to the child."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned


class HomePlan(SchoolOwned):
    """What is taught to a child at home, how often, and by whom. One open plan a child."""

    class Reason(models.TextChoices):
        DISABILITY = "disability", tr("重度残疾")
        ILLNESS = "illness", tr("长期患病")
        OTHER = "other", tr("别的原因来不了学校")

    student = models.ForeignKey(Student, models.PROTECT, related_name="+", verbose_name=tr("学生"))
    reason = models.CharField(tr("为什么送教"), max_length=12, choices=Reason)
    situation = SealedTextField(tr("孩子的情况"))
    per_month = models.PositiveSmallIntegerField(tr("每月几次"), default=4)
    starts_on = models.DateField(tr("开始日期"))
    ends_on = models.DateField(tr("结束日期"), null=True, blank=True)
    ended_because = SealedTextField(tr("结束原因"))

    class Meta:
        verbose_name = verbose_name_plural = tr("送教计划")
        ordering = ("-starts_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("student",), condition=Q(ends_on__isnull=True), name="one_home_plan_a_child"
            ),
            models.CheckConstraint(
                condition=Q(per_month__gte=1) & Q(per_month__lte=8),
                name="home_one_to_eight_a_month",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="home_plan_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} {self.get_reason_display()}"

    @property
    def is_open(self) -> bool:
        return self.ends_on is None


class HomeTeacher(SchoolOwned):
    """A colleague who goes to the child (送教老师), from a day to a day; no end is still."""

    plan = models.ForeignKey(HomePlan, models.CASCADE, related_name="teachers")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("老师"))
    since = models.DateField(tr("从"))
    until = models.DateField(tr("到"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("送教老师")
        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "staff"), condition=Q(until__isnull=True), name="once_at_a_home"
            ),
        )

    def __str__(self) -> str:
        return str(self.staff)


class HomeGoal(SchoolOwned):
    """What the child is to learn, in one of the fields of such teaching."""

    class Field(models.TextChoices):
        LIVING = "living", tr("生活适应")
        MOVING = "moving", tr("运动康复")
        SPEAKING = "speaking", tr("语言沟通")
        KNOWING = "knowing", tr("文化知识")
        BEING_WITH = "being_with", tr("与人相处")
        JOY = "joy", tr("艺术休闲")

    plan = models.ForeignKey(HomePlan, models.CASCADE, related_name="goals")
    field = models.CharField(tr("领域"), max_length=12, choices=Field)
    words = SealedTextField(tr("目标"))
    set_on = models.DateField(tr("定下的日期"))
    reached_on = models.DateField(tr("做到的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("送教目标")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.get_field_display()


class HomeProgress(SchoolOwned):
    """How far a goal was in one session; the session is a record of kind `home_teaching`."""

    class Level(models.TextChoices):
        BEGUN = "begun", tr("刚开始")
        HELPED = "helped", tr("有人帮就行")
        MOSTLY = "mostly", tr("多半自己行")
        ALONE = "alone", tr("自己会了")

    goal = models.ForeignKey(HomeGoal, models.CASCADE, related_name="progress")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+", verbose_name=tr("哪一次"))
    level = models.CharField(tr("到哪里了"), max_length=8, choices=Level)
    words = SealedTextField(tr("怎么看出来的"))

    class Meta:
        verbose_name = verbose_name_plural = tr("送教进展")
        ordering = ("-record__date", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("goal", "record"), name="one_progress_a_session"),
        )

    def __str__(self) -> str:
        return self.get_level_display()
