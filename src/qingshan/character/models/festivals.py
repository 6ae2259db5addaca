"""Theme festivals: what is on, who signed up or waits, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingshan.character.models.plans import FourParties
from qingshan.character.models.topics import Five
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.models import SchoolOwned, SchoolYear


class Festival(FourParties):
    """A theme festival of a school year (主题节日): 读书节, 体育节 … `key` names a shipped one."""

    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name=tr("学年"))
    key = models.CharField(tr("附带编号"), max_length=20, blank=True)
    title = models.CharField(tr("名称"), max_length=30)
    five = models.CharField(tr("五成"), max_length=2, choices=Five)
    starts_on = models.DateField(tr("开始"))
    ends_on = models.DateField(tr("结束"))
    closes_on = models.DateField(tr("报名截止"))
    about = models.TextField(tr("说明"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("主题节日")
        ordering = ("starts_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("year", "title"), name="one_festival_a_title"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="festival_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.title


class FestivalItem(SchoolOwned):
    """Something one can take part in (项目). `limit` of all, `class_limit` of each class: None is
    as many as come. `record` is there once it was held."""

    festival = models.ForeignKey(Festival, models.CASCADE, related_name="items")
    title = models.CharField(tr("项目"), max_length=40)
    place = models.CharField(tr("地点"), max_length=40, blank=True)
    date = models.DateField(tr("日期"), null=True, blank=True)
    starts = models.TimeField(tr("开始"), null=True, blank=True)
    ends = models.TimeField(tr("结束"), null=True, blank=True)
    from_grade = models.PositiveSmallIntegerField(tr("从几年级"), default=1)
    to_grade = models.PositiveSmallIntegerField(tr("到几年级"), default=9)
    limit = models.PositiveSmallIntegerField(tr("名额"), null=True, blank=True)
    class_limit = models.PositiveSmallIntegerField(tr("每班名额"), null=True, blank=True)
    responsible = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("谁负责")
    )
    record = models.OneToOneField(
        Record, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("记录")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("节日项目")
        ordering = (F("date").asc(nulls_last=True), F("starts").asc(nulls_last=True), "pk")
        constraints = (
            models.UniqueConstraint(fields=("festival", "title"), name="one_item_a_title"),
            models.CheckConstraint(
                condition=Q(date__isnull=True, starts__isnull=True, ends__isnull=True)
                | Q(date__isnull=False, starts__isnull=False, ends__gt=F("starts")),
                name="item_has_a_whole_time_or_none",
            ),
        )
        indexes = (models.Index(fields=("school", "date")),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_timed(self) -> bool:
        return self.date is not None

    def overlaps(self, other: FestivalItem) -> bool:
        """Whether both have a time and it is the same for a while."""
        if None in (self.starts, self.ends, other.starts, other.ends) or self.date != other.date:
            return False
        return self.starts < other.ends and other.starts < self.ends  # type: ignore[operator]


class FestivalEntry(SchoolOwned):
    """A child who signed up (报名): has a place, or waits for one in the order of the rows."""

    class State(models.TextChoices):
        IN = "in", tr("报上了")
        WAITING = "waiting", tr("排队")

    class Result(models.TextChoices):
        TOOK_PART = "took_part", tr("参加")
        FIRST = "first", tr("一等奖")
        SECOND = "second", tr("二等奖")
        THIRD = "third", tr("三等奖")
        MERIT = "merit", tr("优秀奖")
        ABSENT = "absent", tr("没来")

    item = models.ForeignKey(FestivalItem, models.CASCADE, related_name="entries")
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    state = models.CharField(tr("状态"), max_length=7, choices=State)
    result = models.CharField(tr("结果"), max_length=9, choices=Result, blank=True)
    honour = models.ForeignKey(
        Honour, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("荣誉")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("报名")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("item", "student"), name="once_in_an_item"),
            models.CheckConstraint(
                condition=Q(result="") | Q(state="in"), name="result_of_who_had_a_place"
            ),
        )
        indexes = (models.Index(fields=("student", "state")),)

    def __str__(self) -> str:
        return f"{self.item} {self.student}"
