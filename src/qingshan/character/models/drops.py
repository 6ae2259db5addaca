"""大德育小水滴: the library of drops, and which class meets which one on which day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.character.models.topics import Five, Theme
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolClass, SchoolOwned, Term
from qingshan.timetable.models import Slot

FIRST_GRADE, LAST_GRADE = 1, 9


class Drop(SchoolOwned):
    """Three minutes in three parts (小水滴): a person or event, a principle, a sentence.

    `key` names one that came with the house; `day` is "10-01" or "lunar 09-09" for one that
    belongs near a day. `source` is where the sentence stands, "" for the drop's own words.
    """

    class Of(models.TextChoices):
        PERSON = "person", tr("一个人")
        EVENT = "event", tr("一件事")

    class State(models.TextChoices):
        PROPOSED = "proposed", tr("等审")
        ACCEPTED = "accepted", tr("在用")
        RETURNED = "returned", tr("退回修改")
        RESTING = "resting", tr("歇用")

    key = models.CharField(tr("附带编号"), max_length=40, blank=True)
    title = models.CharField(tr("题目"), max_length=40)
    of = models.CharField(tr("了解的是"), max_length=6, choices=Of)
    story = models.TextField(tr("了解一个人或事"))
    principle = models.CharField(tr("明白一个理"), max_length=60)
    sentence = models.CharField(tr("记住一句话"), max_length=80)
    source = models.CharField(tr("这句话的出处"), max_length=40, blank=True)
    theme = models.CharField(tr("主题"), max_length=9, choices=Theme)
    five = models.CharField(tr("五成"), max_length=2, choices=Five)
    from_grade = models.PositiveSmallIntegerField(tr("从几年级"), default=FIRST_GRADE)
    to_grade = models.PositiveSmallIntegerField(tr("到几年级"), default=LAST_GRADE)
    day = models.CharField(tr("靠近的日子"), max_length=12, blank=True)
    state = models.CharField(tr("状态"), max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("谁写的")
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField(tr("审的日期"), null=True, blank=True)
    reason = models.CharField(tr("退回的原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("小水滴")
        ordering = ("theme", "title")
        constraints = (
            models.UniqueConstraint(fields=("school", "title"), name="one_drop_a_title"),
            models.UniqueConstraint(
                fields=("school", "key"), condition=~Q(key=""), name="shipped_drop_taken_in_once"
            ),
            models.CheckConstraint(
                condition=Q(to_grade__gte=F("from_grade")), name="drop_grades_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.title


class DropSetting(SchoolOwned):
    """On which weekdays (ISO digits), and before which lesson of the day, a school tells drops.

    `lesson` 0 is before every lesson.
    """

    EVERY = 0

    weekdays = models.CharField(tr("星期"), max_length=7, default="12345")
    lesson = models.PositiveSmallIntegerField(tr("第几节课前"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = tr("小水滴的安排")
        constraints = (models.UniqueConstraint(fields=("school",), name="one_drop_setting"),)

    def __str__(self) -> str:
        return tr("第{lesson}节课前").format(lesson=self.lesson) if self.lesson else tr("每节课前")


class DropLesson(SchoolOwned):
    """A drop laid for a class before a lesson (排了的一滴); told once there is a `record` of it.

    It names the bell and not the lesson, so that it outlives the timetable it was laid on. Without
    a bell it is of the day: laid for a class that had no timetable, or told without being laid.
    """

    term = models.ForeignKey(Term, models.CASCADE, related_name="+", verbose_name=tr("学期"))
    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, related_name="+", verbose_name=tr("班级")
    )
    date = models.DateField(tr("日期"))
    slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("哪节课前")
    )
    drop = models.ForeignKey(Drop, models.PROTECT, related_name="+", verbose_name=tr("小水滴"))
    record = models.OneToOneField(
        Record, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("记录")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("排了的小水滴")
        ordering = ("date", "school_class__grade_number", "school_class__code")
        constraints = (
            models.UniqueConstraint(
                fields=("term", "school_class", "drop"), name="no_class_meets_a_drop_twice"
            ),
        )
        indexes = (
            models.Index(fields=("school", "date")),
            models.Index(fields=("school_class", "date")),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.school_class} {self.drop}"
