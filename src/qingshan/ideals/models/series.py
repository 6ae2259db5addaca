"""The series 《扎根农村，教书育人》: a piece about a colleague, from draft to archive."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record, evidence_storage
from qingshan.school.models import SchoolOwned


class Piece(SchoolOwned):
    """A piece of the series. Nothing of it is published without the consent of whom it is about.

    `blocks` is a list of `{"kind", "text", "by", "picture"}`: plain words, no markup. `number` is
    the issue; it stays with a piece that was taken down, so that numbers have no gaps.
    """

    class State(models.TextChoices):
        DRAFT = "draft", tr("在写")
        ASKED = "asked", tr("等本人同意")
        REVIEW = "review", tr("等另一个人审")
        PUBLISHED = "published", tr("发了")
        DOWN = "down", tr("应本人要求撤下")

    title = models.CharField(tr("题目"), max_length=60)
    portrayed = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("写的是谁")
    )
    writer = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("谁写的"))
    blocks = models.JSONField(tr("内容"), default=list)
    version = models.PositiveIntegerField(tr("存过几次"), default=1)
    state = models.CharField(tr("状态"), max_length=10, choices=State, default=State.DRAFT)
    consented_on = models.DateField(tr("本人同意的日期"), null=True, blank=True)
    reviewer = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("谁审的")
    )
    number = models.PositiveIntegerField(tr("第几期"), null=True, blank=True)
    published_on = models.DateField(tr("发的日期"), null=True, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("风采系列")
        ordering = ("-number", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="one_piece_an_issue"),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(
                    number__isnull=False,
                    record__isnull=False,
                    reviewer__isnull=False,
                    consented_on__isnull=False,
                ),
                name="published_with_consent_and_review",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True)
                | (~Q(reviewer=F("writer")) & ~Q(reviewer=F("portrayed"))),
                name="reviewed_by_another",
            ),
        )
        indexes = (models.Index(fields=("school", "state")),)

    def __str__(self) -> str:
        """Without its words: the audit log keeps this."""
        return (
            tr("第 {number} 期").format(number=self.number)
            if self.number
            else tr("风采稿 {pk}").format(pk=self.pk)
        )


class PieceStep(SchoolOwned):
    """Something that happened to a piece (一步). Only added."""

    class Kind(models.TextChoices):
        BEGUN = "begun", tr("开始写")
        ASKED = "asked", tr("请本人看")
        TAKEN_BACK = "taken_back", tr("收回来改")
        CONSENTED = "consented", tr("本人同意发表")
        DECLINED = "declined", tr("本人请改一改")
        SENT_BACK = "sent_back", tr("审的人退回")
        PUBLISHED = "published", tr("审过，发了")
        WITHDRAWN = "withdrawn", tr("本人收回同意")

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="steps")
    kind = models.CharField(tr("什么事"), max_length=12, choices=Kind)
    on = models.DateField(tr("日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(tr("说明"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("风采系列的一步")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class PiecePicture(SchoolOwned):
    """A picture of a piece, drawn anew when it came, so that it tells no place."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="pictures")
    file = models.FileField(tr("图片"), storage=evidence_storage, upload_to="series/%Y/%m")
    media_type = models.CharField(tr("类型"), max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = tr("风采系列的图片")

    def __str__(self) -> str:
        return str(self.file)
