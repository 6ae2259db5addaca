"""The series 《扎根农村，教书育人》: a piece about a colleague, from draft to archive."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.people.models import Staff
from qingshan.records.models import Record, evidence_storage
from qingshan.school.models import SchoolOwned


class Piece(SchoolOwned):
    """A piece of the series. Nothing of it is published without the consent of whom it is about.

    `blocks` is a list of `{"kind", "text", "by", "picture"}`: plain words, no markup. `number` is
    the issue; it stays with a piece that was taken down, so that numbers have no gaps.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "在写"
        ASKED = "asked", "等本人同意"
        REVIEW = "review", "等另一个人审"
        PUBLISHED = "published", "发了"
        DOWN = "down", "应本人要求撤下"

    title = models.CharField("题目", max_length=60)
    portrayed = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="写的是谁")
    writer = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="谁写的")
    blocks = models.JSONField("内容", default=list)
    version = models.PositiveIntegerField("存过几次", default=1)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    consented_on = models.DateField("本人同意的日期", null=True, blank=True)
    reviewer = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁审的"
    )
    number = models.PositiveIntegerField("第几期", null=True, blank=True)
    published_on = models.DateField("发的日期", null=True, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "风采系列"
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
        return f"第 {self.number} 期" if self.number else f"风采稿 {self.pk}"


class PieceStep(SchoolOwned):
    """Something that happened to a piece (一步). Only added."""

    class Kind(models.TextChoices):
        BEGUN = "begun", "开始写"
        ASKED = "asked", "请本人看"
        TAKEN_BACK = "taken_back", "收回来改"
        CONSENTED = "consented", "本人同意发表"
        DECLINED = "declined", "本人请改一改"
        SENT_BACK = "sent_back", "审的人退回"
        PUBLISHED = "published", "审过，发了"
        WITHDRAWN = "withdrawn", "本人收回同意"

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="steps")
    kind = models.CharField("什么事", max_length=12, choices=Kind)
    on = models.DateField("日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "风采系列的一步"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class PiecePicture(SchoolOwned):
    """A picture of a piece, drawn anew when it came, so that it tells no place."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="pictures")
    file = models.FileField("图片", storage=evidence_storage, upload_to="series/%Y/%m")
    media_type = models.CharField("类型", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "风采系列的图片"

    def __str__(self) -> str:
        return str(self.file)
