"""A teacher at a gate (三个关口): two who review, reasons and evidence, an answer, an appeal."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned
from qingshan.school.readings import Reading


class Gate(models.TextChoices):
    POLITICS = "politics", tr("政治关")
    ETHICS = "ethics", tr("师德关")
    CRAFT = "craft", tr("业务关")


class Verdict(models.TextChoices):
    """What the two conclude: three words, no number."""

    PASSED = "passed", tr("过关")
    HELP = "help", tr("还差一些，先帮一把")
    NOT_PASSED = "not_passed", tr("没有过关")


class ReviewState(models.TextChoices):
    WRITING = "writing", tr("两位在写意见")
    TOLD = "told", tr("等本人答复")
    APPEALED = "appealed", tr("申诉中")
    SETTLED = "settled", tr("定了")


class Review(SchoolOwned):
    """A review of a teacher at one gate (评议). Who reads its words, `reviews.visibility` says.

    The days until which something is to be done are kept with it, so that they stay as they were
    told when the usual number of days changes.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("教师"))
    gate = models.CharField(tr("关口"), max_length=10, choices=Gate)
    why = models.CharField(tr("为什么评"), max_length=200)
    state = models.CharField(
        tr("状态"), max_length=10, choices=ReviewState, default=ReviewState.WRITING
    )
    first = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("评议人"))
    second = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("评议人"))
    judge = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("申诉找谁"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField(tr("开始日期"))
    write_by = models.DateField(tr("意见写到哪天"))
    told_on = models.DateField(tr("告诉本人的日期"), null=True, blank=True)
    appeal_by = models.DateField(tr("申诉到哪天"), null=True, blank=True)
    answer = SealedTextField(tr("本人的答复"))
    answered_on = models.DateField(tr("答复日期"), null=True, blank=True)
    appeal = SealedTextField(tr("申诉"))
    appealed_on = models.DateField(tr("申诉日期"), null=True, blank=True)
    decide_by = models.DateField(tr("申诉办到哪天"), null=True, blank=True)
    decision = SealedTextField(tr("申诉的决定"))
    decided_on = models.DateField(tr("决定日期"), null=True, blank=True)
    verdict = models.CharField(tr("结论"), max_length=12, choices=Verdict, blank=True)
    settled_on = models.DateField(tr("定下来的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("关口评议")
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("staff", "gate"),
                condition=~Q(state="settled"),
                name="one_open_review_a_gate",
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second"))
                & ~Q(first=F("staff"))
                & ~Q(second=F("staff"))
                & ~Q(judge=F("staff"))
                & ~Q(judge=F("first"))
                & ~Q(judge=F("second")),
                name="review_by_four_different_people",
            ),
            models.CheckConstraint(
                condition=Q(state="writing") | (Q(told_on__isnull=False) & ~Q(verdict="")),
                name="review_told_with_a_verdict",
            ),
        )
        indexes = (models.Index(fields=("school", "state")),)

    def __str__(self) -> str:
        return f"{self.get_gate_display()} {self.opened_on}"

    @property
    def reviewers(self) -> tuple[Staff, Staff]:
        return self.first, self.second


class Opinion(SchoolOwned):
    """What one of the two concludes and why (评议意见)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="opinions")
    reviewer = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("评议人"))
    verdict = models.CharField(tr("结论"), max_length=12, choices=Verdict)
    reasons = SealedTextField(tr("理由"))
    written_on = models.DateField(tr("写的日期"))

    class Meta:
        verbose_name = verbose_name_plural = tr("评议意见")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("review", "reviewer"), name="one_opinion_a_reviewer"),
        )

    def __str__(self) -> str:
        return f"{self.reviewer} {self.written_on}"


class OpinionEvidence(SchoolOwned):
    """A record that an opinion rests on (依据)."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="evidence")
    # PROTECT: what an opinion rests on cannot be taken away under it.
    record = models.ForeignKey(Record, models.PROTECT, related_name="+", verbose_name=tr("记录"))

    class Meta:
        verbose_name = verbose_name_plural = tr("评议的依据")
        ordering = ("-record__date", "pk")
        constraints = (
            models.UniqueConstraint(fields=("opinion", "record"), name="one_evidence_an_opinion"),
        )

    def __str__(self) -> str:
        return str(self.record)


class ReviewReading(Reading):
    """Somebody besides the teacher and the two read a review's words, told to the teacher."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="readings")

    class Meta(Reading.Meta):
        verbose_name = verbose_name_plural = tr("评议查阅")
        constraints = (
            models.UniqueConstraint(fields=("review", "by", "on"), name="one_review_reading_a_day"),
        )
