"""What schools tell their county: a month's numbers, how they came, and who may send them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from qingshan.county.suppression import Cell, Said
from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned


class Return(SchoolOwned):
    """A month of a school as its county sees it (月报), closed once and never changed.

    Closed here from the school's rows, or come in a package: then `digest` is the package's.
    """

    as_of = models.DateField(tr("统计到"))
    made_on = models.DateField(tr("做好的日子"))
    arrived_at = models.DateTimeField(tr("收到"), default=timezone.now)
    serial = models.PositiveIntegerField(tr("第几份"), default=0)
    digest = models.CharField(tr("数据包指纹"), max_length=64, blank=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_grade = models.PositiveSmallIntegerField(tr("最低年级"), null=True, blank=True)
    last_grade = models.PositiveSmallIntegerField(tr("最高年级"), null=True, blank=True)
    # As of `made_on`; None for a month that was closed afterwards.
    findings_late = models.PositiveIntegerField(tr("过期的隐患"), null=True, blank=True)
    cases_late = models.BooleanField(tr("有个案过期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("月报")
        ordering = ("-as_of", "school")
        constraints = (
            models.UniqueConstraint(fields=("school", "as_of"), name="one_return_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.as_of}"


class Reported(SchoolOwned):
    """One number of a return, as it is said: small ones are nowhere in this table."""

    of = models.ForeignKey(Return, models.CASCADE, related_name="figures", verbose_name=tr("月报"))
    key = models.CharField(tr("指标"), max_length=60)
    said = models.CharField(tr("怎么说"), max_length=5, choices=[(s.value, s.name) for s in Said])
    value = models.PositiveIntegerField(tr("数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("月报的数")
        constraints = (models.UniqueConstraint(fields=("of", "key"), name="one_number_a_figure"),)
        indexes = (models.Index(fields=("key", "school")),)

    def __str__(self) -> str:
        return f"{self.key} {self.cell.words}"

    @property
    def cell(self) -> Cell:
        return Cell(Said(self.said), self.value)


class SchoolKey(SchoolOwned):
    """The public key by which a county knows a school's packages; one in force at a time."""

    public = models.CharField(tr("公钥"), max_length=64)
    since = models.DateTimeField(tr("登记"), default=timezone.now)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(tr("停用"), null=True, blank=True)
    ended_because = models.CharField(tr("为什么停用"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("学校的公钥")
        ordering = ("school", "-since")
        constraints = (
            models.UniqueConstraint(
                fields=("school",), condition=models.Q(ended_at=None), name="one_key_in_force"
            ),
            models.UniqueConstraint(fields=("public",), name="a_key_is_registered_once"),
        )

    def __str__(self) -> str:
        return self.public[:8]


class Destination(SchoolOwned):
    """Where a school that has its own machine sends its packages."""

    county_code = models.CharField(tr("行政区划码"), max_length=12)
    county_name = models.CharField(tr("县区"), max_length=50)

    class Meta:
        verbose_name = verbose_name_plural = tr("报给哪个县区")
        constraints = (
            models.UniqueConstraint(fields=("school",), name="one_destination_a_school"),
        )

    def __str__(self) -> str:
        return self.county_name


class Package(SchoolOwned):
    """A package that was made here (数据包), to its last byte."""

    of = models.ForeignKey(Return, models.PROTECT, related_name="packages", verbose_name=tr("月报"))
    serial = models.PositiveIntegerField(tr("第几份"))
    made_at = models.DateTimeField(tr("做好"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    county_code = models.CharField(tr("行政区划码"), max_length=12)
    digest = models.CharField(tr("指纹"), max_length=64)
    content = models.BinaryField(tr("内容"))

    class Meta:
        verbose_name = verbose_name_plural = tr("数据包")
        ordering = ("-serial",)
        constraints = (
            models.UniqueConstraint(fields=("school", "serial"), name="one_package_a_serial"),
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.serial}"
