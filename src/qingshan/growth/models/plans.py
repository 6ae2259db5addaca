"""“强基固本”: model posts of members, and plans of development that a person agrees to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned


class ModelPost(SchoolOwned):
    """A post in which a party member sets an example (党员示范岗), from a day to a day."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name=tr("党员"))
    post = models.CharField(tr("岗位"), max_length=40)
    promise = models.CharField(tr("我做到"), max_length=200)
    since = models.DateField(tr("从"))
    until = models.DateField(tr("到"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("党员示范岗")
        ordering = ("staff__number", "since")
        constraints = (
            models.UniqueConstraint(
                fields=("staff",), condition=Q(until__isnull=True), name="one_open_post_a_member"
            ),
        )

    def __str__(self) -> str:
        return self.post


class Direction(models.TextChoices):
    TO_BACKBONE = "to_backbone", tr("党员 → 骨干")
    TO_MEMBER = "to_member", tr("骨干 → 党员")


class PlanState(models.TextChoices):
    PROPOSED = "proposed", tr("等本人同意")
    AGREED = "agreed", tr("在走")
    DONE = "done", tr("走到了")
    ENDED = "ended", tr("不走了")


class DevelopmentPlan(SchoolOwned):
    """A plan of steps towards the one or the other (培养计划), with a colleague beside.

    It is voluntary: the person agrees to it and may end it at any time, and no reason is kept.
    """

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name=tr("谁的"))
    direction = models.CharField(tr("方向"), max_length=12, choices=Direction)
    companion = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("谁陪着")
    )
    aim = SealedTextField(tr("想走到哪里"))
    state = models.CharField(
        tr("状态"), max_length=10, choices=PlanState, default=PlanState.PROPOSED
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField(tr("提出的日期"))
    agreed_on = models.DateField(tr("同意的日期"), null=True, blank=True)
    ended_on = models.DateField(tr("结束的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("培养计划")
        ordering = ("-proposed_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("staff", "direction"),
                condition=Q(state__in=("proposed", "agreed")),
                name="one_open_plan_a_direction",
            ),
            models.CheckConstraint(
                condition=~Q(companion=F("staff")), name="plan_accompanied_by_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.proposed_on}"


class PlanStep(SchoolOwned):
    """A step of a plan (一步): what, by when, and the record that shows it."""

    plan = models.ForeignKey(DevelopmentPlan, models.CASCADE, related_name="steps")
    words = SealedTextField(tr("做什么"))
    due_on = models.DateField(tr("到哪天"))
    done_on = models.DateField(tr("哪天做到的"), null=True, blank=True)
    record = models.ForeignKey(
        Record, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("佐证")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("培养计划的一步")
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"{self.due_on}"
