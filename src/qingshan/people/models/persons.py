"""Who there is: staff, children, and those at home who answer for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.school.models import SchoolClass, SchoolOwned, Subject, TeachingGroup


class Gender(models.TextChoices):
    MALE = "male", tr("男")
    FEMALE = "female", tr("女")


class Person(SchoolOwned):
    """What staff and students have in common. `search_key` holds name, pinyin, initials, number."""

    number: models.CharField[str, str]
    name = models.CharField(tr("姓名"), max_length=50)
    gender = models.CharField(tr("性别"), max_length=6, choices=Gender)
    id_number = SealedTextField(tr("身份证件号"))
    id_number_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    phone = SealedTextField(tr("手机号"))
    search_key = models.CharField(max_length=250, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Staff(Person):
    """Someone who works at the school (教职工), by 工号."""

    class Post(models.TextChoices):
        SPECIAL = "special", tr("特岗教师")
        PERMANENT = "permanent", tr("在编教师")
        EXCHANGE = "exchange", tr("交流教师")
        SUBSTITUTE = "substitute", tr("代课教师")
        SUPPORT = "support", tr("工勤人员")

    PARTY_MEMBERS = (tr("中共党员"), tr("中共预备党员"))

    number = models.CharField(tr("工号"), max_length=30)
    birth_date = models.DateField(tr("出生日期"), null=True, blank=True)
    political_status = models.CharField(tr("政治面貌"), max_length=20)
    joined_party_on = models.DateField(tr("入党日期"), null=True, blank=True)
    applied_party_on = models.DateField(tr("申请入党日期"), null=True, blank=True)
    hired_on = models.DateField(tr("入职日期"))
    post = models.CharField(tr("岗位类型"), max_length=10, choices=Post)
    position = models.CharField(tr("职务"), max_length=50, blank=True)
    subject = models.ForeignKey(
        Subject,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("任教学科"),
    )
    group = models.ForeignKey(
        TeachingGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("教研组"),
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("教职工")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="one_staff_a_number"),
        )

    @property
    def is_party_member(self) -> bool:
        return self.political_status in self.PARTY_MEMBERS


class Student(Person):
    """A child of the school (学生), by 学籍号.

    `left_on` is the last day on the roster, both of a child who moved away and of one who
    graduated; who is on it on a day is asked with `people.roster`. A child who only stays away
    (辍学) has not left: the school answers for it.
    """

    class Boarding(models.TextChoices):
        DAY = "day", tr("走读")
        BOARDING = "boarding", tr("住校")

    class LeftBehind(models.TextChoices):
        NONE = "none", tr("非留守儿童")
        ONE_PARENT = "one_parent", tr("单亲留守儿童")
        BOTH_PARENTS = "both_parents", tr("双亲留守儿童")

    class Departure(models.TextChoices):
        GRADUATED = "graduated", tr("毕业")
        COMPLETED = "completed", tr("结业")
        TRANSFERRED = "transferred", tr("转出")
        SUSPENDED = "suspended", tr("休学")
        DIED = "died", tr("死亡")
        OTHER = "other", tr("其他")

    number = models.CharField(tr("学籍号"), max_length=40)
    birth_date = models.DateField(tr("出生日期"))
    id_type = models.CharField(tr("身份证件类型"), max_length=30, blank=True)
    ethnicity = models.CharField(tr("民族"), max_length=20, blank=True)
    seat_number = models.CharField(tr("班内学号"), max_length=20, blank=True)
    grade = models.CharField(tr("年级"), max_length=20)
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="students", verbose_name=tr("班级")
    )
    enrolled_month = models.CharField(tr("入学年月"), max_length=7, blank=True)  # 2017-09
    boarding = models.CharField(tr("就读方式"), max_length=10, choices=Boarding, blank=True)
    address = SealedTextField(tr("现住址"))
    village = models.CharField(tr("村"), max_length=40, blank=True, editable=False)
    household = models.CharField(max_length=64, blank=True, editable=False)  # of those who share it
    left_behind = models.CharField(
        tr("是否留守儿童"), max_length=12, choices=LeftBehind, blank=True
    )
    is_orphan = models.BooleanField(tr("是否孤儿"), null=True, blank=True)
    has_subsidy = models.BooleanField(tr("是否享受一补"), null=True, blank=True)
    disability = models.CharField(tr("残疾人类型"), max_length=20, blank=True)
    needs_aid = models.BooleanField(tr("是否需要申请资助"), null=True, blank=True)
    left_on = models.DateField(tr("离校日期"), null=True, blank=True)
    left_how = models.CharField(tr("离校方式"), max_length=12, choices=Departure, blank=True)
    left_to = models.CharField(tr("去向"), max_length=100, blank=True)
    left_words = SealedTextField(tr("离校说明"))
    left_noted_on = models.DateField(null=True, blank=True, editable=False)
    unlisted_on = models.DateField(null=True, blank=True, editable=False)  # missing in a workbook

    class Meta:
        verbose_name = verbose_name_plural = tr("学生")
        ordering = ("school_class__grade_number", "school_class__code", "number")
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="one_student_a_number"),
        )
        indexes = (
            models.Index(fields=("school", "village", "household")),
            models.Index(fields=("school", "left_on")),
        )


class Guardian(SchoolOwned):
    """Someone at home who answers for a child; `order` 1 is the first to be called."""

    student = models.ForeignKey(Student, models.CASCADE, related_name="guardians")
    order = models.PositiveSmallIntegerField(tr("次序"), default=1)
    name = models.CharField(tr("家庭成员或监护人姓名"), max_length=50, blank=True)
    relation = models.CharField(tr("关系"), max_length=20, blank=True)
    phone = SealedTextField(tr("联系电话"))

    class Meta:
        verbose_name = verbose_name_plural = tr("监护人")
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("student", "order"), name="one_guardian_an_order"),
        )

    def __str__(self) -> str:
        return self.name
