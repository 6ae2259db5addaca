"""Study: campaigns on a theme, sessions, and what somebody takes from one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.gatherings.models import Gathering
from qingshan.ideals.models.lessons import LessonVersion
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned


class Campaign(SchoolOwned):
    """A campaign on a theme (主题教育), from a day to a day."""

    title = models.CharField(tr("主题"), max_length=100)
    aim = models.TextField(tr("要做什么"), blank=True)
    starts_on = models.DateField(tr("开始"))
    ends_on = models.DateField(tr("结束"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("主题教育")
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.title


class StudySession(SchoolOwned):
    """What a gathering is about (一次学习): a campaign, a role model, a lesson; one for all."""

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="+")
    campaign = models.ForeignKey(
        Campaign,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("主题教育"),
    )
    role_model = models.CharField(tr("学习榜样"), max_length=40, blank=True)
    version = models.ForeignKey(
        LessonVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("讲稿"),
    )
    reading = models.TextField(tr("先看什么"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("学习")
        ordering = ("gathering__date", "pk")

    def __str__(self) -> str:
        return str(self.gathering)


class Takeaway(SchoolOwned):
    """What somebody takes from a session (收获): theirs alone until they share it."""

    session = models.ForeignKey(StudySession, models.CASCADE, related_name="takeaways")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name=tr("谁"))
    words = SealedTextField(tr("收获"))
    written_on = models.DateField(tr("写的日期"))
    shared_on = models.DateField(tr("分享的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("学习收获")
        ordering = ("-written_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("session", "staff"), name="one_takeaway_a_session"),
        )

    def __str__(self) -> str:
        return f"{self.written_on}"
