"""Cases: one child, one plan, from the first worry to a closing that two people answer for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned
from qingshan.school.readings import Reading


class Concern(models.TextChoices):
    """What the case is about; the first two are what the ledgers count."""

    SUPPORT = "support", tr("重点关爱")
    SUSPECTED = "suspected", tr("疑似失学")
    OUT = "out", tr("失学辍学")


class State(models.TextChoices):
    OPEN = "open", tr("在办")
    CLOSING = "closing", tr("等第二个人核实")
    CLOSED = "closed", tr("已销号")


class Ground(models.TextChoices):
    """Why a case is closed (销号的依据)."""

    RETURNED = "returned", tr("已经返校")
    HOME_TEACHING = "home_teaching", tr("安排送教上门")
    TRANSFERRED = "transferred", tr("转到别的学校")
    GRADUATED = "graduated", tr("毕业")
    MOVED_AWAY = "moved_away", tr("户籍迁出")
    DIED = "died", tr("死亡")
    SETTLED = "settled", tr("情况好转，不再需要")


class Case(SchoolOwned):
    """A child's case (个案). Its words are sealed; who may read them, `cases.visibility` says."""

    STAGES = 3

    student = models.ForeignKey(Student, models.PROTECT, related_name="+", verbose_name=tr("学生"))
    concern = models.CharField(tr("类别"), max_length=10, choices=Concern)
    state = models.CharField(tr("状态"), max_length=8, choices=State, default=State.OPEN)
    responsible = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("责任人")
    )
    opened_on = models.DateField(tr("立案日期"))
    why = SealedTextField(tr("缘由"))
    stage = models.PositiveSmallIntegerField(tr("阶段"), default=1)
    goals = SealedTextField(tr("目标"))
    next_step = SealedTextField(tr("下一步"))
    next_step_on = models.DateField(tr("下一步的日期"), null=True, blank=True)
    ground = models.CharField(tr("销号依据"), max_length=14, choices=Ground, blank=True)
    # PROTECT: what shows that a child is back cannot be taken away under the closing.
    evidence = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("佐证记录")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(tr("销号日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("个案")
        ordering = ("next_step_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("student",), condition=~Q(state="closed"), name="one_open_case_a_child"
            ),
            models.CheckConstraint(
                condition=Q(stage__gte=1) & Q(stage__lte=3), name="case_stage_one_to_three"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (
                    Q(closed_by__isnull=False, asked_by__isnull=False, closed_on__isnull=False)
                    & Q(evidence__isnull=False)
                    & ~Q(ground="")
                    & ~Q(closed_by=F("asked_by"))
                ),
                name="case_closed_by_two_with_evidence",
            ),
        )
        indexes = (models.Index(fields=("school", "state")),)

    def __str__(self) -> str:
        return f"{self.get_concern_display()} {self.opened_on}"

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED


class CaseMember(SchoolOwned):
    """A colleague of a case's team (成员), from a day to a day; no end is still."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("成员"))
    since = models.DateField(tr("从"))
    until = models.DateField(tr("到"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("个案成员")
        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "staff"),
                condition=Q(until__isnull=True),
                name="once_on_a_team",
            ),
        )

    def __str__(self) -> str:
        return str(self.staff)


class CaseStep(SchoolOwned):
    """Something that changed in a case (一步), with what the case was from then on. Only added."""

    class Kind(models.TextChoices):
        OPENED = "opened", tr("立案")
        PLANNED = "planned", tr("改了计划")
        STAGE = "stage", tr("进入下一阶段")
        HANDED_OVER = "handed_over", tr("换了责任人")
        TEAM = "team", tr("改了成员")
        ASKED = "asked", tr("申请销号")
        SENT_BACK = "sent_back", tr("退回")
        CLOSED = "closed", tr("销号")
        REOPENED = "reopened", tr("重新立案")

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    kind = models.CharField(tr("什么事"), max_length=12, choices=Kind)
    date = models.DateField(tr("日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = SealedTextField(tr("说明"))
    concern = models.CharField(tr("类别"), max_length=10, choices=Concern)
    state = models.CharField(tr("状态"), max_length=8, choices=State)
    ground = models.CharField(tr("销号依据"), max_length=14, choices=Ground, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("个案的一步")
        ordering = ("-date", "-pk")
        indexes = (models.Index(fields=("case", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class CaseReading(Reading):
    """Somebody read a case's words (查阅), told to the responsible person."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="readings")

    class Meta(Reading.Meta):
        verbose_name = verbose_name_plural = tr("个案查阅")
        constraints = (
            models.UniqueConstraint(fields=("case", "by", "on"), name="one_reading_a_day"),
        )
