"""Study, lessons, a talk and the series of the demonstration: what was, what is next."""

from __future__ import annotations

import datetime as dt
import re
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from qingshan.gatherings.kinds import all_gathering_kinds
from qingshan.gatherings.models import Attendance, Gathering, Speaker
from qingshan.gatherings.visibility import called_to
from qingshan.ideals.models import (
    Campaign,
    Lesson,
    LessonVersion,
    Piece,
    PieceStep,
    StudySession,
    Takeaway,
)
from qingshan.people.models import Staff
from qingshan.records.models import Record

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

Kind = PieceStep.Kind
START, END = dt.time(15, 40), dt.time(16, 40)
SESSIONS = (
    (-34, "读原文：教育强国建设规划纲要", "", "先把纲要里讲乡村教育的一节读一遍。"),
    (-20, "学习张桂梅：家访的路怎么走", "zhang-guimei", ""),
    (-6, "学习于漪：一辈子学做教师", "yu-yi", "带一份自己改过的教案来。"),
    (8, "交流：我的育人故事", "", "每人准备三分钟，讲一个孩子。"),
    (22, "学习陶行知：生活里的课", "tao-xingzhi", ""),
)
TOOK = (
    "张老师走的是山路，我走的是微信。这学期先把班里最远的三家走到。",
    "教后记我也记过，后来忘了。从下周一起，每天写一句就行。",
    "听了大家讲，觉得我班那个不说话的孩子，也许只是没人先问他。",
)
LESSONS = (
    ("忠诚", ("一、忠诚是什么。\n\n二、身边的忠诚：把孩子教好。",)),
    (
        "扎根农村，教书育人",
        (
            "一、为什么来。\n\n二、为什么留。\n\n三、留下来做什么。",
            "一、为什么来：三位老师的三句话。\n\n二、为什么留：孩子的变化。\n\n三、留下来做什么：今年的三件事。",
        ),
    ),
)
SAID = (
    "刚来那年，最怕冬天的炉子。学生比我会生火，一边教我，一边笑。",
    "后来有人劝我走，我也想过。那天早上推开门，窗台上放着两个烤土豆，还是热的。",
    "现在我带着两个徒弟。我跟他们说，先把班上最远的那一家走到，别的慢慢来。",
)


def add_ideals(
    school: School, keepers: tuple[Account, Account], *, seed: int, today: dt.date
) -> None:
    """`keepers` are the secretary and the principal; the last staff row made is of no account."""
    rng = Random(seed)  # noqa: S311 - invented rows
    by, principal = keepers
    secretary = Staff.objects.get(school=school, account=by)
    theme = Campaign.objects.create(
        school=school,
        title="学习教育家精神",
        aim="两周学一次，每次一个人讲、大家说；学完写一句给自己。",
        starts_on=today - dt.timedelta(days=40),
        ends_on=today + dt.timedelta(days=60),
        made_by=by,
    )
    for ahead, title, role_model, reading in SESSIONS:
        held = _called(school, by, secretary, "study", title, _weekday(today, ahead))
        session = StudySession.objects.create(
            school=school, gathering=held, campaign=theme, role_model=role_model, reading=reading
        )
        if held.date < today:
            _came(held, by, rng)
            _took(session, rng)
    _lessons(school, by, secretary, rng, today)
    _talk(school, principal, rng, today)
    _series(school, by, secretary, today)


def _weekday(today: dt.date, ahead: int) -> dt.date:
    """Near that day, never at a weekend, and on its own side of today."""
    day = today + dt.timedelta(days=ahead)
    step = dt.timedelta(days=1 if ahead > 0 else -1)
    while day.isoweekday() > 5:
        day += step
    return day


def _called(
    school: School, by: Account, leader: Staff, kind: str, title: str, day: dt.date, **more: Any
) -> Gathering:
    return Gathering.objects.create(
        school=school,
        kind=kind,
        title=title,
        date=day,
        starts_at=START,
        ends_at=END,
        place="综合楼三楼会议室",
        leader=leader,
        made_by=by,
        **({"audience": "everybody"} | more),
    )


def _came(held: Gathering, by: Account, rng: Random, *, likely: float = 0.93) -> None:
    """Most of those called, each with the record that coming is."""
    people = [one for one in called_to(held).order_by("number") if rng.random() < likely]
    kind = all_gathering_kinds()[held.kind].attended
    records = Record.objects.bulk_create(
        Record(
            school_id=held.school_id,
            number=f"G{held.pk:03}{n:03}",
            date=held.date,
            kind=kind,
            staff=staff,
            title=held.title,
            minutes=held.minutes,
        )
        for n, staff in enumerate(people)
    )
    at = timezone.make_aware(dt.datetime.combine(held.date, START))
    Attendance.objects.bulk_create(
        Attendance(
            school_id=held.school_id,
            gathering=held,
            staff=record.staff,
            way="tap",
            noted_by=by,
            noted_at=at,
            record=record,
        )
        for record in records
    )


