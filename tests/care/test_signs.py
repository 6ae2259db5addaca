"""Early signs: which children to look at, why, on which rows, and what rests after a look."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.care.models import Absence, RollCall, SignLook
from qingshan.people.models import Pairing, Student
from qingshan.records.models import Record
from qingshan.school import membership
from tests.cast import ROLES

LIST = "/care/signs/"
RULES = f"{LIST}rules/"
TODAY = dt.date(2026, 11, 24)  # a Tuesday
SCHOOL_DAYS = [dt.date(2026, 11, day) for day in (24, 23, 20, 19, 18, 17, 16, 13, 12, 11)]


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


@pytest.fixture
def rolls(cast) -> None:
    for day in SCHOOL_DAYS:
        RollCall.objects.create(
            school=cast.school,
            date=day,
            session=RollCall.Session.MORNING,
            school_class=cast.class_31,
            taken_by=cast.accounts["homeroom"],
        )


def missed(cast, child: Student, *days: dt.date, reason: str = "sick", **more) -> None:
    for day in days:
        Absence.objects.create(
            school=cast.school,
            date=day,
            session=Absence.Session.MORNING,
            student=child,
            school_class=child.school_class,
            reason=reason,
            **more,
        )


def page(cast, who: str, address: str = LIST):
    return cast.sign_in(Client(), who).get(address)


def text(cast, who: str, address: str = LIST) -> str:
    answer = page(cast, who, address)
    assert answer.status_code == 200
    return answer.content.decode()


def of(child: Student) -> str:
    return f"{LIST}{child.pk}/"


@pytest.mark.system("C1")
def test_three_days_in_a_row_ask_for_a_look_and_two_do_not(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:2])
    assert "眼下没有要看的孩子" in text(cast, "homeroom")
    missed(cast, cast.wang, SCHOOL_DAYS[2])
    shown = text(cast, "homeroom")
    assert cast.wang.name in shown
    assert "最近 3 个上课日天天没来" in shown


@pytest.mark.system("C1")
def test_a_row_of_days_is_broken_by_a_day_at_school(cast, rolls):
    missed(cast, cast.wang, SCHOOL_DAYS[0], SCHOOL_DAYS[1], SCHOOL_DAYS[3])
    assert "天天没来" not in text(cast, "homeroom")


@pytest.mark.system("C1")
def test_a_morning_whose_roll_is_not_taken_yet_breaks_no_row(cast, rolls):
    RollCall.objects.filter(date=TODAY).delete()
    missed(cast, cast.wang, *SCHOOL_DAYS[1:4])
    assert "最近 3 个上课日天天没来" in text(cast, "homeroom")


@pytest.mark.system("C1")
def test_being_late_is_not_being_absent(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:5], reason="late")
    assert cast.wang.name not in text(cast, "homeroom")


@pytest.mark.system("C1")
def test_an_absence_in_the_dormitory_is_not_a_morning_missed(cast, rolls):
    for day in SCHOOL_DAYS[:5]:
        Absence.objects.create(
            school=cast.school,
            date=day,
            session=Absence.Session.EVENING,
            student=cast.wang,
            school_class=cast.class_31,
            reason="unexplained",
        )
    assert cast.wang.name not in text(cast, "homeroom")


@pytest.mark.system("C1")
def test_unexplained_absences_are_counted_apart(cast, rolls):
    missed(cast, cast.wang, SCHOOL_DAYS[1], SCHOOL_DAYS[4], reason="unexplained")
    shown = text(cast, "student_affairs")
    assert "最近两周有 2 次缺席还不知道原因" in shown


@pytest.mark.system("C1")
def test_a_child_stands_once_with_all_reasons_and_each_leads_to_its_rows(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:4], reason="unexplained")
    shown = text(cast, "homeroom")
    assert shown.count(f">{cast.wang.name}<") == 1
    child = text(cast, "homeroom", of(cast.wang))
    for sentence in ("3 个上课日天天没来", "4 次缺席还不知道原因", "最近四周缺席 4 天"):
        assert sentence in shown
        assert sentence in child
    assert child.count("2026年11月19日") == 2  # of the fortnight and of the month
    assert "依据：Balfanz" in child


@pytest.mark.system("C1")
def test_the_share_of_a_term_waits_for_ten_school_days(cast, rolls):
    missed(cast, cast.wang, SCHOOL_DAYS[0], *SCHOOL_DAYS[5:9])
    assert "本学期缺席的天数" not in text(cast, "homeroom")  # the term has some fifty days
    client = cast.sign_in(Client(), "principal")
    settings = rules_sheet() | {"term": "5"}
    assert client.post(RULES, settings).status_code == 302
    shown = text(cast, "homeroom")
    assert "本学期缺席的天数到了上课日的" in shown


def concern(cast, number: int, day: dt.date) -> Record:
    return Record.objects.create(
        school=cast.school,
        number=f"C{number}",
        date=day,
        kind="concern",
        parts="family mood",
        staff=cast.staff["homeroom"],
        student=cast.wang,
    )


@pytest.mark.system("C1")
def test_worries_written_down_speak_and_open(cast):
    records = [concern(cast, n, dt.date(2026, 11, 2 + n)) for n in range(2)]
    concern(cast, 3, dt.date(2026, 9, 1))  # longer ago than sixty days
    shown = text(cast, "homeroom", of(cast.wang))
    assert "最近六十天记下了 2 件让人放心不下的事" in shown
    for record in records:
        assert f'href="/records/{record.pk}/"' in shown
    assert "家里有变故、情绪低落" in shown


@pytest.mark.system("C1")
def test_two_circumstances_speak_and_name_themselves(cast):
    Student.objects.filter(pk=cast.wang.pk).update(
        left_behind=Student.LeftBehind.BOTH_PARENTS, needs_aid=True
    )
    shown = text(cast, "homeroom", of(cast.wang))
    assert "留守、孤儿、残疾、困难里占了 2 项" in shown
    assert "父母都在外" in shown
    assert "需要申请资助" in shown


@pytest.mark.system("C1")
def test_a_look_gives_rest_and_says_what_was_seen(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:3])
    client = cast.sign_in(Client(), "homeroom")
    answer = client.post(
        of(cast.wang),
        {"seen": "in_a_row", "outcome": "helped", "words": "感冒了，明天来"},
        follow=True,
    )
    shown = answer.content.decode()
    assert "已经帮上了：感冒了，明天来" in shown
    assert "天天没来" not in shown
    assert cast.wang.name not in text(cast, "student_affairs")
    entry = LogEntry.objects.filter(additional_data__deed="look_into_signs").get()
    assert "感冒" not in str(entry.changes)
    look = SignLook.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM care_signlook WHERE id = %s", [look.pk])
        assert "感冒" not in cursor.fetchone()[0]
    assert not Record.objects.exists()  # nothing but a person opens a case


@pytest.mark.system("C1")
def test_after_its_rest_a_sign_that_still_holds_comes_back(cast, rolls, monkeypatch):
    missed(cast, cast.wang, *SCHOOL_DAYS[:3])
    cast.sign_in(Client(), "homeroom").post(of(cast.wang), {"seen": "in_a_row", "outcome": "watch"})
    for later, back in ((2, False), (3, True)):
        day = TODAY + dt.timedelta(days=later)
        monkeypatch.setattr(membership.timezone, "localdate", lambda day=day: day)
        assert (cast.wang.name in text(cast, "homeroom")) is back


@pytest.mark.system("C1")
def test_a_look_rests_only_what_was_looked_into(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:4], reason="unexplained")
    client = cast.sign_in(Client(), "homeroom")
    client.post(of(cast.wang), {"seen": "in_a_row", "outcome": "watch"})
    shown = text(cast, "homeroom")
    assert "天天没来" not in shown
    assert "还不知道原因" in shown


@pytest.mark.system("C1")
def test_a_look_without_an_outcome_is_asked_again_and_keeps_the_words(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:3])
    client = cast.sign_in(Client(), "homeroom")
    answer = client.post(of(cast.wang), {"seen": "in_a_row", "words": "还没写完"})
    assert answer.status_code == 422
    assert "请选一种。" in answer.content.decode()
    assert "还没写完" in answer.content.decode()
    twice = {"seen": "in_a_row", "outcome": "watch"}
    assert client.post(of(cast.wang), twice).status_code == 302
    late = client.post(of(cast.wang), twice)
    assert late.status_code == 422
    assert SignLook.objects.count() == 1


def rules_sheet() -> dict[str, str]:
    numbers = {"in_a_row": 3, "unexplained": 2, "month": 4, "term": 10, "events": 2, "marks": 2}
    numbers |= {"circumstances": 2}
    return {key: str(n) for key, n in numbers.items()} | {f"{key}_on": "on" for key in numbers}


@pytest.mark.system("C1")
@pytest.mark.parametrize("wrong", ["", "1", "6", "-3", "三", "2.5", "9" * 30])
def test_a_threshold_stays_within_its_bounds(cast, wrong):
    client = cast.sign_in(Client(), "student_affairs")
    answer = client.post(RULES, rules_sheet() | {"in_a_row": wrong})
    assert answer.status_code == 422
    assert "请写 2 到 5 之间的整数。" in answer.content.decode()


@pytest.mark.system("C1")
def test_a_school_sets_from_how_many_on_and_what_is_off(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:2])
    client = cast.sign_in(Client(), "student_affairs")
    client.post(RULES, rules_sheet() | {"in_a_row": "2"})
    assert "最近 2 个上课日天天没来" in text(cast, "homeroom")
    off = {key: value for key, value in rules_sheet().items() if key != "in_a_row_on"}
    client.post(RULES, off)
    assert "天天没来" not in text(cast, "homeroom")
    assert "in_a_row" in rules_sheet()


@pytest.mark.system("C1")
def test_only_those_who_help_see_a_childs_signs(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:3])
    Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.CLASS_CONTACT,
        giver=cast.staff["group_head"],
        school_class=cast.class_31,
        starts_on=dt.date(2026, 9, 1),
    )
    sees = {"principal", "student_affairs", "homeroom"}
    for who in ROLES:
        answer = page(cast, who, of(cast.wang))
        assert (answer.status_code == 200) is (who in sees), who
        listed = page(cast, who)
        named = listed.status_code == 200 and cast.wang.name in listed.content.decode()
        assert named is (who in sees), who


@pytest.mark.system("C1")
def test_whoever_supports_a_child_sees_its_signs_while_they_do(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:3])
    pairing = Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    assert cast.wang.name in text(cast, "teacher")
    pairing.ends_on = dt.date(2026, 11, 23)
    pairing.save()
    assert cast.wang.name not in text(cast, "teacher")


@pytest.mark.system("C1")
def test_the_list_costs_as_much_for_thirty_children_as_for_one(cast, rolls):
    missed(cast, cast.wang, *SCHOOL_DAYS[:3])
    client = cast.sign_in(Client(), "principal")
    client.get(LIST)
    with CaptureQueriesContext(connection) as for_one:
        client.get(LIST)
    for n in range(30):
        child = Student.objects.create(
            school=cast.school,
            number=f"G2208{n:014}",
            name=f"孩子{n}",
            gender="female",
            birth_date=dt.date(2017, 5, 5),
            grade="三年级",
            school_class=cast.class_31,
        )
        missed(cast, child, *SCHOOL_DAYS[:3])
    with CaptureQueriesContext(connection) as for_many:
        answer = client.get(LIST)
    assert answer.content.decode().count("天天没来") == 31
    assert len(for_many) == len(for_one)
