"""A gathering: people called to a place on a day, who came, who spoke, what is written of it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from qingshan.gatherings.kinds import all_gathering_kinds
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record, evidence_storage
from qingshan.school.models import SchoolOwned, TeachingGroup


class Gathering(SchoolOwned):
    """A gathering (活动): one day, one place, some people. Times are the school's own."""

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", tr("全体教职工")
        PARTY = "party", tr("全体党员（含预备党员）")
        GROUPS = "groups", tr("教研组")
        NAMED = "named", tr("点名的几位")

    class SignIn(models.TextChoices):
        TAP = "tap", tr("每人在手机上点一下“我到了”")
        CODE = "code", tr("扫屏幕上的码，码每分钟换一次")
        LIST = "list", tr("只由主持人点名")

    EARLY = dt.timedelta(minutes=30)
    LATE = dt.timedelta(minutes=60)

    kind = models.CharField(tr("类型"), max_length=24)
    title = models.CharField(tr("题目"), max_length=100)
    date = models.DateField(tr("日期"))
    starts_at = models.TimeField(tr("开始"))
    ends_at = models.TimeField(tr("结束"))
    place = models.CharField(tr("地点"), max_length=60)
    words = models.TextField(tr("说明"), blank=True)
    audience = models.CharField(tr("请谁来"), max_length=10, choices=Audience)
    groups = models.ManyToManyField(TeachingGroup, related_name="+", blank=True)
    named = models.ManyToManyField(Staff, related_name="+", blank=True)
    leader = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("主持人"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sign_in = models.CharField(tr("怎么签到"), max_length=6, choices=SignIn, default=SignIn.TAP)
    called_off = models.CharField(tr("取消的原因"), max_length=200, blank=True)
    summary = models.TextField(tr("纪要"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("活动")
        ordering = ("date", "starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_start"
            ),
        )
        indexes = (models.Index(fields=("school", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.title}"

    @property
    def kind_label(self) -> str:
        kind = all_gathering_kinds().get(self.kind)
        return kind.label if kind else self.kind

    @property
    def minutes(self) -> int:
        """How long it is planned to last."""
        return (_minutes(self.ends_at)) - _minutes(self.starts_at)

    def at(self, time: dt.time) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(self.date, time))

    def is_open(self, moment: dt.datetime) -> bool:
        """Whether one may sign in then: from half an hour before until an hour after."""
        first, last = self.at(self.starts_at) - self.EARLY, self.at(self.ends_at) + self.LATE
        return not self.called_off and first <= moment <= last


class Speaker(SchoolOwned):
    """Who speaks at a gathering (报告人), a colleague or a guest; `record` is their deed."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="speakers")
    order = models.PositiveSmallIntegerField(tr("次序"))
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    guest = models.CharField(tr("校外的报告人"), max_length=60, blank=True)
    topic = models.CharField(tr("讲什么"), max_length=100, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("报告人")
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("gathering", "order"), name="one_speaker_a_place"),
            models.CheckConstraint(
                condition=Q(staff__isnull=False) | ~Q(guest=""), name="a_speaker_is_somebody"
            ),
        )

    def __str__(self) -> str:
        return self.staff.name if self.staff else self.guest


class Attendance(SchoolOwned):
    """Somebody came (签到), once; `record` is the deed that it is, if it is one."""

    class Way(models.TextChoices):
        TAP = "tap", tr("自己点的")
        CODE = "code", tr("扫码")
        LIST = "list", tr("主持人点名")

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("谁"))
    way = models.CharField(tr("怎么签的"), max_length=6, choices=Way)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(tr("签到时间"), default=timezone.now)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("签到")
        ordering = ("noted_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("gathering", "staff"), name="one_sign_in_a_gathering"),
        )

    def __str__(self) -> str:
        return str(self.staff)


class GatheringFile(SchoolOwned):
    """A photograph or paper of a gathering (照片和材料)."""

    AT_MOST = 9

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="files")
    file = models.FileField(tr("文件"), storage=evidence_storage, upload_to="gatherings/%Y/%m")
    name = models.CharField(tr("文件名"), max_length=200)
    media_type = models.CharField(tr("类型"), max_length=100)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("活动的照片和材料")
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.name


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute
