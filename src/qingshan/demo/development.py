"""Model posts, plans of development and closing reviews of the demonstration."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from qingshan.growth.models import (
    DevelopmentPlan,
    Direction,
    MentoringClosing,
    ModelPost,
    PlanState,
    PlanStep,
    Title,
)
from qingshan.people.models import Pairing, Staff

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import School

POSTS = (
    ("课堂示范岗", "每月开一次门，谁来听课都欢迎。"),
    ("宿舍值守岗", "值守的晚上，熄灯后再走一圈。"),
    ("帮扶示范岗", "每周和帮扶的孩子说上一次话。"),
    ("教研示范岗", "集体备课的稿子先写出来。"),
    ("安全示范岗", "路队走完才离开校门。"),
    ("读书示范岗", "办公室的书谁都可以拿走看。"),
)
AIMS = {
    Direction.TO_BACKBONE: "两年里评上校级骨干，带出一节拿得出手的课。",
    Direction.TO_MEMBER: "学习、思想汇报都跟上，明年递交申请。",
}
STEPS = ("听支部安排的两节示范课", "上一节全校公开课", "带一个课题小组", "写一份阶段小结")
MENTOR = "从不敢看学生到会等学生，这一年进步看得见。教案还要再细，明年一起磨复习课。"
MENTEE = "师傅每次听完都说三句：一句好的，一句改的，一句明天就能用的。明年想试着带公开课。"
READ = "两位都辛苦了。把磨课的本子留着，下一对可以接着用。"


def develop(school: School, leader: Account, *, seed: int, today: date) -> None:
    """`leader` proposes the plans, and reads what the oldest pairs wrote."""
    rng = Random(seed)  # noqa: S311 - invented rows
    staff = list(Staff.objects.filter(school=school, subject__isnull=False).order_by("number"))
    members = [one for one in staff if one.is_party_member]
    for one, (post, promise) in zip(members, POSTS, strict=False):
        ModelPost.objects.create(
            school=school,
            staff=one,
            post=post,
            promise=promise,
            since=today - timedelta(days=rng.randint(30, 300)),
        )
    titled = set(Title.objects.filter(school=school).values_list("staff", flat=True))
    backbones = [one for one in staff if one.pk in titled and not one.is_party_member]
    _plans(school, leader, rng, today, members[-3:], Direction.TO_BACKBONE, backbones or staff)
    _plans(school, leader, rng, today, backbones[:2], Direction.TO_MEMBER, members)
    _close(school, leader, today)


def _plans(
    school: School,
    leader: Account,
    rng: Random,
    today: date,
    people: list[Staff],
    direction: Direction,
    beside: list[Staff],
) -> None:
    for n, one in enumerate(people):
        others = [other for other in beside if other.pk != one.pk]
        if not others:
            continue
        begun = today - timedelta(days=60 + n)
        agreed = n > 0
        plan = DevelopmentPlan.objects.create(
            school=school,
            staff=one,
            direction=direction,
            companion=rng.choice(others),
            aim=AIMS[direction],
            state=PlanState.AGREED if agreed else PlanState.PROPOSED,
            proposed_by=leader,
            proposed_on=begun,
            agreed_on=begun + timedelta(days=2) if agreed else None,
        )
        for number, words in enumerate(STEPS if agreed else ()):
            due = begun + timedelta(days=40 * (number + 1))
            PlanStep.objects.create(
                school=school,
                plan=plan,
                words=words,
                due_on=due,
                done_on=due - timedelta(days=3) if due < today else None,
            )


def _close(school: School, leader: Account, today: date) -> None:
    """The two oldest pairs: one is read, one waits for it."""
    reader = Staff.objects.filter(school=school, account=leader).first()
    pairs = Pairing.objects.filter(school=school, kind=Pairing.Kind.MENTORING)
    pairs = pairs.exclude(giver=reader).exclude(mentee=reader).order_by("starts_on", "pk")
    for n, pair in enumerate(pairs[:2]):
        held = MentoringClosing(
            school=school,
            pairing=pair,
            mentor_words=MENTOR,
            mentor_on=today - timedelta(days=12),
            mentee_words=MENTEE,
            mentee_on=today - timedelta(days=9),
        )
        if n == 0 and reader is not None:
            held.reader, held.read_on = reader, today - timedelta(days=4)
            setattr(held, "read_words", READ)  # noqa: B010 - a sealed field takes text
        held.save()
