"""What went wrong (四无), and how it was handled."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned


class Incident(SchoolOwned):
    """An accident, complaint, stir of opinion or violation (事件), with how it was settled.

    None is ever removed, and its day, kind and description stay as they were written: triggers of
    the database see to it. `handling` and `settled_on` are the latest of its steps.
    """

    class Kind(models.TextChoices):
        ACCIDENT = "accident", tr("安全事故")
        COMPLAINT = "complaint", tr("家长投诉")
        OPINION = "opinion", tr("舆情")
        VIOLATION = "violation", tr("三乱")

    date = models.DateField(tr("日期"))
    kind = models.CharField(tr("类型"), max_length=10, choices=Kind)
    description = models.TextField(tr("描述"))
    handling = models.TextField(tr("处理结果"), blank=True)
    settled_on = models.DateField(tr("办结日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("事件")
        ordering = ("-date",)
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("date")),
                name="incident_settled_after_it_was",
            ),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class IncidentStep(SchoolOwned):
    """What was done about an incident on a day (一步). Only added: triggers refuse every change."""

    class Kind(models.TextChoices):
        HANDLED = "handled", tr("处理")
        SETTLED = "settled", tr("办结")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    kind = models.CharField(tr("什么事"), max_length=8, choices=Kind)
    date = models.DateField(tr("日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(tr("说明"))

    class Meta:
        verbose_name = verbose_name_plural = tr("事件的一步")
        ordering = ("date", "pk")

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"
