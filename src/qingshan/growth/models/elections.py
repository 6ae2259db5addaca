"""Elections (“四有教师”评选): nominated, rated blind, tallied, made public, honoured."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from qingshan.access.fields import SealedTextField
from qingshan.kit.words import tr
from qingshan.outcomes.models import Level
from qingshan.people.models import Staff
from qingshan.school.models import SchoolOwned


class ElectionState(models.TextChoices):
    NOMINATING = "nominating", tr("推荐中")
    RATING = "rating", tr("评议中")
    NOTICE = "notice", tr("公示中")
    DONE = "done", tr("评定了")


class Election(SchoolOwned):
    """An election of colleagues (评选). `rubric` is its criteria as they were when it began.

    `seal` closes the urn: a keyed hash over how many ballots there are and the last of the chain.
    """

    title = models.CharField(tr("名称"), max_length=60)
    rubric = models.JSONField(tr("评什么"))
    honour = models.CharField(tr("荣誉名称"), max_length=50)
    level = models.CharField(tr("级别"), max_length=10, choices=Level, default=Level.SCHOOL)
    seats = models.PositiveSmallIntegerField(tr("评几位"))
    excludes_group = models.BooleanField(tr("同教研组互相回避"), default=True)
    state = models.CharField(
        tr("状态"), max_length=10, choices=ElectionState, default=ElectionState.NOMINATING
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField(tr("开始日期"))
    nominate_until = models.DateField(tr("推荐到哪天"))
    rate_until = models.DateField(tr("评议到哪天"))
    notice_days = models.PositiveSmallIntegerField(tr("公示几天"), default=7)
    notice_from = models.DateField(tr("公示从"), null=True, blank=True)
    notice_until = models.DateField(tr("公示到"), null=True, blank=True)
    done_on = models.DateField(tr("评定日期"), null=True, blank=True)
    seal = models.CharField(tr("封条"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = tr("评选")
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(seats__gte=1), name="an_election_has_a_seat"),
            models.CheckConstraint(condition=Q(notice_days__gte=5), name="notice_of_five_days"),
        )

    def __str__(self) -> str:
        return self.title


class Candidate(SchoolOwned):
    """A colleague who was nominated (候选人); `accepted` is None until they say.

    `points`, `ballots`, `elected` are the result as it was published: a recount must give the same.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=tr("候选人"))
    nominated_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=tr("推荐人")
    )
    why = models.TextField(tr("推荐理由"))
    accepted = models.BooleanField(tr("愿意参评"), null=True)
    points = models.PositiveIntegerField(tr("得分合计"), null=True, blank=True)
    ballots = models.PositiveIntegerField(tr("评议表张数"), null=True, blank=True)
    elected = models.BooleanField(tr("当选"), default=False)
    struck_on = models.DateField(tr("取消当选的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("候选人")
        ordering = ("staff__number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "staff"), name="one_candidacy_an_election"),
        )

    def __str__(self) -> str:
        return str(self.staff)


class HandedIn(SchoolOwned):
    """That a colleague has rated (交了评议表): so that nobody does it twice. Not how they rated."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="handed_in")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = tr("交了评议表")
        constraints = (
            models.UniqueConstraint(fields=("election", "staff"), name="one_paper_a_colleague"),
        )

    def __str__(self) -> str:
        return str(self.staff)


class Ballot(SchoolOwned):
    """How somebody rated one candidate (评议表): sealed, chained, of nobody in particular.

    A ballot knows no rater and no hour. `place` is where it lies since the urn was last shaken.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    marks = SealedTextField(tr("评议"))
    link = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = tr("评议表")
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("election", "place"), name="one_ballot_a_place"),
        )

    def __str__(self) -> str:
        return str(self.place)


class Objection(SchoolOwned):
    """What somebody objects to while the result is public (异议), and what was answered."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="objections")
    candidate = models.ForeignKey(
        Candidate,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=tr("关于谁"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(tr("日期"))
    words = SealedTextField(tr("异议"))
    answer = SealedTextField(tr("答复"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(tr("答复日期"), null=True, blank=True)
    upheld = models.BooleanField(tr("成立"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = tr("异议")
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.on}"
