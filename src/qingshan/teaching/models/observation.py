"""Observed lessons: the draw that chose them, what was seen, and what two people agreed on."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolClass, SchoolOwned, Subject
from qingshan.teaching.models.designs import Phase
from qingshan.timetable.models import Slot


class Draw(SchoolOwned):
    """A draw of lessons to observe (抽签), fixed before its seed is known.

    `ground` is all that it is drawn from, as text, and `ground_hash` is told to everybody before
    the public value that `source` names has been published. From the two follows the seed, and
    from the seed the result; whoever has both can draw again.
    """

    first_day = models.DateField(tr("从哪天"))
    last_day = models.DateField(tr("到哪天"))
    number = models.PositiveSmallIntegerField(tr("抽几节"))
    source = models.CharField(tr("用哪个公开的数"), max_length=200)
    ground = models.TextField(tr("名单"), editable=False)
    ground_hash = models.CharField(tr("名单的指纹"), max_length=64, editable=False)
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fixed_at = models.DateTimeField(tr("定下名单的时间"), auto_now_add=True)
    value = models.CharField(tr("公布的数"), max_length=100, blank=True)
    drawn_at = models.DateTimeField(tr("抽签的时间"), null=True, blank=True)
    result = models.TextField(tr("结果"), blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("听课抽签")
        ordering = ("-fixed_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="draw_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, result="") | ~Q(value=""),
                name="drawn_from_a_value",
            ),
        )

    def __str__(self) -> str:
        return tr("{first_day} 到 {last_day} 抽 {number} 节").format(
            first_day=self.first_day, last_day=self.last_day, number=self.number
        )


class Observation(SchoolOwned):
    """One lesson that one colleague observes (听课). Its words are for the two and the mentor.

    First what was seen, minute by minute (`ObservationNote`), then levels (`ObservationLevel`),
    then it is sent; the teacher answers; one next step is agreed when both have said so, and
    comes back at the teacher's next observation as `step_seen`.
    """

    class State(models.TextChoices):
        PLANNED = "planned", tr("还没听")
        SENT = "sent", tr("等老师回应")
        ANSWERED = "answered", tr("等两人商定下一步")
        AGREED = "agreed", tr("下一步商定了")

    class StepSeen(models.TextChoices):
        DONE = "done", tr("做到了")
        PARTLY = "partly", tr("有进步")
        NOT_YET = "not_yet", tr("还没有")
        NOT_THIS = "not_this", tr("这节课看不出")

    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="+")
    teacher = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("上课教师")
    )
    observer = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("听课教师")
    )
    date = models.DateField(tr("日期"))
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+", verbose_name=tr("节次"))
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="+", verbose_name=tr("班级")
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=tr("学科"))
    topic = models.CharField(tr("课题"), max_length=100, blank=True)
    rubric = models.CharField(tr("量表"), max_length=40)  # key and version: five-phases@1
    state = models.CharField(tr("进展"), max_length=10, choices=State, default=State.PLANNED)
    record = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("记录")
    )
    summary = SealedTextField(tr("总的话"))
    answer = SealedTextField(tr("老师的回应"))
    next_step = SealedTextField(tr("下一步"))
    observer_agrees = models.BooleanField(tr("听课教师同意"), default=False)
    teacher_agrees = models.BooleanField(tr("上课教师同意"), default=False)
    last_step = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    step_seen = models.CharField(tr("上次的一步"), max_length=10, choices=StepSeen, blank=True)
    # Names its sheet on a device, so that what is sent twice is written once.
    once = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("听课")
        ordering = ("-date", "slot__starts")
        constraints = (
            models.UniqueConstraint(
                fields=("observer", "date", "slot"), name="one_observation_of_an_observer_a_time"
            ),
            models.CheckConstraint(condition=~Q(teacher=F("observer")), name="of_somebody_else"),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(record__isnull=False),
                name="an_observation_that_was_held_is_a_record",
            ),
        )
        indexes = (
            models.Index(fields=("school", "date")),
            models.Index(fields=("teacher", "date")),
        )

    def __str__(self) -> str:
        return tr("{date} {observer}听{teacher}{subject}").format(
            date=self.date, observer=self.observer, teacher=self.teacher, subject=self.subject
        )


class ObservationNote(SchoolOwned):
    """What was seen or heard at a minute of the lesson (实录), under one of the five phases."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="notes")
    minute = models.PositiveSmallIntegerField(tr("第几分钟"))
    phase = models.CharField(tr("环节"), max_length=10, choices=Phase)
    words = SealedTextField(tr("看到、听到的"))
    # Names one filling-in, so that what is sent twice is written once.
    once = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("听课实录")
        ordering = ("minute", "pk")
        constraints = (
            models.UniqueConstraint(fields=("observation", "once"), name="one_note_a_filling_in"),
        )

    def __str__(self) -> str:
        return tr("第{minute}分钟").format(minute=self.minute)


class ObservationLevel(SchoolOwned):
    """How far an item of the rubric was seen, 1 to 4; what was not seen has no row."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="levels")
    item = models.CharField(tr("条目"), max_length=40)
    level = models.PositiveSmallIntegerField(tr("水平"))

    class Meta:
        verbose_name = verbose_name_plural = tr("听课水平")
        constraints = (
            models.UniqueConstraint(fields=("observation", "item"), name="one_level_an_item"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="a_level_of_four"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.level}"
