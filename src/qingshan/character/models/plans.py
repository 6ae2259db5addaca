"""Theme education: what is planned for a grade, by which four parties, and what was held."""

from __future__ import annotations

from django.db import models

from qingshan.character.models.topics import Theme
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.models import SchoolClass, SchoolOwned, SchoolYear


class FourParties(SchoolOwned):
    """Whose part is what (四位一体): the branch leads, the principal answers, everybody takes part,
    family and community join in."""

    PARTIES = (
        ("branch", tr("支部主导")),
        ("principal", tr("校长负责")),
        ("everyone", tr("全员参与")),
        ("family", tr("家庭社会联动")),
    )

    branch = models.CharField(tr("支部主导"), max_length=200, blank=True)
    principal = models.CharField(tr("校长负责"), max_length=200, blank=True)
    everyone = models.CharField(tr("全员参与"), max_length=200, blank=True)
    family = models.CharField(tr("家庭社会联动"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def parties(self) -> list[tuple[str, str]]:
        """Each party's word and its part; "" where it has none yet."""
        return [(label, getattr(self, name)) for name, label in self.PARTIES]

    @property
    def missing(self) -> list[str]:
        return [label for label, part in self.parties if not part]


class ThemePlan(FourParties):
    """What a grade does on a theme in a school year (主题教育计划)."""

    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="+", verbose_name=tr("学年"))
    grade_number = models.PositiveSmallIntegerField(tr("年级"))
    theme = models.CharField(tr("主题"), max_length=9, choices=Theme)
    title = models.CharField(tr("题目"), max_length=60)
    date = models.DateField(tr("日期"))
    occasion = models.CharField(tr("结合的日子"), max_length=40, blank=True)
    content = models.TextField(tr("怎么做"), blank=True)
    responsible = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=tr("谁负责")
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("主题教育计划")
        ordering = ("date", "grade_number", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("year", "grade_number", "theme", "title"), name="one_plan_a_title"
            ),
        )
        indexes = (models.Index(fields=("school", "date")),)

    def __str__(self) -> str:
        return self.title


class ThemeSession(SchoolOwned):
    """A plan held in a class (一次主题教育); its day and who did it stand in the record."""

    plan = models.ForeignKey(
        ThemePlan, models.CASCADE, related_name="sessions", verbose_name=tr("计划")
    )
    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, related_name="+", verbose_name=tr("班级")
    )
    record = models.OneToOneField(Record, models.CASCADE, related_name="+", verbose_name=tr("记录"))
    community = models.CharField(tr("社会上谁来了"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("主题教育活动")
        ordering = ("-record__date", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "school_class"), name="one_session_a_class"),
        )

    def __str__(self) -> str:
        return f"{self.school_class} {self.plan}"


class ThemeChild(SchoolOwned):
    """A child who took part in a session, and whether somebody of the family came."""

    session = models.ForeignKey(ThemeSession, models.CASCADE, related_name="children")
    student = models.ForeignKey(Student, models.CASCADE, related_name="+", verbose_name=tr("学生"))
    family_came = models.BooleanField(tr("家长来了"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("参加的孩子")
        constraints = (
            models.UniqueConstraint(fields=("session", "student"), name="once_in_a_session"),
        )

    def __str__(self) -> str:
        return str(self.student)
