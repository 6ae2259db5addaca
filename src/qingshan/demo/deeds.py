"""Deeds with and for children, and of the branch."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.demo import texts

if TYPE_CHECKING:
    from qingshan.demo.draft import Draft
    from qingshan.demo.people import Child, Teacher

VISITS, VISITED = 207, 150
HOME_TEACHING, TAUGHT_AT_HOME = 10, 3
PORTRAITS = 23
LAST_VISIT_AGO = 27  # days since the newcomer saw the child they support
YEARS_BACK = 3.4
VISIT_PARTS = {
    "解决实事": texts.VISIT_DEEDS,
    "政策宣传": texts.VISIT_NEWS,
    "沟通": texts.VISIT_TALKS,
}


def add_deeds(draft: Draft) -> None:
    _visits(draft)
    _home_teaching(draft)
    _suggestions(draft)
    _portraits(draft)
    _party_lessons(draft)
    _observations(draft)
    _drops(draft)


def _visits(draft: Draft) -> None:
    """Children in hardship first; each of the visited once, some again."""
    rng = draft.rng
    own = draft.supported[draft.newcomer.number]
    first = [c for c in draft.children if c.hardship and c is not own]
    rest = [c for c in draft.children if not c.hardship]
    visited = [own, *rng.sample(first, min(len(first), VISITED - 31))]
    visited += rng.sample(rest, VISITED - len(visited))
    again = rng.choices([c for c in visited if c is not own], k=VISITS - VISITED)
    supporters = {child.number: number for number, child in draft.supported.items()}
    by_number = {teacher.number: teacher for teacher in draft.staff}
    for child in [*visited, *again]:
        day = _day_at_school(draft, child)
        if child is own:
            day = draft.today - timedelta(days=LAST_VISIT_AGO)
        near = [child.room.homeroom]
        if child.number in supporters:
            near.insert(0, by_number[supporters[child.number]])
        teacher = next((t for t in near if t.hired <= day), _one_of_the_old(draft))
        told = [
            draft.fill(rng.choice(part), relation=child.relation)
            for part in (texts.VISIT_HOMES, *VISIT_PARTS.values())
        ]
        draft.deed(
            day,
            "家访",
            teacher,
            child=child,
            title=f"走访{child.home.removeprefix('青山镇')}",
            content="".join(told),
            minutes=rng.randrange(25, 95, 5),
            parts="、".join(VISIT_PARTS),
        )


def _day_at_school(draft: Draft, child: Child) -> date:
    """A day of the last years on which the child was enrolled already."""
    entered = date(int(str(child.row["入学年月"])[:4]), 9, 1)
    longest = min(int(365 * YEARS_BACK), max(0, (draft.today - entered).days))
    return draft.past_day(longest + 1, recent=1.5)


def _one_of_the_old(draft: Draft) -> Teacher:
    old = [t for t in draft.staff if t.post == "在编教师" and t.hired.year <= draft.days.start - 4]
    return draft.rng.choice(old)


def _home_teaching(draft: Draft) -> None:
    rng = draft.rng
    children = [c for c in draft.children if c.row["残疾人类型"] != "无残疾"]
    children = sorted(children, key=lambda c: -c.room.grade)[:TAUGHT_AT_HOME]
    for n in range(HOME_TEACHING):
        child = children[n % len(children)]
        draft.deed(
            _day_at_school(draft, child),
            "送教上门",
            _one_of_the_old(draft),
            child=child,
            title=rng.choice(texts.LESSONS_AT_HOME),
            content=f"{child.relation}在一旁看着，孩子跟着做了下来。留了两样小练习，下次接着来。",
            minutes=rng.choice((40, 60, 80)),
        )


def _suggestions(draft: Draft) -> None:
    """Of the five promises of members the one most often open."""
    rng, days = draft.rng, draft.days.so_far
    chance = 0.6 if len(days) > 20 else 0.2
    for teacher in draft.teachers:
        willing = chance if teacher.member else 0.12
        if teacher is not draft.newcomer and rng.random() < willing:
            title, content = _suggestion(draft)
            draft.deed(rng.choice(days), "合理建议", teacher, title=title, content=content)
        if teacher.hired.year < draft.days.start - 1 and rng.random() < 0.4:
            title, content = _suggestion(draft)
            day = draft.days.first - timedelta(days=rng.randint(60, 340))
            draft.deed(day, "合理建议", teacher, title=title, content=content)


def _suggestion(draft: Draft) -> tuple[str, str]:
    village = draft.rng.choice(draft.children).home.removeprefix("青山镇").rstrip("组123456789")
    title, _, content = draft.rng.choice(texts.SUGGESTIONS).partition("|")
    return draft.fill(title, village=village), draft.fill(content, village=village)


def _portraits(draft: Draft) -> None:
    """The series, an issue every month or so up to some days ago."""
    rng = draft.rng
    told = rng.sample([t for t in draft.teachers if t is not draft.newcomer], PORTRAITS)
    writer = draft.holder("办公室主任")
    day = draft.today - timedelta(days=5)
    for issue in range(PORTRAITS, 0, -1):
        teacher = told.pop()
        years = draft.days.start - teacher.hired.year
        line = draft.fill(rng.choice(texts.PORTRAITS))
        draft.deed(
            day,
            "风采报道",
            writer,
            title=f"《扎根农村，教书育人》第{issue}期 {teacher.name}：{line}",
            content=f"{teacher.name}，{teacher.subject}教师，来青山第{years + 1}年。",
        )
        day -= timedelta(days=rng.randint(22, 48))


def _party_lessons(draft: Draft) -> None:
    speakers = [draft.holder("党支部书记"), draft.holder("校长"), *draft.members[:4]]
    day = draft.today - timedelta(days=12)
    for n in range(12):
        title = texts.PARTY_LESSONS[n % len(texts.PARTY_LESSONS)]
        speaker = speakers[n % len(speakers)]
        draft.deed(
            day,
            "党课",
            speaker if speaker.hired <= day else speakers[0],
            title=f"党课《{title}》",
            content="先讲一个身边的故事，再说自己的打算。会后每人写了一句话。",
            minutes=60,
        )
        day -= timedelta(days=draft.rng.randint(40, 70))


def _observations(draft: Draft) -> None:
    """About three lessons a week, by those who lead."""
    rng = draft.rng
    observers = [t for t in draft.teachers if t.position and t is not draft.newcomer]
    for day in draft.days.so_far:
        if rng.random() < 0.6:
            room = rng.choice(draft.rooms)
            draft.deed(
                day,
                "随机听课",
                rng.choice(observers),
                room=room,
                title=draft.fill("听{subject}课"),
                content=rng.choice(texts.SEEN_IN_LESSONS),
                minutes=40,
            )


def _drops(draft: Draft) -> None:
    """The three minutes before a lesson, every other day in each class."""
    for day in draft.days.so_far:
        for room in draft.rooms:
            if draft.rng.random() < 0.5 and day < draft.today:
                title = draft.rng.choice(texts.DROPS)
                draft.deed(day, "小水滴", room.homeroom, room=room, title=title)
