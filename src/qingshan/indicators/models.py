"""What was published: a document and its figures as they went out; and which figures are pinned."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone

from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned


def published_storage() -> FileSystemStorage:
    """Published documents lie beside the database, never under a public address."""
    return FileSystemStorage(location=settings.QINGSHAN_HOME / "published", base_url=None)


class PublishedDocument(SchoolOwned):
    """A document as it was published (发布的文档). `key` and `query` say how it was asked for.

    `fingerprint` is the SHA-256 of the file; `file` is empty once it has left.
    """

    key = models.SlugField(tr("哪份文档"), max_length=60)
    title = models.CharField(tr("名称"), max_length=200)
    query = models.CharField(max_length=60, blank=True, editable=False)
    first = models.DateField(tr("从"))
    last = models.DateField(tr("到"))
    as_of = models.DateField(tr("统计日"))
    words = models.CharField(tr("哪一段时间"), max_length=60, blank=True)
    remark = models.CharField(tr("备注"), max_length=200, blank=True)
    published_at = models.DateTimeField(tr("发布时间"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=tr("谁发布的")
    )
    file = models.FileField(tr("文件"), storage=published_storage, upload_to="%Y/%m", blank=True)
    ending = models.CharField(max_length=4)
    size = models.PositiveIntegerField(tr("大小"))  # bytes
    fingerprint = models.CharField(tr("指纹"), max_length=64)
    names_children = models.BooleanField(tr("有孩子的名字"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("发布的文档")
        ordering = ("-published_at", "-pk")
        indexes = (models.Index(fields=("school", "-published_at")),)

    def __str__(self) -> str:
        return self.title


class PublishedFigure(SchoolOwned):
    """A figure of a published document: its value then, and a digest of each row behind it.

    `rows` holds for each row its key and a keyed digest of what stood in it (`publishing.packed`):
    enough to say later which rows are new, changed or gone, and nothing of what they said.
    """

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="figures")
    key = models.CharField(tr("指标代号"), max_length=100)
    title = models.CharField(tr("名称"), max_length=200)
    unit = models.CharField(tr("单位"), max_length=20, blank=True)
    text = models.CharField(tr("当时的数"), max_length=60)
    as_of = models.DateField(tr("统计日"))
    number_of_rows = models.PositiveIntegerField(tr("当时几条"))
    fingerprint = models.CharField(tr("指纹"), max_length=64)
    rows = models.BinaryField(editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("发布的数字")
        ordering = ("document", "pk")
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="one_figure_a_document"),
        )
        indexes = (models.Index(fields=("school", "key")),)

    def __str__(self) -> str:
        return f"{self.title} {self.text}"


class Pin(models.Model):
    """A figure that someone wants to have at hand (钉住的指标): the account's, at any school."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(tr("指标"), max_length=80)
    pinned_at = models.DateTimeField(tr("钉住"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = tr("钉住的指标")
        ordering = ("pinned_at", "pk")
        constraints = (models.UniqueConstraint(fields=("account", "key"), name="one_pin_a_figure"),)

    def __str__(self) -> str:
        return self.key
