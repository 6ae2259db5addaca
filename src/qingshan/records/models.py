"""The one log of deeds. Anything someone did on a day is a row here, whatever it counts for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from qingshan.kit.durable import DurableStorage
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.records.kinds import FIVES, all_kinds
from qingshan.school.models import SchoolClass, SchoolOwned


class Record(SchoolOwned):
    """A deed on a day (记录). `number` is unique within the school (记录编号)."""

    FIVES: ClassVar = [(five, five) for five in FIVES]

    number = models.CharField(tr("记录编号"), max_length=30)
    date = models.DateField(tr("日期"))
    kind = models.CharField(tr("类型"), max_length=32)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("教师"))
    student = models.ForeignKey(
        Student, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("学生")
    )
    school_class = models.ForeignKey(
        SchoolClass,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("班级"),
    )
    title = models.CharField(tr("标题"), max_length=200, blank=True)
    content = models.TextField(tr("内容"), blank=True)
    words = models.PositiveIntegerField(tr("字数"), null=True, blank=True)
    minutes = models.PositiveIntegerField(tr("时长分钟"), null=True, blank=True)
    # Which parts of its kind the deed was, keys with a space between: `help talk`.
    parts = models.CharField(tr("要点"), max_length=120, blank=True)
    # That of its course, festival or drop; "" where the deed has that of its kind.
    five = models.CharField(tr("五成"), max_length=2, choices=FIVES, blank=True)

    # Names one filling-in of a sheet: what is sent twice, by a double tap or after a lost answer,
    # is written once. Of its author only: another's says nothing about it.
    once = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("记录")
        ordering = ("-date", "-number")
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="one_record_a_number"),
            models.UniqueConstraint(fields=("staff", "once"), name="one_record_a_filling_in"),
        )
        indexes = (
            models.Index(fields=("school", "date"), name="record_by_school_and_day"),
            models.Index(fields=("school", "kind", "date")),
            models.Index(fields=("staff", "kind", "date")),
            models.Index(fields=("student", "date")),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.kind_label} {self.title}".rstrip()

    @property
    def kind_label(self) -> str:
        kind = all_kinds().get(self.kind)
        return kind.label if kind else self.kind

    @property
    def which_five(self) -> str:
        """One of `FIVES`: its own, or that of its kind."""
        kind = all_kinds().get(self.kind)
        return self.five or (kind.five if kind else "")

    @property
    def part_words(self) -> list[str]:
        kind = all_kinds().get(self.kind)
        return kind.part_words(self.parts) if kind else []


def evidence_storage() -> DurableStorage:
    """Evidence lies beside the database, never under a public address."""
    return DurableStorage(location=settings.QINGSHAN_HOME / "evidence", base_url=None)


class Evidence(SchoolOwned):
    """A file that shows that a record is so: a photograph, a scan, a document."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="evidence")
    file = models.FileField(tr("文件"), storage=evidence_storage, upload_to="%Y/%m")
    name = models.CharField(tr("文件名"), max_length=200)
    media_type = models.CharField(tr("类型"), max_length=100)
    size = models.PositiveIntegerField(tr("大小"))  # bytes
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(null=True, editable=False)  # as a record's

    class Meta:
        verbose_name = verbose_name_plural = tr("佐证材料")
        ordering = ("added_at",)
        constraints = (
            models.UniqueConstraint(fields=("record", "once"), name="one_file_a_sending"),
        )

    def __str__(self) -> str:
        return self.name
