"""The timetable: when the bell rings, who teaches what to whom, and what is otherwise on a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.school.models import SchoolClass, SchoolOwned, Subject


class Weekday(models.IntegerChoices):
    """As ISO counts them."""

    MONDAY = 1, tr("星期一")
    TUESDAY = 2, tr("星期二")
    WEDNESDAY = 3, tr("星期三")
    THURSDAY = 4, tr("星期四")
    FRIDAY = 5, tr("星期五")
    SATURDAY = 6, tr("星期六")
    SUNDAY = 7, tr("星期日")


class Weeks(models.TextChoices):
    """In which weeks of the term a lesson is held; the first week is odd."""

    EVERY = "every", tr("每周")
    ODD = "odd", tr("单周")
    EVEN = "even", tr("双周")


class Slot(SchoolOwned):
    """A stretch of the school day between two bells (节次); `number` is its name: 1, 早读."""

    number = models.CharField(tr("节次"), max_length=10)
    name = models.CharField(tr("名称"), max_length=20, blank=True)
    starts = models.TimeField(tr("上课"))
    ends = models.TimeField(tr("下课"))

    class Meta:
        verbose_name = verbose_name_plural = tr("节次")
        ordering = ("starts", "number")
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="one_slot_a_number"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="slot_ends_after_start"),
        )

    def __str__(self) -> str:
        return self.name or (
            tr("第{number}节").format(number=self.number) if self.number.isdigit() else self.number
        )


class Room(SchoolOwned):
    """A room where lessons are held (教室)."""

    name = models.CharField(tr("教室"), max_length=50)

    class Meta:
        verbose_name = verbose_name_plural = tr("教室")
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("school", "name"), name="one_room_a_name"),)

    def __str__(self) -> str:
        return self.name


class Lesson(SchoolOwned):
    """A lesson of a class each week at a time (一节课), from a day to a day, both inclusive.

    It is held in a room, or online at a `link`. A new timetable in the middle of a term ends the
    old rows and begins new ones, so that what was taught last month stays as it was.

    `part` names the children of the class that it is for (男生, A组), "" for all of them. Parts of
    one `division` (体育分男女) share no child, so that they have lessons at the same time.
    """

    starts_on = models.DateField(tr("开始日期"))
    ends_on = models.DateField(tr("结束日期"))
    weekday = models.PositiveSmallIntegerField(tr("星期"), choices=Weekday)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+", verbose_name=tr("节次"))
    weeks = models.CharField(tr("单双周"), max_length=5, choices=Weeks, default=Weeks.EVERY)
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="+", verbose_name=tr("班级")
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=tr("学科"))
    teacher = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("教师"))
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("教室")
    )
    link = models.CharField(tr("线上链接"), max_length=300, blank=True)
    division = models.CharField(tr("分法"), max_length=50, blank=True)
    part = models.CharField(tr("分组"), max_length=50, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("课")
        ordering = ("weekday", "slot__starts", "school_class__grade_number", "school_class__code")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "weekday", "slot", "weeks", "starts_on", "part"),
                name="one_lesson_of_a_part_a_time",
            ),
            models.CheckConstraint(
                condition=Q(division="") | ~Q(part=""), name="a_division_has_parts"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="lesson_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("school", "weekday", "starts_on")),
            models.Index(fields=("teacher", "weekday")),
        )

    def __str__(self) -> str:
        who = with_part(str(self.school_class), self.part)
        return f"{self.get_weekday_display()}{self.slot} {who} {self.subject}"


def with_part(class_name: str, part: str) -> str:
    """三年级(1)班, or 三年级(1)班 男生 for a part of it."""
    return f"{class_name} {part}" if part else class_name


class LessonChange(SchoolOwned):
    """What is otherwise with a class's lesson on a day: 代课, 调课, 换地方, 停上.

    It names the class (and part of it), day and time, not a row of the timetable, so that it
    outlives the timetable it was made under. `teacher` holds the lesson; `planned` would have.
    """

    class Kind(models.TextChoices):
        SUBSTITUTE = "substitute", tr("代课")
        MOVE = "move", tr("调课")
        PLACE = "place", tr("换地方或改线上")
        CANCEL = "cancel", tr("停上")

    kind = models.CharField(tr("类型"), max_length=10, choices=Kind)
    date = models.DateField(tr("日期"))
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+", verbose_name=tr("节次"))
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="+", verbose_name=tr("班级")
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=tr("学科"))
    planned = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("原任教师")
    )
    teacher = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("上课教师")
    )
    to_date = models.DateField(tr("调到日期"), null=True, blank=True)
    to_slot = models.ForeignKey(
        Slot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("调到节次")
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("教室")
    )
    link = models.CharField(tr("线上链接"), max_length=300, blank=True)
    reason = models.CharField(tr("说明"), max_length=100, blank=True)
    part = models.CharField(tr("分组"), max_length=50, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("调代课")
        ordering = ("-date", "slot__starts")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "date", "slot", "part"), name="one_change_of_a_part"
            ),
            models.UniqueConstraint(
                fields=("school_class", "to_date", "to_slot", "part"),
                name="one_part_moved_to_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind="move", to_date__isnull=False, to_slot__isnull=False)
                | (~Q(kind="move") & Q(to_date__isnull=True, to_slot__isnull=True)),
                name="only_a_move_says_where_to",
            ),
        )
        indexes = (
            models.Index(fields=("school", "date")),
            models.Index(fields=("school", "to_date")),
        )

    @property
    def class_words(self) -> str:
        return with_part(self.school_class.name, self.part)

    def __str__(self) -> str:
        who = with_part(str(self.school_class), self.part)
        return f"{self.date} {self.slot} {who} {self.get_kind_display()}"


class MakeUpPlan(SchoolOwned):
    """Which weekday's lessons a make-up day follows (补课按星期几的课上)."""

    date = models.DateField(tr("日期"))
    weekday = models.PositiveSmallIntegerField(tr("按星期几"), choices=Weekday)

    class Meta:
        verbose_name = verbose_name_plural = tr("补课安排")
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(fields=("school", "date"), name="one_plan_a_make_up_day"),
        )

    def __str__(self) -> str:
        return tr("{date} 按{weekday}上课").format(
            date=self.date, weekday=self.get_weekday_display()
        )


class TimetableFile(SchoolOwned):
    """A timetable made in FET or aSc that somebody put in: looked through, perhaps adopted.

    `content` goes once it is adopted, or after a few days (`retention`).
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(tr("文件名"), max_length=150)
    content = models.BinaryField(tr("内容"), blank=True)
    starts_on = models.DateField(tr("从哪天起"))
    ends_on = models.DateField(tr("到哪天止"))
    makes_subjects = models.BooleanField(tr("新学科一并建上"), default=False)
    put_in_at = models.DateTimeField(tr("放进来的时间"), auto_now_add=True)
    adopted_at = models.DateTimeField(tr("用上的时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("课表文件")
        ordering = ("-put_in_at",)

    def __str__(self) -> str:
        return self.name
