"""The timetable of the demonstration: every class has its lessons, and nobody is in two places.

Lessons are placed one by one at the time that disturbs least; what stands in the way is taken out
and placed again. The same seed gives the same timetable.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.demo.draft import Draft
    from qingshan.demo.people import ClassRoom, Teacher

BELLS = (
    ("1", "08:00", "08:40"),
    ("2", "08:50", "09:30"),
    ("3", "10:00", "10:40"),
    ("4", "10:50", "11:30"),
    ("5", "13:40", "14:20"),
    ("6", "14:30", "15:10"),
    ("7", "15:20", "16:00"),
)
SPECIAL_ROOMS = {"信息科技": "计算机教室"}
_LOWER = {"语文": 8, "数学": 6, "道德与法治": 2, "科学": 1, "体育": 4, "音乐": 2, "美术": 2}
_MIDDLE = {
    "语文": 7,
    "数学": 6,
    "英语": 3,
    "道德与法治": 2,
    "科学": 2,
    "体育": 3,
    "音乐": 2,
    "美术": 2,
    "信息科技": 1,
}
_UPPER = {
    "语文": 6,
    "数学": 6,
    "英语": 5,
    "道德与法治": 2,
    "历史": 2,
    "体育": 3,
    "音乐": 1,
    "美术": 1,
}
LESSONS = {
    **dict.fromkeys((1, 2), (5, _LOWER)),
    **dict.fromkeys((3, 4, 5, 6), (6, _MIDDLE)),
    7: (7, {**_UPPER, "地理": 2, "生物": 2, "信息科技": 1}),
    8: (7, {**_UPPER, "地理": 2, "生物": 2, "信息科技": 1, "物理": 3}),
    9: (7, {**_UPPER, "物理": 4, "化学": 4}),
}
"""Grade → bells of a day, and how often a week each subject is taught."""

DAYS = "一二三四五"


@dataclass(frozen=True, eq=False)
class Wanted:
    """One lesson to place. `needs` are the class, the colleague and the room that it takes."""

    key: int
    room: ClassRoom
    subject: str
    teacher: Teacher
    place: str
    bells: int

    @property
    def needs(self) -> tuple[str, ...]:
        return self.room.code, self.teacher.number, self.place


def add_timetable(draft: Draft) -> None:
    """The bells, both terms' lessons, and whose weekday each make-up day follows."""
    for number, starts, ends in BELLS:
        draft.add("节次", {"节次": number, "上课": starts, "下课": ends})
    rng = Random(draft.staff[0].identity)  # noqa: S311 - invented rows, apart from all others
    placed = place(list(wanted(draft)), rng)
    for first, last in draft.days.terms:
        for lesson, (day, bell) in placed:
            draft.add(
                "课表",
                {
                    "开始日期": first,
                    "结束日期": last,
                    "班级编号": lesson.room.code,
                    "星期": f"星期{DAYS[day]}",
                    "节次": str(bell + 1),
                    "单双周": "每周",
                    "学科": lesson.subject,
                    "教师工号": lesson.teacher.number,
                    "教室": lesson.place,
                },
            )
    made_up = sorted(day for day, kind in draft.days.departures.items() if kind == "补课")
    for n, extra in enumerate(made_up):
        if extra <= draft.today:
            draft.add("补课安排", {"日期": extra, "按星期几": f"星期{DAYS[n % 5]}"})


def wanted(draft: Draft) -> Iterator[Wanted]:
    """What has to be taught: a class keeps one teacher a subject, each teacher about as much."""
    load: Counter[str] = Counter()
    key = 0
    for room in draft.rooms:
        bells, subjects = LESSONS[room.grade]
        for subject, times in subjects.items():
            able = [t for t in draft.teachers if t.subject == subject]
            own = [t for t in able if t is room.homeroom]
            teacher = min(own or able, key=lambda t: (load[t.number], t.number))
            load[teacher.number] += times
            place = SPECIAL_ROOMS.get(subject, f"{room.name}教室")
            for _ in range(times):
                key += 1
                yield Wanted(key, room, subject, teacher, place, bells)


Time = tuple[int, int]
MOST_MOVES = 60_000


def place(lessons: list[Wanted], rng: Random) -> list[tuple[Wanted, Time]]:
    """Each lesson with its day and bell, both from 0. Raises `RuntimeError` where it gives up."""
    waiting = deque(rng.sample(lessons, len(lessons)))
    at: dict[Wanted, Time] = {}
    taken: dict[tuple[Time, str], Wanted] = {}
    moves: Counter[int] = Counter()
    on_day: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)

    def cost(lesson: Wanted, time: Time) -> tuple[int, float]:
        rivals = {taken[time, need] for need in lesson.needs if (time, need) in taken}
        crowded = on_day[lesson.room.code, lesson.subject][time[0]]
        return sum(1 + moves[r.key] for r in rivals) * 3 + crowded * 4 + time[1] // 4, rng.random()

    def take_out(lesson: Wanted) -> None:
        time = at.pop(lesson)
        for need in lesson.needs:
            del taken[time, need]
        on_day[lesson.room.code, lesson.subject][time[0]] -= 1

    for _ in range(MOST_MOVES):
        if not waiting:
            return sorted(at.items(), key=lambda pair: pair[0].key)
        lesson = waiting.popleft()
        times = [(day, bell) for day in range(len(DAYS)) for bell in range(lesson.bells)]
        best = min(times, key=lambda time: cost(lesson, time))
        for rival in dict.fromkeys(taken[best, n] for n in lesson.needs if (best, n) in taken):
            take_out(rival)
            waiting.append(rival)
        moves[lesson.key] += 1
        at[lesson] = best
        taken |= {(best, need): lesson for need in lesson.needs}
        on_day[lesson.room.code, lesson.subject][best[0]] += 1
    raise RuntimeError("the timetable of the demonstration does not fit")