def _took(session: StudySession, rng: Random) -> None:
    came = Attendance.objects.filter(gathering=session.gathering).select_related("staff")
    with_accounts = [one.staff for one in came if one.staff.account_id]
    for staff in rng.sample(with_accounts, min(2, len(with_accounts))):
        day = session.gathering.date
        Takeaway.objects.create(
            school_id=session.school_id,
            session=session,
            staff=staff,
            words=rng.choice(TOOK),
            written_on=day,
            shared_on=day if rng.random() < 0.6 else None,
        )


def _lessons(school: School, by: Account, secretary: Staff, rng: Random, today: dt.date) -> None:
    for n, (title, texts) in enumerate(LESSONS):
        lesson = Lesson.objects.create(school=school, title=title, author=secretary)
        versions = [
            LessonVersion.objects.create(
                school=school,
                lesson=lesson,
                number=number,
                text=text,
                why="" if number == 1 else "换成学校自己的例子",
                by=by,
            )
            for number, text in enumerate(texts, start=1)
        ]
        day = _weekday(today, -27 - 30 * n)
        given = _called(
            school, by, secretary, "party_lesson", f"党课《{title}》", day, audience="party"
        )
        Speaker.objects.create(
            school=school, gathering=given, order=1, staff=secretary, topic=title
        )
        StudySession.objects.create(school=school, gathering=given, version=versions[0])
        _came(given, by, rng)


def _talk(school: School, by: Account, rng: Random, today: dt.date) -> None:
    """A talk on ethics that is over, by two colleagues of long standing."""
    leader = Staff.objects.get(school=school, account=by)
    day = _weekday(today, -13)
    talk = _called(school, by, leader, "ethics_talk", "师德报告会：把心留在讲台上", day)
    old = Staff.objects.filter(school=school, post=Staff.Post.PERMANENT).exclude(pk=leader.pk)
    for order, staff in enumerate(old.order_by("hired_on", "number")[:2], start=1):
        topic = ("山路上的三十年", "我和住校的孩子们")[order - 1]
        record = Record.objects.create(
            school=school,
            number=f"G{talk.pk:03}S{order}",
            date=day,
            kind="ethics_talk",
            staff=staff,
            title=topic,
            minutes=talk.minutes,
        )
        Speaker.objects.create(
            school=school, gathering=talk, order=order, staff=staff, topic=topic, record=record
        )
    talk.summary = "两位老师各讲了半小时，讲的都是孩子。会后大家写了一句话贴在走廊上。"
    talk.save(update_fields=["summary"])
    _came(talk, by, rng)


def _series(school: School, by: Account, reviewer: Staff, today: dt.date) -> None:
    """The latest issues with their words, and one that waits for its colleague's consent."""
    latest = Record.objects.filter(school=school, kind="portrait").select_related("staff")
    staff = {one.name: one for one in Staff.objects.filter(school=school)}
    writer = None
    for record in latest.order_by("-date")[:3]:
        told = re.search(r"第(\d+)期 (.+?)：(.+)", record.title)
        portrayed = staff.get(told[2]) if told else None
        if told is None or portrayed is None or reviewer.pk in {portrayed.pk, record.staff_id}:
            continue
        writer = record.staff
        _piece(
            by,
            today,
            school=school,
            title=told[3][:60],
            portrayed=portrayed,
            writer=writer,
            state=Piece.State.PUBLISHED,
            consented_on=record.date - dt.timedelta(days=3),
            reviewer=reviewer,
            number=int(told[1]),
            published_on=record.date,
            record=record,
        )
    newcomer = Staff.objects.filter(school=school, account__username="teacher").first()
    if writer is not None and newcomer is not None and newcomer != writer:
        _piece(
            by,
            today,
            school=school,
            title="来了，就先住下",
            portrayed=newcomer,
            writer=writer,
            state=Piece.State.ASKED,
        )


def _piece(by: Account, today: dt.date, **told: Any) -> None:
    words = [{"kind": "text", "text": text, "by": "", "picture": None} for text in SAID]
    heading = {"kind": "heading", "text": "炉子", "by": "", "picture": None}
    quote = {"kind": "quote", "text": "先把最远的那一家走到。", "by": told["portrayed"].name}
    blocks = [words[0], heading, words[1], quote | {"picture": None}, words[2]]
    piece = Piece.objects.create(blocks=blocks, **told)
    day = piece.published_on or today
    kinds = [Kind.BEGUN, Kind.ASKED]
    kinds += [Kind.CONSENTED, Kind.PUBLISHED] if piece.number else []
    PieceStep.objects.bulk_create(
        PieceStep(school=piece.school, piece=piece, kind=kind, on=day, by=by) for kind in kinds
    )
