"""What came of it: honours, inspections from above, the upper-secondary examination."""

from django.db import models
from django.db.models import F, Q

from qingshan.kit.cells import shortest
from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolOwned


class Level(models.TextChoices):
    SCHOOL = "school", "校级"
    DISTRICT = "district", "区级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATION = "nation", "国家级"


DISTRICT_OR_HIGHER = (Level.DISTRICT, Level.CITY, Level.PROVINCE, Level.NATION)


class Honour(SchoolOwned):
    """An honour of a teacher, a child or the school (荣誉)."""

    class Recipient(models.TextChoices):
        STAFF = "staff", "教师"
        STUDENT = "student", "学生"
        SCHOOL = "school", "学校"

    recipient = models.CharField("对象类型", max_length=8, choices=Recipient)
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, blank=True, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField("名称", max_length=100)
    level = models.CharField("级别", max_length=10, choices=Level)
    awarded_by = models.CharField("授予单位", max_length=100, blank=True)
    date = models.DateField("日期")
    category = models.CharField("类别", max_length=30, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ("-date",)
        indexes = (models.Index(fields=("school", "recipient", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Inspection(SchoolOwned):
    """A visit from above and its result (检查)."""

    class Result(models.TextChoices):
        EXCELLENT = "excellent", "优秀"
        GOOD = "good", "良好"
        PASSED = "passed", "合格"
        FAILED = "failed", "不合格"

    date = models.DateField("日期")
    level = models.CharField("级别", max_length=20)
    content = models.CharField("内容", max_length=200)
    result = models.CharField("结果", max_length=10, choices=Result)

    class Meta:
        verbose_name = verbose_name_plural = "检查"
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.date} {self.content}"


class Examination(SchoolOwned):
    """One year of the upper-secondary entrance examination (中考), in children."""

    year = models.PositiveSmallIntegerField("年度")
    graduates = models.PositiveIntegerField("毕业人数")
    entered = models.PositiveIntegerField("升入高中阶段人数")
    sat = models.PositiveIntegerField("参加考试人数")
    full_marks = models.PositiveIntegerField("学科满分人数")

    class Meta:
        verbose_name = verbose_name_plural = "中考"
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=("school", "year"), name="one_examination_a_year"),
            models.CheckConstraint(
                condition=Q(entered__lte=F("graduates")), name="no_more_enter_than_graduate"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}年中考"


class Mark(SchoolOwned):
    """What a child got in one subject of a school examination (成绩), of `full` points.

    It is for the child's teachers, to see who needs help with what; nothing ranks by it.
    """

    PASSES = 60  # of a hundred

    exam = models.CharField("考试", max_length=40)
    date = models.DateField("日期")
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name="学生")
    subject = models.CharField("科目", max_length=20)
    points = models.DecimalField("分数", max_digits=5, decimal_places=1)
    full = models.DecimalField("满分", max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = verbose_name_plural = "成绩"
        ordering = ("-date", "subject")
        constraints = (
            models.UniqueConstraint(
                fields=("student", "exam", "subject"), name="one_mark_an_exam_and_subject"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0) & Q(points__lte=F("full")) & Q(full__gt=0),
                name="marks_within_their_full",
            ),
        )
        indexes = (
            models.Index(fields=("student", "date")),
            models.Index(fields=("school", "date")),
        )

    def __str__(self) -> str:
        return f"{self.exam} {self.subject} {shortest(self.points)} / {shortest(self.full)}"
