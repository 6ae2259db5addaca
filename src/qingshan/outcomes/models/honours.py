"""Honours of teachers, children and the school, their certificates, and who may see them told."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.records.models import evidence_storage
from qingshan.school.models import SchoolOwned


class Level(models.TextChoices):
    SCHOOL = "school", tr("校级")
    DISTRICT = "district", tr("区级")
    CITY = "city", tr("市级")
    PROVINCE = "province", tr("省级")
    NATION = "nation", tr("国家级")


DISTRICT_OR_HIGHER = (Level.DISTRICT, Level.CITY, Level.PROVINCE, Level.NATION)


class Honour(SchoolOwned):
    """An honour of a teacher, a child or the school (荣誉)."""

    class Recipient(models.TextChoices):
        STAFF = "staff", tr("教师")
        STUDENT = "student", tr("学生")
        SCHOOL = "school", tr("学校")

    recipient = models.CharField(tr("对象类型"), max_length=8, choices=Recipient)
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, blank=True, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(tr("名称"), max_length=100)
    level = models.CharField(tr("级别"), max_length=10, choices=Level)
    awarded_by = models.CharField(tr("授予单位"), max_length=100, blank=True)
    date = models.DateField(tr("日期"))
    category = models.CharField(tr("类别"), max_length=30, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("荣誉")
        ordering = ("-date",)
        indexes = (models.Index(fields=("school", "recipient", "date")),)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Certificate(SchoolOwned):
    """A picture or scan that shows an honour (证书)."""

    honour = models.ForeignKey(Honour, models.CASCADE, related_name="certificates")
    file = models.FileField(tr("文件"), storage=evidence_storage, upload_to="honours/%Y/%m")
    name = models.CharField(tr("文件名"), max_length=200)
    media_type = models.CharField(tr("类型"), max_length=100)
    size = models.PositiveIntegerField(tr("大小"))  # bytes
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("证书")
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.name


class HonourConsent(SchoolOwned):
    """That an honour may stand on the public list (同意公开), and until when.

    For a teacher it is their own word, for a child a guardian's. One holds at a time.
    """

    class Way(models.TextChoices):
        PAPER = "paper", tr("签了字")
        IN_PERSON = "in_person", tr("当面说的")
        CALL = "call", tr("电话、微信里说的")

    honour = models.ForeignKey(Honour, models.CASCADE, related_name="consents")
    said_by = models.CharField(tr("谁同意的"), max_length=30)
    way = models.CharField(tr("怎么说的"), max_length=10, choices=Way)
    since = models.DateField(tr("从"))
    until = models.DateField(tr("到"))
    withdrawn_on = models.DateField(tr("收回"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("同意公开")
        ordering = ("-since", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("honour",),
                condition=Q(withdrawn_on__isnull=True),
                name="one_consent_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="consent_ends_after_it_began"
            ),
        )

    def __str__(self) -> str:
        return f"{self.said_by} {self.since}"
