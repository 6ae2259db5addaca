"""Visits from above, the school's own rounds, and what both found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record, evidence_storage
from qingshan.school.models import SchoolOwned


class Inspection(SchoolOwned):
    """A visit from above and its result (检查)."""

    class Result(models.TextChoices):
        EXCELLENT = "excellent", tr("优秀")
        GOOD = "good", tr("良好")
        PASSED = "passed", tr("合格")
        FAILED = "failed", tr("不合格")

    date = models.DateField(tr("日期"))
    level = models.CharField(tr("级别"), max_length=20)
    content = models.CharField(tr("内容"), max_length=200)
    result = models.CharField(tr("结果"), max_length=10, choices=Result)

    class Meta:
        verbose_name = verbose_name_plural = tr("检查")
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.date} {self.content}"


class Finding(SchoolOwned):
    """Something to mend (问题、隐患): found by a visit or on a round, with who mends it by when.

    A round is a record, so what it found hangs on the record; exactly one of the two is named.
    """

    class State(models.TextChoices):
        OPEN = "open", tr("要整改")
        MENDED = "mended", tr("等复查")
        SETTLED = "settled", tr("复查过了")

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    record = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("巡查")
    )
    words = models.TextField(tr("问题"))
    place = models.CharField(tr("地点"), max_length=60, blank=True)
    found_on = models.DateField(tr("发现日期"))
    responsible = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("谁整改")
    )
    due_on = models.DateField(tr("什么时候前"))
    state = models.CharField(tr("状态"), max_length=8, choices=State, default=State.OPEN)
    # The two differ: whoever mended it does not say that it is mended.
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_on = models.DateField(tr("复查日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("问题和隐患")
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(inspection__isnull=False, record__isnull=True)
                | Q(inspection__isnull=True, record__isnull=False),
                name="finding_of_a_visit_or_a_round",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("found_on")), name="finding_due_after_it_was_found"
            ),
            models.CheckConstraint(
                condition=~Q(state="settled")
                | (
                    Q(mended_by__isnull=False, seen_by__isnull=False, settled_on__isnull=False)
                    & ~Q(mended_by=F("seen_by"))
                ),
                name="finding_seen_again_by_another",
            ),
        )
        indexes = (models.Index(fields=("school", "state", "due_on")),)

    def __str__(self) -> str:
        return f"{self.place} {self.words[:30]}".strip()


class FindingStep(SchoolOwned):
    """What happened to a finding (一步), with a picture where there is one. Only added."""

    class Kind(models.TextChoices):
        FOUND = "found", tr("发现")
        HANDED = "handed", tr("改了谁整改或期限")
        MENDED = "mended", tr("整改好了")
        SENT_BACK = "sent_back", tr("复查没过")
        SETTLED = "settled", tr("复查过了")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="steps")
    kind = models.CharField(tr("什么事"), max_length=10, choices=Kind)
    date = models.DateField(tr("日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(tr("说明"), blank=True)
    file = models.FileField(
        tr("照片"), storage=evidence_storage, upload_to="findings/%Y/%m", blank=True
    )
    media_type = models.CharField(tr("类型"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("整改的一步")
        ordering = ("date", "pk")

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"
