"""Staff, classes and children of the demonstration school."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.demo import names

if TYPE_CHECKING:
    from random import Random

    from qingshan.demo.calendar import SchoolDays

STUDENTS, DISABLED = 780, 6
GRADES = "一二三四五六七八九"

# How many of each post, and what the document says of the special-post teachers.
SPECIAL, PERMANENT, EXCHANGE, SUBSTITUTE, SUPPORT = 43, 35, 4, 2, 6
MIDLEVEL, JOINED, MEMBERS_ALREADY, APPLICANTS = 8, 7, 2, 15
MEMBERS_ELSEWHERE = 14

GROUPS = {
    "语文教研组": ("语文",),
    "数学教研组": ("数学",),
    "英语教研组": ("英语",),
    "理化生教研组": ("物理", "化学", "生物", "科学"),
    "政史地教研组": ("道德与法治", "历史", "地理"),
    "艺体教研组": ("音乐", "美术", "体育", "信息科技"),
}
TEACHERS_OF = {
    "语文": 21,
    "数学": 20,
    "英语": 13,
    "物理": 2,
    "化学": 2,
    "生物": 1,
    "科学": 3,
    "道德与法治": 3,
    "历史": 2,
    "地理": 1,
    "音乐": 4,
    "美术": 4,
    "体育": 5,
    "信息科技": 3,
}
GROUP_OF = {subject: group for group, subjects in GROUPS.items() for subject in subjects}


@dataclass
class Teacher:
    """One of the staff; `joined` and `applied` are the party's dates."""

    number: str
    name: str
    female: bool
    born: date
    identity: str
    hired: date
    post: str
    politics: str = "群众"
    joined: date | None = None
    applied: date | None = None
    position: str = ""
    subject: str = ""
    group: str = ""
    phone: str = ""
    diligence: float = 0.95

    @property
    def member(self) -> bool:
        return self.politics in {"中共党员", "中共预备党员"}

    @property
    def row(self) -> dict[str, object]:
        return {
            "工号": self.number,
            "姓名": self.name,
            "性别": "女" if self.female else "男",
            "出生日期": self.born,
            "身份证件号": self.identity,
            "政治面貌": self.politics,
            "入党日期": self.joined,
            "申请入党日期": self.applied,
            "入职日期": self.hired,
            "岗位类型": self.post,
            "职务": self.position,
            "任教学科": self.subject,
            "教研组": self.group,
            "手机号": self.phone,
        }


@dataclass
class ClassRoom:
    code: str
    grade: int
    name: str
    homeroom: Teacher

    @property
    def row(self) -> dict[str, object]:
        return {
            "班级编号": self.code,
            "年级": f"{GRADES[self.grade - 1]}年级",
            "班级名称": self.name,
            "班主任工号": self.homeroom.number,
        }


@dataclass
class Child:
    """A child; `hardship` says why a teacher would visit first."""

    number: str
    name: str
    room: ClassRoom
    row: dict[str, object] = field(repr=False)
    relation: str = "母亲"
    hardship: bool = False

    @property
    def home(self) -> str:
        return str(self.row["现住址"])


def make_staff(rng: Random, days: SchoolDays) -> list[Teacher]:
    posts = (
        ["特岗教师"] * SPECIAL
        + ["在编教师"] * PERMANENT
        + ["交流教师"] * EXCHANGE
        + ["代课教师"] * SUBSTITUTE
        + ["工勤人员"] * SUPPORT
    )
    subjects = [subject for subject, count in TEACHERS_OF.items() for _ in range(count)]
    rng.shuffle(subjects)
    everyone = [_teacher(rng, days, n, post) for n, post in enumerate(posts, start=1)]
    for teacher in everyone:
        if teacher.post != "工勤人员":
            teacher.subject = subjects.pop()
            teacher.group = GROUP_OF[teacher.subject]
    _give_positions(everyone)
    _give_politics(rng, days, everyone)
    return everyone


def _teacher(rng: Random, days: SchoolDays, n: int, post: str) -> Teacher:
    female = rng.random() < (0.4 if post == "工勤人员" else 0.66)
    if post == "特岗教师":
        # The first of them is in the second year, the next eight long enough to lead something.
        years = 1 if n == 1 else rng.randint(3, 7) if n <= MIDLEVEL + 1 else rng.randint(0, 7)
        hired = date(days.start - years, 8, 20)
        born = date(hired.year - rng.randint(22, 25), rng.randint(1, 12), rng.randint(1, 28))
    else:
        born = date(days.start - rng.randint(34, 58), rng.randint(1, 12), rng.randint(1, 28))
        hired = date(min(born.year + rng.randint(22, 26), days.start - 3), 8, 20)
    return Teacher(
        number=f"T{n:03}",
        name=names.grown_up(rng, woman=female),
        female=female,
        born=born,
        identity=names.id_number(born, n, female=female),
        hired=min(hired, days.today),
        post=post,
        phone=names.phone(rng),
        diligence=min(0.995, rng.gauss(0.95, 0.035)),
    )


def _give_positions(everyone: list[Teacher]) -> None:
    special = [t for t in everyone if t.post == "特岗教师"]
    permanent = [t for t in everyone if t.post == "在编教师"]
    for teacher in special[1 : MIDLEVEL + 1]:
        teacher.position = "中层干部"
    leaders = ("校长", "党支部书记", "副校长", "副校长", "学生事务主任", "办公室主任", "总务主任")
    for teacher, position in zip(permanent, leaders, strict=False):
        teacher.position = position


