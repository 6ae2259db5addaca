"""Letters of the week, how each person wants them, and the robots of the school's chat groups."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.reminders.hours import DIGEST_HOUR, MONDAY, QUIET_FROM, QUIET_UNTIL, Hours
from qingshan.school.models import SchoolOwned

LONGEST_ERROR = 200


def new_token() -> str:
    """What the link in a mail is known by: 32 random bytes, nobody guesses it."""
    return secrets.token_urlsafe(32)


class Preference(models.Model):
    """How one person wants to be reminded. Whoever never looked has no row and the defaults.

    It belongs to the account, like a password, and to no school. Hours are of the school's clock;
    between `quiet_from` and `quiet_until` nothing is sent. `token` is what the link in a mail
    holds, signed.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=tr("账号")
    )
    in_app = models.BooleanField(tr("在青山里提醒"), default=True)
    by_email = models.BooleanField(tr("发邮件"), default=True)
    address = SealedTextField(tr("邮箱"))
    weekday = models.PositiveSmallIntegerField(tr("星期几"), default=MONDAY)
    hour = models.PositiveSmallIntegerField(tr("几点"), default=DIGEST_HOUR)
    quiet_from = models.PositiveSmallIntegerField(tr("从几点起不打扰"), default=QUIET_FROM)
    quiet_until = models.PositiveSmallIntegerField(tr("到几点"), default=QUIET_UNTIL)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("提醒的方式")

    def __str__(self) -> str:
        return tr("{account} 的提醒").format(account=self.account)

    @property
    def hours(self) -> Hours:
        return Hours(self.weekday, self.hour, self.quiet_from, self.quiet_until)

    @property
    def wants_mail(self) -> bool:
        return self.by_email and bool(self.address)

    @property
    def wants_letters(self) -> bool:
        return self.in_app or self.wants_mail


class Letter(SchoolOwned):
    """What one reader is told once a week. Machine-made: nobody's deed, so no audit row.

    `week` is its Monday. `lines` are [{"text", "href"}], hrefs without the host, and the key of a
    "duty" where the line is about one. No line holds the name of a child or of a colleague: a
    letter leaves the house. A letter to the chat groups has no account.
    """

    class Audience(models.TextChoices):
        PERSONAL = "personal", tr("给自己的")
        LEADER = "leader", tr("给带头人的")
        GROUP = "group", tr("给群里的")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("收信人"),
    )
    week = models.DateField(tr("哪一周"))
    audience = models.CharField(tr("给谁"), max_length=8, choices=Audience)
    title = models.CharField(tr("标题"), max_length=100)
    lines = models.JSONField(tr("内容"), default=list)
    created_at = models.DateTimeField(tr("写好"), default=timezone.now)
    read_at = models.DateTimeField(tr("读过"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("每周的信")
        ordering = ("-week", "audience")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "school", "week", "audience"), name="one_letter_a_week"
            ),
            models.UniqueConstraint(
                fields=("school", "week"),
                condition=Q(audience="group"),
                name="one_group_letter_a_week",
            ),
            models.CheckConstraint(
                condition=Q(audience="group", account__isnull=True)
                | ~Q(audience="group") & Q(account__isnull=False),
                name="a_letter_has_its_reader",
            ),
        )
        indexes = (models.Index(fields=("account", "week")), models.Index(fields=("week",)))

    def __str__(self) -> str:
        return self.title


class GroupRobot(SchoolOwned):
    """A robot of a chat group: the school's text of the week goes there. Its address is a key."""

    class Kind(models.TextChoices):
        WECOM = "wecom", tr("企业微信")
        DINGTALK = "dingtalk", tr("钉钉")
        FEISHU = "feishu", tr("飞书")

    name = models.CharField(tr("叫什么"), max_length=50)
    kind = models.CharField(tr("哪一种"), max_length=8, choices=Kind)
    url = SealedTextField(tr("地址"))
    secret = SealedTextField(tr("加签密钥"))
    is_on = models.BooleanField(tr("开着"), default=True)
    last_outcome = models.CharField(tr("上次"), max_length=LONGEST_ERROR, blank=True)
    last_tried_at = models.DateTimeField(tr("上次发出"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("群机器人")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Delivery(SchoolOwned):
    """A letter on its way out of the house: by mail to its reader, or to one robot.

    Whoever sends first takes it by counting `tries` up and setting `next_try` ahead, so that two
    senders never send the same; a sender that died leaves it to the next after that while.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", tr("邮件")
        ROBOT = "robot", tr("群机器人")

    class State(models.TextChoices):
        WAITING = "waiting", tr("等着发")
        SENT = "sent", tr("发出了")
        FAILED = "failed", tr("没发成，还会再试")
        GIVEN_UP = "given_up", tr("不再试了")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="deliveries")
    channel = models.CharField(tr("怎么发"), max_length=8, choices=Channel)
    robot = models.ForeignKey(
        GroupRobot, models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    state = models.CharField(tr("状态"), max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(tr("试过几次"), default=0)
    last_error = models.CharField(tr("上次为什么没成"), max_length=LONGEST_ERROR, blank=True)
    next_try = models.DateTimeField(tr("下次"))
    sent_at = models.DateTimeField(tr("发出时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("送信")
        constraints = (
            models.UniqueConstraint(
                fields=("letter", "channel"),
                condition=Q(robot__isnull=True),
                name="one_delivery_a_channel",
            ),
            models.UniqueConstraint(fields=("letter", "robot"), name="one_delivery_a_robot"),
        )
        indexes = (models.Index(fields=("state", "next_try")),)

    def __str__(self) -> str:
        return f"{self.letter} {self.get_channel_display()}"


class CalendarFeed(SchoolOwned):
    """The address under which a telephone reads one's calendar of a school; only its hash is kept.

    Whoever has the address reads the calendar, so it can be made anew and given up.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=tr("账号")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField(tr("哪天给的"))

    class Meta:
        verbose_name = verbose_name_plural = tr("手机日历的地址")

    def __str__(self) -> str:
        return tr("{account} 的手机日历").format(account=self.account)
