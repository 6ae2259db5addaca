"""Suggestions: what became of each. That it was made is a record, as everywhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record, evidence_storage
from qingshan.school.models import SchoolOwned


class Suggestion(SchoolOwned):
    """A suggestion (合理建议) that somebody took up; until then there is only its record."""

    class State(models.TextChoices):
        TAKEN = "taken", tr("在办")
        ADOPTED = "adopted", tr("采纳了，在做")
        DECLINED = "declined", tr("没有采纳")
        DONE = "done", tr("做成了")

    # PROTECT: what is being answered cannot be taken back under the one who answers.
    record = models.OneToOneField(Record, models.PROTECT, related_name="+", verbose_name=tr("建议"))
    state = models.CharField(tr("状态"), max_length=8, choices=State, default=State.TAKEN)
    responsible = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("谁在办")
    )
    answer_by = models.DateField(tr("什么时候前答复"))
    done_by = models.DateField(tr("什么时候前做成"), null=True, blank=True)
    settled_on = models.DateField(tr("办完日期"), null=True, blank=True)
    # Something happened that whoever proposed it has not looked at yet.
    has_news = models.BooleanField(tr("有新的回音"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("建议的办理")
        ordering = ("answer_by", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("taken", "adopted")) | Q(settled_on__isnull=False),
                name="suggestion_settled_on_a_day",
            ),
        )
        indexes = (models.Index(fields=("school", "state")),)

    def __str__(self) -> str:
        return self.record.title or str(self.record)


class SuggestionStep(SchoolOwned):
    """What was done with a suggestion (一步), told to whoever proposed it. Only added."""

    class Kind(models.TextChoices):
        TAKEN = "taken", tr("接下了")
        HANDED = "handed", tr("换人办")
        TOLD = "told", tr("说了进展")
        ADOPTED = "adopted", tr("采纳")
        DECLINED = "declined", tr("没有采纳")
        DONE = "done", tr("做成了")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="steps")
    kind = models.CharField(tr("什么事"), max_length=10, choices=Kind)
    date = models.DateField(tr("日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(tr("说明"), blank=True)
    file = models.FileField(
        tr("照片"), storage=evidence_storage, upload_to="suggestions/%Y/%m", blank=True
    )
    media_type = models.CharField(tr("类型"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("建议的一步")
        ordering = ("date", "pk")

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"