def _give_politics(rng: Random, days: SchoolDays, everyone: list[Teacher]) -> None:
    special = [t for t in everyone if t.post == "特岗教师"]
    # Whoever joined after being hired has served a year at least; the first does so on the screen.
    served = [t for t in special[1:] if t.hired.year < days.start]
    joined = [special[0], *rng.sample(served, JOINED - 1)]
    for teacher in joined:
        teacher.politics = "中共党员"
        teacher.applied = teacher.hired + timedelta(days=rng.randint(20, 120))
        latest = date(days.start, 6, 25)
        year = rng.randint(teacher.hired.year + 1, latest.year)
        teacher.joined = date(year, 6, rng.randint(18, 25))
        if year == latest.year:
            teacher.politics = "中共预备党员"
    rest = [t for t in special if t not in joined]
    already, others = rest[-MEMBERS_ALREADY:], rest[:-MEMBERS_ALREADY]
    for teacher in already:
        teacher.politics = "中共党员"
        teacher.joined = teacher.hired - timedelta(days=rng.randint(200, 500))
        teacher.applied = teacher.joined - timedelta(days=500)
    for teacher in rng.sample(others, APPLICANTS):
        since = max(1, (days.today - teacher.hired).days)
        teacher.applied = teacher.hired + timedelta(days=rng.randint(0, min(since, 600)))
    _older_members(rng, [t for t in everyone if t.post != "特岗教师"])
    for teacher in special:
        if teacher.politics == "群众" and days.start - teacher.born.year < 28:
            teacher.politics = "共青团员"


def _older_members(rng: Random, elsewhere: list[Teacher]) -> None:
    """The leaders are members; so is one of the support staff, who stands in no group."""
    leaders = elsewhere[:5]
    others = rng.sample(elsewhere[5:-SUPPORT], MEMBERS_ELSEWHERE - len(leaders) - 1)
    for teacher in [*leaders, *others, elsewhere[-1]]:
        teacher.politics = "中共党员"
        teacher.joined = date(teacher.hired.year + rng.randint(1, 2), 7, 1)
        teacher.applied = teacher.joined - timedelta(days=700)


def make_classes(rng: Random, staff: list[Teacher]) -> list[ClassRoom]:
    """Two of each grade, led by teachers without another office; the first of all leads none."""
    free = [t for t in staff if t.post in {"特岗教师", "在编教师"} and not t.position][1:]
    leaders = rng.sample(free, 2 * len(GRADES))
    return [
        ClassRoom(f"C{grade}{n}", grade, f"{GRADES[grade - 1]}年级({n})班", leaders.pop())
        for grade in range(1, len(GRADES) + 1)
        for n in (1, 2)
    ]


def make_children(rng: Random, days: SchoolDays, rooms: list[ClassRoom]) -> list[Child]:
    children: list[Child] = []
    births: Counter[tuple[date, bool]] = Counter()
    for seat in range(1, STUDENTS // len(rooms) + 8):
        for room in rooms:
            if len(children) < STUDENTS and (seat <= 40 or rng.random() < 0.7):
                children.append(_child(rng, days, room, seat, births))
    for child in rng.sample(children, DISABLED):
        child.row["残疾人类型"] = rng.choice(("肢体残疾", "智力残疾"))
    return children


def _child(
    rng: Random,
    days: SchoolDays,
    room: ClassRoom,
    seat: int,
    births: Counter[tuple[date, bool]],
) -> Child:
    girl = rng.random() < 0.48
    entered = days.start - room.grade + 1
    born = date(entered - 7, 9, 1) + timedelta(days=rng.randrange(365))
    births[born, girl] += 1
    identity = names.id_number(born, births[born, girl], female=girl)
    name = names.child(rng, girl=girl)
    relation = rng.choice(names.RELATIONS)
    left_behind = rng.choices(
        ("非留守儿童", "单亲留守儿童", "双亲留守儿童"), (0.72, 0.17, 0.11), k=1
    )[0]
    if left_behind == "双亲留守儿童":
        relation = rng.choice(("祖母", "祖父", "外祖母"))
    needs_aid = rng.random() < (0.35 if left_behind != "非留守儿童" else 0.08)
    boards = rng.random() < (0.2 if room.grade <= 3 else 0.55)
    phone = names.phone(rng)
    row: dict[str, object] = {
        "学籍号": f"G{identity}",
        "姓名": name,
        "性别": "女" if girl else "男",
        "出生日期": born,
        "身份证件类型": "居民身份证",
        "身份证件号": identity,
        "民族": rng.choice(names.ETHNICITIES),
        "班内学号": seat,
        "年级": room.row["年级"],
        "班级": room.code,
        "入学年月": f"{entered}09",
        "就读方式": "住校" if boards else "走读",
        "现住址": names.address(rng),
        "联系电话": phone,
        "是否留守儿童": left_behind,
        "是否孤儿": "是" if rng.random() < 0.004 else "否",
        "是否享受一补": "是" if boards and needs_aid else "否",
        "残疾人类型": "无残疾",
        "是否需要申请资助": "是" if needs_aid else "否",
        "家庭成员或监护人姓名1": names.parent_of(rng, name, relation),
        "关系1": relation,
        "联系电话1": phone,
    }
    return Child(
        number=f"G{identity}",
        name=name,
        room=room,
        row=row,
        relation=relation,
        hardship=needs_aid or left_behind == "双亲留守儿童",
    )
