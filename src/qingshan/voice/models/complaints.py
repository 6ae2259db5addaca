"""Complaints of families: rows that are added and never changed, also not by us.

Triggers of the database refuse every change (`voice.guards`); what stands in a row is sealed, and
each row bears a keyed digest that continues the one before it, so that a row that was changed or is
missing shows (`voice.quiet.wholeness`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import evidence_storage
from qingshan.school.models import SchoolOwned
from qingshan.voice.models.incidents import Incident


class Complaint(SchoolOwned):
    """Something a family complained of (投诉). What came of it is in its steps, and only there.

    `number` counts from 1 at each school, without a gap. Nothing says who complained.
    """

    class About(models.TextChoices):
        TEACHER = "teacher", tr("老师")
        PRINCIPAL = "principal", tr("校长")
        CANTEEN = "canteen", tr("吃饭、住宿")
        SAFETY = "safety", tr("安全、校车")
        FEES = "fees", tr("收费")
        HOMEWORK = "homework", tr("作业、上课")
        OTHER = "other", tr("别的事")

    number = models.PositiveIntegerField(tr("编号"))
    received_on = models.DateField(tr("收到日期"))
    about = models.CharField(tr("关于什么"), max_length=10, choices=About)
    # The county handles it from the first day: it is about whoever would handle it here.
    to_county = models.BooleanField(tr("由县教育局办理"), default=False)
    code_hash = models.CharField(tr("查询码"), max_length=64, unique=True)
    incident = models.OneToOneField(Incident, models.PROTECT, related_name="+")
    seal = models.CharField(tr("封印"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = tr("投诉")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="one_complaint_a_number"),
        )

    def __str__(self) -> str:
        return tr("家长投诉第{number}号").format(number=self.number)


class ComplaintStep(SchoolOwned):
    """What was said or done (一步). `side` says by whom; the family reads those `to_family`."""

    class Kind(models.TextChoices):
        RECEIVED = "received", tr("收到")
        ABOUT = "about", tr("关于这位老师，回避")
        TAKEN = "taken", tr("接下办理")
        TOLD = "told", tr("答复家长")
        NOTED = "noted", tr("内部记录")
        WROTE = "wrote", tr("家长又说")
        AGAIN = "again", tr("家长说还没解决")
        ESCALATED = "escalated", tr("上报县教育局")
        SETTLED = "settled", tr("办结")

    class Side(models.TextChoices):
        FAMILY = "family", tr("家长")
        SCHOOL = "school", tr("学校")
        COUNTY = "county", tr("县教育局")

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField(tr("第几步"))
    kind = models.CharField(tr("什么事"), max_length=10, choices=Kind)
    side = models.CharField(tr("谁"), max_length=8, choices=Side)
    date = models.DateField(tr("日期"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Whom the complaint is about: they neither see nor handle it.
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    words = SealedTextField(tr("说了什么"))
    to_family = models.BooleanField(tr("家长看得到"), default=False)
    file = models.FileField(
        tr("录音"), storage=evidence_storage, upload_to="complaints/%Y/%m", blank=True
    )
    media_type = models.CharField(tr("类型"), max_length=100, blank=True)
    digest = models.CharField(tr("录音的指纹"), max_length=64, blank=True)
    seal = models.CharField(tr("封印"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = tr("投诉的一步")
        ordering = ("complaint", "place")
        constraints = (
            models.UniqueConstraint(fields=("complaint", "place"), name="one_step_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.complaint} {self.get_kind_display()}"
