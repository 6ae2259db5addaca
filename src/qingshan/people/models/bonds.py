"""What binds people: who leads a class or group, who helps whom, who is away; with days."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models.persons import Staff, Student
from qingshan.school.models import SchoolClass, SchoolOwned, TeachingGroup


class HomeroomTeacher(SchoolOwned):
    """Who leads a class (班主任)."""

    school_class = models.OneToOneField(SchoolClass, models.CASCADE, related_name="homeroom")
    staff = models.ForeignKey(
        Staff, models.CASCADE, related_name="homerooms", verbose_name=tr("班主任")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("班主任")

    def __str__(self) -> str:
        return f"{self.school_class} {self.staff}"


class GroupHead(SchoolOwned):
    """Who heads a teaching group (教研组长)."""

    group = models.OneToOneField(TeachingGroup, models.CASCADE, related_name="head")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="headed_groups")

    class Meta:
        verbose_name = verbose_name_plural = tr("教研组长")

    def __str__(self) -> str:
        return f"{self.group} {self.staff}"


class Pairing(SchoolOwned):
    """One who gives and one (or a class) who receives, from a day to a day (结对)."""

    class Kind(models.TextChoices):
        MENTORING = "mentoring", tr("青蓝结对")
        CLASS_CONTACT = "class_contact", tr("联系班级")
        STUDENT_SUPPORT = "student_support", tr("帮扶学生")

    kind = models.CharField(tr("类型"), max_length=16, choices=Kind)
    giver = models.ForeignKey(Staff, models.CASCADE, related_name="given_pairings")
    mentee = models.ForeignKey(
        Staff, models.CASCADE, null=True, blank=True, related_name="received_pairings"
    )
    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, null=True, blank=True, related_name="pairings"
    )
    student = models.ForeignKey(
        Student, models.CASCADE, null=True, blank=True, related_name="pairings"
    )
    starts_on = models.DateField(tr("开始日期"))
    ends_on = models.DateField(tr("结束日期"), null=True, blank=True)
    ended_because = models.CharField(tr("结束原因"), max_length=200, blank=True)
    own_end = models.JSONField(null=True, blank=True, editable=False)  # before the child left

    class Meta:
        verbose_name = verbose_name_plural = tr("结对")
        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(kind="mentoring", mentee__isnull=False)
                    & Q(school_class__isnull=True, student__isnull=True)
                )
                | (
                    Q(kind="class_contact", school_class__isnull=False)
                    & Q(mentee__isnull=True, student__isnull=True)
                )
                | (
                    Q(kind="student_support", student__isnull=False)
                    & Q(mentee__isnull=True, school_class__isnull=True)
                ),
                name="pairing_target_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pairing_ends_after_start",
            ),
            *(
                models.UniqueConstraint(
                    fields=("giver", target, "starts_on"),
                    condition=Q(kind=kind),
                    name=f"one_{kind}_a_start",
                )
                for kind, target in (
                    ("mentoring", "mentee"),
                    ("class_contact", "school_class"),
                    ("student_support", "student"),
                )
            ),
        )
        indexes = (models.Index(fields=("school", "kind", "starts_on")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.giver} → {self.target}"

    @property
    def target(self) -> Staff | SchoolClass | Student | None:
        return self.mentee or self.school_class or self.student


class Leave(SchoolOwned):
    """Days on which a colleague is away from school (请假), both inclusive; no end is open.

    What is owed in a period most of whose school days fall into it is not asked for. Why someone
    is away is kept to a word: nothing about an illness stands here.
    """

    class Kind(models.TextChoices):
        PERSONAL = "personal", tr("事假")
        SICK = "sick", tr("病假")
        PARENTAL = "parental", tr("产假、陪产假、育儿假")
        TRAINING = "training", tr("外出进修")
        ELSEWHERE = "elsewhere", tr("借调、支教")

    staff = models.ForeignKey(
        Staff, models.CASCADE, related_name="leaves", verbose_name=tr("教职工")
    )
    kind = models.CharField(tr("类型"), max_length=10, choices=Kind)
    starts_on = models.DateField(tr("开始日期"))
    ends_on = models.DateField(tr("结束日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("请假")
        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="leave_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("school", "starts_on")),)

    def __str__(self) -> str:
        return f"{self.staff} {self.get_kind_display()} {self.starts_on}"
