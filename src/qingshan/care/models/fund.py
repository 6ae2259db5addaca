"""Care: the aid fund (帮扶资金), its books, what is asked of it, and what is made public of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolOwned


class Account(models.TextChoices):
    """The three accounts of the books (科目)."""

    CASH = "cash", tr("资金结存")
    DONATIONS = "donations", tr("捐赠收入")
    SUPPORT = "support", tr("帮扶支出")


class Purpose(models.TextChoices):
    """What money is for, in the words of a public list: never more than this."""

    LIVING = "living", tr("生活补助")
    LEARNING = "learning", tr("学习用品")
    TRAVEL = "travel", tr("交通")
    CLOTHING = "clothing", tr("衣被")
    ILLNESS = "illness", tr("看病")
    OTHER = "other", tr("其他")


class Need(models.TextChoices):
    """Why a child needs it (困难类别): wide enough that nobody is known by it."""

    FAMILY = "family", tr("家庭经济困难")
    UNCARED = "uncared", tr("孤儿、事实无人抚养")
    DISABILITY = "disability", tr("残疾")
    LEFT_BEHIND = "left_behind", tr("留守")
    CALAMITY = "calamity", tr("突发变故")


class Fund(SchoolOwned):
    """A school's fund. Every deed that moves money locks this row, so that two wait for each other.

    `drawn` counts the numbers given to entries: they are never given twice.
    """

    FEWEST_DAYS, MOST_DAYS = 5, 30

    drawn = models.PositiveIntegerField(tr("已用凭证号"), default=0)
    notice_days = models.PositiveSmallIntegerField(tr("公示几天"), default=7)

    class Meta:
        verbose_name = verbose_name_plural = tr("帮扶资金")
        constraints = (
            models.UniqueConstraint(fields=("school",), name="one_fund_a_school"),
            models.CheckConstraint(
                condition=Q(notice_days__gte=5) & Q(notice_days__lte=30),
                name="fund_notice_five_to_thirty_days",
            ),
        )

    def __str__(self) -> str:
        return tr("帮扶资金")


_DONATION, _SUPPORT = Q(kind="donation"), Q(kind="support")
_COMES_IN = Q(_DONATION, is_reversal=False) | Q(_SUPPORT, is_reversal=True)
_OTHER_ACCOUNT = Case(
    When(_DONATION, then=Value(Account.DONATIONS.value)), default=Value(Account.SUPPORT.value)
)


class FundEntry(SchoolOwned):
    """Money that moves from one account to another, in yuan with two decimals, always above zero.

    One row holds both sides: it debits one account and credits another, which the database itself
    derives, so no entry of whatever origin can have one side only. Nothing is deleted: a mistake
    is taken back by an entry the other way round (`is_reversal`); `net` is what an entry adds to
    the sum of its kind.
    """

    class Kind(models.TextChoices):
        DONATION = "donation", tr("捐赠收入")
        SUPPORT = "support", tr("帮扶支出")

    date = models.DateField(tr("日期"))
    kind = models.CharField(tr("类别"), max_length=10, choices=Kind)
    amount = models.DecimalField(tr("金额"), max_digits=12, decimal_places=2)
    student = models.ForeignKey(
        Student, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("学生")
    )
    handler = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=tr("经办人")
    )
    note = models.CharField(tr("摘要"), max_length=200, blank=True)
    giver = models.CharField(tr("捐赠人"), max_length=100, blank=True)
    number = models.CharField(tr("凭证号"), max_length=20, blank=True)  # "" for those of a workbook
    is_reversal = models.BooleanField(tr("冲正"), default=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    once = models.UUIDField(null=True, editable=False)
    debit = models.GeneratedField(
        expression=Case(When(_COMES_IN, then=Value(Account.CASH.value)), default=_OTHER_ACCOUNT),
        output_field=models.CharField(tr("借方"), max_length=10, choices=Account),
        db_persist=True,
    )
    credit = models.GeneratedField(
        expression=Case(When(_COMES_IN, then=_OTHER_ACCOUNT), default=Value(Account.CASH.value)),
        output_field=models.CharField(tr("贷方"), max_length=10, choices=Account),
        db_persist=True,
    )
    net = models.GeneratedField(
        expression=Case(When(Q(is_reversal=True), then=-F("amount")), default=F("amount")),
        output_field=models.DecimalField(tr("净额"), max_digits=12, decimal_places=2),
        db_persist=True,
    )

    class Meta:
        verbose_name = verbose_name_plural = tr("资金")
        ordering = ("-date",)
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="fund_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | Q(is_reversal=True),
                name="fund_only_a_reversal_reverses",
            ),
            models.UniqueConstraint(
                fields=("school", "number"), condition=~Q(number=""), name="one_fund_entry_a_number"
            ),
            models.UniqueConstraint(fields=("school", "once"), name="one_fund_entry_a_filling_in"),
        )
        indexes = (models.Index(fields=("school", "date"), name="fund_by_school_and_day"),)

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()} {self.amount}"


class FundPayment(SchoolOwned):
    """What one person asks for a child, and a second one pays out (支付); both are named."""

    class State(models.TextChoices):
        ASKED = "asked", tr("等第二个人")
        PAID = "paid", tr("已发放")
        REFUSED = "refused", tr("没有同意")
        TAKEN_BACK = "taken_back", tr("撤回了")

    student = models.ForeignKey(Student, models.PROTECT, related_name="+", verbose_name=tr("学生"))
    amount = models.DecimalField(tr("金额"), max_digits=12, decimal_places=2)
    purpose = models.CharField(tr("用途"), max_length=10, choices=Purpose)
    need = models.CharField(tr("困难类别"), max_length=12, choices=Need)
    why = SealedTextField(tr("情况"))
    state = models.CharField(tr("状态"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(tr("申请日期"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(tr("办理日期"), null=True, blank=True)
    words = SealedTextField(tr("说明"))
    entry = models.OneToOneField(
        FundEntry, models.PROTECT, null=True, blank=True, related_name="payment"
    )
    once = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("帮扶支付")
        ordering = ("-asked_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_above_zero"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="payment_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", decided_by__isnull=False, entry__isnull=False)
                | (~Q(state="paid") & Q(entry__isnull=True)),
                name="payment_paid_has_an_entry",
            ),
            models.UniqueConstraint(fields=("school", "once"), name="one_payment_a_filling_in"),
        )
        indexes = (models.Index(fields=("school", "state")),)

    def __str__(self) -> str:
        return f"{self.asked_on} {self.get_purpose_display()} {self.amount}"


class FundNotice(SchoolOwned):
    """What was paid from a day to a day, made public without saying to whom (公示).

    Whoever has the address reads it without signing in, up to and with the day `until`.
    """

    token = models.CharField(max_length=43, unique=True, editable=False)
    first = models.DateField(tr("从"))
    last = models.DateField(tr("到"))
    posted_on = models.DateField(tr("公示日期"))
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateField(tr("公示到"))
    taken_down_on = models.DateField(tr("撤下日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("公示")
        ordering = ("-posted_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="notice_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("posted_on")), name="notice_stays_up"),
        )

    def __str__(self) -> str:
        return f"{self.first} — {self.last}"
