"""A term's courses: when they meet, who wishes for which, and who has a place."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.character.models.courses import Course
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.records.kinds import FIVES
from qingshan.school.calendar import DIGITS
from qingshan.school.models import SchoolOwned, Term

WEEK = "一二三四五六日"


class CourseSlot(SchoolOwned):
    """A stretch of the week in which each child of its grades has one course (时段).

    All its courses meet on each of its `weekdays` (1 is Monday), written with a space between.
    """

    class Who(models.TextChoices):
        EVERYONE = "", tr("所有孩子")
        BOARDING = "boarding", tr("只有住校的孩子")
        DAY = "day", tr("只有走读的孩子")

    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=tr("学期"))
    name = models.CharField(tr("时段"), max_length=20)
    weekdays = models.CharField(tr("星期几"), max_length=13)
    starts_at = models.TimeField(tr("开始"))
    ends_at = models.TimeField(tr("结束"))
    who = models.CharField(tr("谁上"), max_length=8, choices=Who, blank=True)
    first_grade = models.PositiveSmallIntegerField(tr("从几年级"), default=1)
    last_grade = models.PositiveSmallIntegerField(tr("到几年级"), default=9)

    class Meta:
        verbose_name = verbose_name_plural = tr("课程时段")
        ordering = ("weekdays", "starts_at")
        constraints = (
            models.UniqueConstraint(fields=("term", "name"), name="one_course_slot_a_name"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="course_slot_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(last_grade__gte=F("first_grade")), name="course_slot_grades_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> tuple[int, ...]:
        return tuple(int(day) for day in self.weekdays.split())

    @property
    def words(self) -> str:
        """`周三、周五 15:40–16:40`."""
        days = tr("、").join(tr("周{week}").format(week=WEEK[day - 1]) for day in self.days)
        return f"{days} {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"

    @property
    def for_whom(self) -> str:
        """`三至六年级，只有住校的孩子`."""
        grades = grades_words(self.first_grade, self.last_grade)
        return (
            tr("{grades}，{who}").format(grades=grades, who=self.get_who_display())
            if self.who
            else grades
        )

    @property
    def minutes(self) -> int:
        """Of one meeting."""
        first, last = self.starts_at, self.ends_at
        return (last.hour - first.hour) * 60 + last.minute - first.minute

    @property
    def minutes_a_week(self) -> int:
        return self.minutes * len(self.days)


class Offering(SchoolOwned):
    """A course as it is offered in a slot of a term (开课)."""

    FIVES: ClassVar = [(five, five) for five in FIVES]

    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=tr("学期"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=tr("课程"))
    slot = models.ForeignKey(CourseSlot, models.PROTECT, related_name="+", verbose_name=tr("时段"))
    teacher = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("教师")
    )
    room = models.CharField(tr("地点"), max_length=30, blank=True)
    capacity = models.PositiveSmallIntegerField(tr("名额"))
    first_grade = models.PositiveSmallIntegerField(tr("从几年级"), default=1)
    last_grade = models.PositiveSmallIntegerField(tr("到几年级"), default=9)
    materials = models.CharField(tr("要带什么"), max_length=100, blank=True)
    five = models.CharField(tr("五成教育"), max_length=2, choices=FIVES)

    class Meta:
        verbose_name = verbose_name_plural = tr("开课")
        ordering = ("slot", "course__category", "course__name")
        constraints = (
            models.UniqueConstraint(fields=("course", "slot"), name="one_offering_a_slot"),
            models.CheckConstraint(
                condition=Q(last_grade__gte=F("first_grade")), name="offering_grades_in_order"
            ),
        )

    def __str__(self) -> str:
        return tr("{course}（{slot}）").format(course=self.course.name, slot=self.slot.name)

    @property
    def grades(self) -> str:
        """`三至六年级`."""
        return grades_words(self.first_grade, self.last_grade)


class CourseRound(SchoolOwned):
    """The wishes and places of a term (选课): open until they are adopted.

    `proposed_at` names the plan that is looked at; `told` is how good it is
    and what would have to give, a sentence a line.
    """

    MOST = 3

    term = models.OneToOneField(Term, models.PROTECT, related_name="+", verbose_name=tr("学期"))
    wishes_until = models.DateField(tr("志愿收到哪天"), null=True, blank=True)
    proposed_at = models.DateTimeField(tr("排出来的时间"), null=True, blank=True)
    told = models.TextField(tr("排得怎样"), blank=True)
    adopted_at = models.DateTimeField(tr("定下来的时间"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("选课")
        ordering = ("-term",)

    def __str__(self) -> str:
        return tr("{term}选课").format(term=self.term)


class CourseWish(SchoolOwned):
    """A child's wish for a slot (志愿), `rank` 1 the first. `entered_by` None: at home."""

    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    slot = models.ForeignKey(CourseSlot, models.CASCADE, related_name="+", verbose_name=tr("时段"))
    offering = models.ForeignKey(
        Offering, models.CASCADE, related_name="+", verbose_name=tr("课程")
    )
    rank = models.PositiveSmallIntegerField(tr("第几志愿"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("选课志愿")
        ordering = ("student", "slot", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=("student", "slot", "rank"), name="one_course_wish_a_rank"
            ),
            models.UniqueConstraint(fields=("student", "offering"), name="wished_for_once"),
        )

    def __str__(self) -> str:
        return f"{self.student} {self.rank}"


class CourseTogether(SchoolOwned):
    """Two siblings who go to the same course, so that one takes the other home (兄弟姐妹一起)."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="+", verbose_name=tr("学期"))
    first = models.ForeignKey(
        Student, models.CASCADE, related_name="+", verbose_name=tr("一个孩子")
    )
    second = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("另一个"))

    class Meta:
        verbose_name = verbose_name_plural = tr("兄弟姐妹一起")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("term", "first", "second"), name="together_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="together_are_two"),
        )

    def __str__(self) -> str:
        return f"{self.first} {self.second}"


class Placement(SchoolOwned):
    """A child's place in a slot (录取), proposed or adopted; `offering` None where none was found.

    `rank` is the wish it honours, 0 for none; `denied` what it falls short of the first wish,
    which is owed next term; `kept` was decided by a person; `why` is told to the family.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", tr("待定")
        ADOPTED = "adopted", tr("已定")

    slot = models.ForeignKey(CourseSlot, models.PROTECT, related_name="+", verbose_name=tr("时段"))
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    offering = models.ForeignKey(
        Offering, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("课程")
    )
    state = models.CharField(tr("状态"), max_length=8, choices=State)
    rank = models.PositiveSmallIntegerField(tr("第几志愿"), default=0)
    denied = models.PositiveSmallIntegerField(default=0)
    kept = models.BooleanField(tr("老师定的"), default=False)
    why = models.CharField(tr("为什么"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("课程名单")
        ordering = ("slot", "student")
        constraints = (
            models.UniqueConstraint(
                fields=("student", "slot", "state"), name="one_place_a_slot_and_state"
            ),
        )
        indexes = (models.Index(fields=("offering", "state")),)

    def __str__(self) -> str:
        return f"{self.student} {self.slot}"


def grades_words(first: int, last: int) -> str:
    if (first, last) == (1, 9):
        return tr("所有年级")
    told = (
        DIGITS[first]
        if first == last
        else tr("{digits}至{digits2}").format(digits=DIGITS[first], digits2=DIGITS[last])
    )
    return tr("{told}年级").format(told=told)
