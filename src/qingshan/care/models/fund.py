"""Care: the aid fund (帮扶资金)."""

from django.db import models
from django.db.models import Q

from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolOwned


class FundEntry(SchoolOwned):
    """Money given to the fund or paid from it, in yuan with two decimals, always above zero."""

    class Kind(models.TextChoices):
        DONATION = "donation", "捐赠收入"
        SUPPORT = "support", "帮扶支出"

    date = models.DateField("日期")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2)
    student = models.ForeignKey(
        Student, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学生"
    )
    handler = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人"
    )
    note = models.CharField("摘要", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "资金"
        ordering = ("-date",)
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="fund_amount_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()} {self.amount}"
