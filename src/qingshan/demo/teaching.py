"""Teaching in the demonstration: a draw, lessons observed, designs, findings, trips."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.people.models import GroupHead, Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolClass
from qingshan.teaching.models import (
    Draw,
    Finding,
    LessonDesign,
    Observation,
    ObservationLevel,
    ObservationNote,
    Phase,
    Trip,
    TripCost,
    TripHearer,
)
from qingshan.teaching.observation.drawing import canonical, draw, fingerprint, seed_of
from qingshan.teaching.observation.ground import ground_for, usual_observers
from qingshan.teaching.observation.queries import keys_of_lessons
from qingshan.teaching.observation.rubrics import newest
from qingshan.timetable.queries import lessons_between

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import School
    from qingshan.timetable.queries import Held

State = Observation.State
LESSONS, VALUE = 12, "3 0 7"
SEEN = {
    Phase.PREVIEW: ("学生先说课前画的圈，五个人说的不一样。", "预习单只收了一半，老师没有提。"),
    Phase.QUESTION: ("“你怎么知道的？”问了三遍，等了十几秒。", "后排两个孩子整节没有被问到。"),
    Phase.GROUP: ("四人一组，每人拿一张任务卡，轮着说。", "第三组一个人写，另外三个看。"),
    Phase.ACTIVITY: ("用小白板举答案，七个人写错，当堂讲了第二遍。",),
    Phase.REFLECT: ("下课前三分钟，每人写一句今天还不懂的。",),
}
STEPS = ("问完等三秒再叫人。", "每节课问到后排四个孩子。", "小组里给每个人一张任务卡。")
DESIGNS = (
    ("语文", 4, "第三单元", "爬山虎的脚"),
    ("语文", 5, "第二单元", "将相和"),
    ("语文", 3, "第六单元", "富饶的西沙群岛"),
    ("数学", 4, "第五单元", "平行四边形的认识"),
    ("数学", 6, "第三单元", "分数除法"),
    ("英语", 7, "Unit 5", "My favourite subject"),
    ("科学", 5, "光", "光是怎样传播的"),
    ("道德与法治", 3, "第二单元", "走进我们的学校"),
)
TEXTS = {
    "goals": "能自己说出课题讲的是什么；能用自己的话解释一个关键处。",
    "preview": "读两遍，圈出不懂的地方，写一个想问的问题。",
    "question": "从孩子带来的问题里挑两个：为什么会这样？还有别的可能吗？",
    "group": "四人一组，一人读、一人找、一人记、一人说，五分钟后换组。",
    "activity": "每人一块小白板，三道小题，举起来看；错的当堂再讲。",
    "reflect": "写一句今天学到的，写一句还不懂的。",
}


def show_teaching(school: School, keeper: Account, *, seed: int, today: date) -> None:
    """Nothing on a day before any lesson was held. The same seed shows the same."""
    rng = Random(seed)  # noqa: S311 - invented rows
    people = Staff.objects.filter(school=school).select_related("subject").order_by("number")
    staff = {one.number: one for one in people}
    _observe(school, keeper, staff, rng, today)
    _design(school, list(staff.values()), rng, today)
    _find(school, rng, today)
    _travel(school, list(staff.values()), rng, today)


def _observe(
    school: School, keeper: Account, staff: dict[str, Staff], rng: Random, today: date
) -> None:
    first, last = today - timedelta(days=13), today
    ground = ground_for(
        school, first=first, last=last, number=LESSONS, observers=usual_observers(school)
    )
    text = canonical(ground)
    mark = fingerprint(text)
    picks = draw(ground, seed_of(mark, VALUE))
    if not picks:
        return
    made = Draw.objects.create(
        school=school,
        first_day=first,
        last_day=last,
        number=LESSONS,
        source=f"{first.month}月{first.day}日福彩3D的开奖号码（演示）",
        ground=text,
        ground_hash=mark,
        fixed_by=keeper,
        value=VALUE,
        drawn_at=timezone.now(),
        result=json.dumps(picks, ensure_ascii=False, sort_keys=True),
    )
    lessons = lessons_between(school, first, last)
    by_key = keys_of_lessons(school, [one for day in lessons.values() for one in day])
    for n, pick in enumerate(picks):
        one = _planned(made, by_key[pick["lesson"]], staff[pick["observer"]])
        if one.date < today:
            _sent(one, n, rng)


def _planned(made: Draw, lesson: Held, observer: Staff) -> Observation:
    return Observation.objects.create(
        school_id=made.school_id,
        draw=made,
        teacher_id=lesson.teacher_id,
        observer=observer,
        date=lesson.day,
        slot_id=lesson.slot,
        school_class_id=lesson.class_id,
        subject_id=lesson.subject_id,
        rubric=newest().name,
    )


def _sent(one: Observation, n: int, rng: Random) -> None:
    phases = rng.sample(list(Phase), 3)
    for at, phase in enumerate(phases):
        ObservationNote.objects.create(
            school_id=one.school_id,
            observation=one,
            minute=6 + at * 11,
            phase=phase,
            words=rng.choice(SEEN[phase]),
        )
    for item in newest().items:
        if item.phase in phases:
            ObservationLevel.objects.create(
                school_id=one.school_id, observation=one, item=item.key, level=rng.randint(2, 4)
            )
    told = {
        "topic": "练习课" if n % 2 else "新授课",
        "summary": "孩子说得多了，好；等的时间还可以再长一点。",
        "next_step": STEPS[n % len(STEPS)],
        "observer_agrees": True,
        "state": (State.SENT, State.ANSWERED, State.AGREED)[n % 3],
        "answer": "同意。那天怕讲不完，下次少讲一道。" if n % 3 else "",
        "teacher_agrees": n % 3 == 2,
        "record": Record.objects.create(
            school_id=one.school_id,
            number=f"TK{one.pk:05}",
            date=one.date,
            kind="lesson_observation",
            staff=one.observer,
            school_class=SchoolClass.objects.get(pk=one.school_class_id),
            title="新授课",
            minutes=40,
        ),
    }
    for name, value in told.items():
        setattr(one, name, value)
    one.save()


def _design(school: School, staff: list[Staff], rng: Random, today: date) -> None:
    first: LessonDesign | None = None
    for subject, grade, unit, title in DESIGNS:
        able = [one for one in staff if one.subject and one.subject.name == subject]
        known = able[0].subject if len(able) > 1 else None
        if known is None:
            continue
        texts = {name: text for name, text in TEXTS.items() if rng.random() < 0.9}
        made = LessonDesign.objects.create(
            school=school,
            author=able[0],
            subject=known,
            grade_number=grade,
            unit=unit,
            title=title,
            changed_on=today - timedelta(days=rng.randint(2, 60)),
            **texts,
        )
        if first is None:
            first = made
            copy = {name: getattr(made, name) for name in TEXTS}
            copy["group"] = "两人一组先说，再和前后桌合成四人，选一个不同的看法到台前讲。"
            LessonDesign.objects.create(
                school=school,
                author=able[1],
                subject=known,
                grade_number=grade,
                unit=unit,
                title=title,
                made_from=made,
                changed_on=today - timedelta(days=1),
                **copy,
            )


def _find(school: School, rng: Random, today: date) -> None:
    heads = GroupHead.objects.filter(school=school).select_related("staff").order_by("group")
    for n, head in enumerate(heads):
        mates = Staff.objects.filter(group=head.group_id).exclude(pk=head.staff_id)
        mender = mates.order_by("number").first()
        if mender is None:
            continue
        day = today - timedelta(days=12 + n)
        record = Record.objects.create(
            school=school,
            number=f"TC{n:02}{day:%m%d}",
            date=day,
            kind="teaching_check",
            staff=head.staff,
            title="查教案",
            content="查教案",
            parts="designs",
        )
        done = today - timedelta(days=3) if n % 3 else None
        Finding.objects.create(
            school=school,
            record=record,
            found_by=head.staff,
            mender=mender,
            words=rng.choice(("两课没有写反思固学。", "小组研学只写了“讨论”，没写讨论什么。")),
            until=today + timedelta(days=5 - n),
            done_on=done,
            done_words="补上了，下周的也按这个写。" if done else "",
            seen_on=today - timedelta(days=1) if n % 3 == 2 else None,
            is_mended=True if n % 3 == 2 else None,
            seen_words="看过了，写得具体。" if n % 3 == 2 else "",
        )


def _travel(school: School, staff: list[Staff], rng: Random, today: date) -> None:
    travellers = rng.sample([one for one in staff if one.post != Staff.Post.SUPPORT], 2)
    for n, one in enumerate(travellers):
        start = today - timedelta(days=20 + 30 * n)
        trip = Trip.objects.create(
            school=school,
            staff=one,
            starts_on=start,
            ends_on=start + timedelta(days=2),
            place="省教育学院（演示）",
            topic=("单元整体教学", "低年级识字")[n],
        )
        for item, amount in (("交通", "126.50"), ("住宿", "360"), ("伙食", "150")):
            TripCost.objects.create(school=school, trip=trip, item=item, amount=Decimal(amount))
        if n:
            day = trip.ends_on + timedelta(days=5)
            trip.report = Record.objects.create(
                school=school,
                number=f"TT{day:%y%m%d}",
                date=day,
                kind="trip_report",
                staff=one,
                title=trip.topic,
                content="带回三张课例，讲了怎样让孩子自己找字的规律。",
                minutes=40,
            )
            trip.save()
            for heard in rng.sample([each for each in staff if each != one], 8):
                TripHearer.objects.create(school=school, trip=trip, staff=heard)
