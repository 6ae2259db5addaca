"""The upper-secondary examination, and marks of the school's own."""

from django.db import models
from django.db.models import F, Q

from qingshan.kit.cells import shortest
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.school.models import SchoolOwned


class Examination(SchoolOwned):
    """One year of the upper-secondary entrance examination (中考), in children."""

    year = models.PositiveSmallIntegerField(tr("年度"))
    graduates = models.PositiveIntegerField(tr("毕业人数"))
    entered = models.PositiveIntegerField(tr("升入高中阶段人数"))
    sat = models.PositiveIntegerField(tr("参加考试人数"))
    full_marks = models.PositiveIntegerField(tr("学科满分人数"))

    class Meta:
        verbose_name = verbose_name_plural = tr("中考")
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=("school", "year"), name="one_examination_a_year"),
            models.CheckConstraint(
                condition=Q(entered__lte=F("graduates")), name="no_more_enter_than_graduate"
            ),
        )

    def __str__(self) -> str:
        return tr("{year}年中考").format(year=self.year)


class Mark(SchoolOwned):
    """What a child got in one subject of a school examination (成绩), of `full` points.

    It is for the child's teachers, to see who needs help with what; nothing ranks by it.
    """

    PASSES = 60  # of a hundred

    exam = models.CharField(tr("考试"), max_length=40)
    date = models.DateField(tr("日期"))
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    subject = models.CharField(tr("科目"), max_length=20)
    points = models.DecimalField(tr("分数"), max_digits=5, decimal_places=1)
    full = models.DecimalField(tr("满分"), max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = verbose_name_plural = tr("成绩")
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
