"""The cases of the demonstration, each at another point of the way, and what the fund is asked."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from qingshan.care.models import Case, CaseMember, CaseStep, Concern, Ground, State
from qingshan.demo.fund import ask_the_fund
from qingshan.demo.home_teaching import teach_at_home
from qingshan.people.models import HomeroomTeacher, Staff, Student
from qingshan.records.models import Evidence, Record

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

Kind = CaseStep.Kind
STORIES: tuple[tuple[str, int, str, str, str], ...] = (
    (
        Concern.SUSPECTED,
        1,
        "连着几天没来，电话里奶奶说去县城找妈妈了，什么时候回来说不准。",
        "和妈妈说上话，这周内回到教室。",
        "再打一次妈妈的电话；打不通就去家里。",
    ),
    (
        Concern.SUPPORT,
        2,
        "父母都在外地，跟爷爷住，这学期话少了，作业常常不交。",
        "每周谈一次，期末前数学跟上来。",
        "和数学老师商量补哪几课。",
    ),
    (
        Concern.OUT,
        1,
        "两周没来上学，在镇上的修车铺帮工。",
        "回到学校；不肯回来就先把家长请来。",
        "和村干部一起去修车铺和家里各走一趟。",
    ),
    (
        Concern.SUSPECTED,
        3,
        "转学手续没办就走了，说是去了外地亲戚家。",
        "弄清在哪里上学。",
        "",
    ),
)
OPENED = (6, 40, 15, 55)  # days ago
NEXT = (1, 3, -2, 0)  # days ahead


def open_cases(school: School, keepers: tuple[Account, Account], *, seed: int, today: date) -> None:
    """`keepers` are the two who close the last. Nothing where the school has no such children."""
    rng = Random(seed)  # noqa: S311 - invented rows
    first, second = keepers
    ask_the_fund(school, (first,), second, today)
    teach_at_home(school, today)
    children = list(
        Student.objects.filter(school=school, left_behind=Student.LeftBehind.BOTH_PARENTS)
        .select_related("school_class")
        .order_by("-school_class__grade_number", "number")[: 3 * len(STORIES)]
    )
    if len(children) < len(STORIES):
        return
    leading = dict(
        HomeroomTeacher.objects.filter(school=school).values_list("school_class", "staff")
    )
    staff = {person.pk: person for person in Staff.objects.filter(school=school)}
    for child, story, ago, ahead in zip(
        rng.sample(children, len(STORIES)), STORIES, OPENED, NEXT, strict=True
    ):
        led = leading.get(child.school_class_id)
        teacher = staff.get(led) if led else None
        if teacher is None:
            continue
        concern, stage, why, goals, step = story
        case = Case.objects.create(
            school=school,
            student=child,
            concern=concern,
            responsible=teacher,
            opened_on=today - timedelta(days=ago),
            why=why,
            stage=stage,
            goals=goals,
            next_step=step,
            next_step_on=today + timedelta(days=ahead) if step else None,
        )
        _step(case, Kind.OPENED, case.opened_on, first)
        _tried(case, teacher)
        if stage > 1:
            day = case.opened_on + timedelta(days=10)
            _step(case, Kind.STAGE, day, first, "眼前的难处有人管了。")
        helper = rng.choice([person for person in staff.values() if person != teacher])
        CaseMember.objects.create(school=school, case=case, staff=helper, since=case.opened_on)
        if not step:
            _close(case, teacher, first, second, today)


def _tried(case: Case, teacher: Staff) -> None:
    for after, kind, words in (
        (1, "guardian_contact", "打了三次电话，第三次奶奶接的。"),
        (3, "return_attempt", "到家里去了，孩子不在，和爷爷约了下次。"),
    ):
        _record(case, teacher, case.opened_on + timedelta(days=after), kind, words)


def _record(case: Case, teacher: Staff, day: date, kind: str, words: str) -> Record:
    return Record.objects.create(
        school_id=case.school_id,
        number=f"C{case.pk:03}{day:%m%d}{kind[0].upper()}",
        date=day,
        kind=kind,
        staff=teacher,
        student=case.student,
        content=words,
    )


def _close(case: Case, teacher: Staff, first: Account, second: Account, today: date) -> None:
    day = min(case.opened_on + timedelta(days=20), today)
    record = _record(case, teacher, day, "guardian_contact", "家长送来了转入学校的学籍回执。")
    Evidence.objects.create(
        school_id=case.school_id,
        record=record,
        file=ContentFile("转入回执（演示）".encode(), name="receipt.txt"),
        name="转入回执.txt",
        media_type="text/plain",
        size=len("转入回执（演示）".encode()),
        added_by=first,
    )
    case.state, case.ground, case.evidence = State.CLOSING, Ground.TRANSFERRED, record
    case.asked_by = first
    _step(case, Kind.ASKED, day, first, "回执在记录里。")
    case.state, case.closed_by, case.closed_on = State.CLOSED, second, day
    case.save()
    _step(case, Kind.CLOSED, day, second, "和转入学校通过电话。")


def _step(case: Case, kind: CaseStep.Kind, day: date, by: Account, words: str = "") -> None:
    CaseStep.objects.create(
        school_id=case.school_id,
        case=case,
        kind=kind,
        date=day,
        by=by,
        words=words,
        concern=case.concern,
        state=case.state,
        ground=case.ground,
    )
