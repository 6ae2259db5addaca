"""What stands in the letters, who gets them and who reads them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.character.models import CourseWish
from qingshan.people.models import GroupHead, Staff
from qingshan.programmes.services import lay_periods
from qingshan.reminders import writing
from qingshan.reminders.models import Letter
from qingshan.school.models import Appointment, CalendarDay, TeachingGroup
from tests.cast import LONG_AGO, add_account, add_student
from tests.character.courses_ground import a_round, course, offering, slot
from tests.programmes.ground import ALL_YEAR, add_year
from tests.reminders.ground import (
    MONDAY,
    NOW,
    letter_of,
    prefers,
    record,
    round_at,
    support,
    told,
)

OPEN = ("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23")


@pytest.mark.system("T3")
def test_a_letter_says_what_is_due_this_week_and_leads_to_where_it_is_done(client, week):
    assert round_at("2026-11-24 09:00").letters == 10  # seven of the staff, three who lead
    week.sign_in(client, "teacher")
    letter = letter_of(week, "teacher")
    assert "每周读一篇教学论文：11月27日前。" in told(letter)
    assert "每年写一万字" not in told(letter)  # due in July
    page = client.get(f"/reminders/{letter.pk}/").content.decode()
    assert "每周读一篇教学论文" in page
    for line in letter.lines:
        assert f'href="{line["href"]}"' in page
        assert client.get(line["href"]).status_code == 200


@pytest.mark.system("T3")
def test_what_is_done_is_not_asked_for_again(week):
    teacher = week.staff["teacher"]
    record(teacher, "paper_reading", "2026-11-23")
    record(teacher, "news_reading", "2026-11-24")
    round_at("2026-11-24 09:00")
    assert told(letter_of(week, "teacher")) == "这一周没有欠着的事。"


@pytest.mark.system("T3")
def test_a_line_is_marked_once_it_is_done(client, week):
    round_at("2026-11-24 09:00")
    week.sign_in(client, "teacher")
    address = f"/reminders/{letter_of(week, 'teacher').pk}/"
    assert "做到了" not in client.get(address).content.decode()
    record(week.staff["teacher"], "paper_reading", "2026-11-24")
    page = client.get(address).content.decode()
    assert page.count("做到了") == 1
    assert "做到了" in page.split("每周读一篇教学论文")[1].split("</li>")[0]


@pytest.mark.system("T3")
@pytest.mark.parametrize(
    ("days", "words"),
    [
        (OPEN, "已经连续 5 个教学日，接着来"),
        (OPEN[:-1], "今天就能做"),
        (OPEN[-2:], "今天就能做"),
    ],
)
def test_a_streak_worth_keeping_is_told(week, days, words):
    record(week.staff["teacher"], "news_reading", *days)
    round_at("2026-11-24 07:00")
    assert f"每天读一则教育新闻：{words}。" in told(letter_of(week, "teacher"))


def test_children_not_seen_for_long_are_a_count_and_lead_to_the_sheet_of_the_first(client, week):
    teacher = week.staff["teacher"]
    support(teacher, week.wang)
    support(teacher, week.feng)
    record(teacher, "home_visit", "2026-10-12", student=week.feng)
    round_at("2026-11-24 09:00")
    line = next(one for one in letter_of(week, "teacher").lines if "孩子" in one["text"])
    assert line["text"] == "你帮扶的孩子里，有 2 个有一阵没去家里看看了。"
    assert line["href"] == f"/records/new/home_visit/?student={week.wang.pk}"  # never visited


def test_a_child_seen_lately_is_not_spoken_of(week):
    support(week.staff["teacher"], week.wang)
    record(week.staff["homeroom"], "home_visit", "2026-11-10", student=week.wang)
    round_at("2026-11-24 09:00")
    assert "孩子" not in told(letter_of(week, "teacher"))


def test_no_letter_holds_a_name(week):
    support(week.staff["teacher"], week.wang)
    round_at("2026-11-24 09:00")
    everything = "\n".join(f"{one.title}\n{told(one)}" for one in Letter.objects.all())
    names = [*(one.name for one in week.staff.values()), week.wang.name, week.feng.name]
    assert [name for name in names if name in everything] == []


@pytest.mark.system("T7")
def test_a_leader_reads_how_the_week_before_went_in_counts(client, week):
    for who in ("teacher", "homeroom"):
        record(week.staff[who], "paper_reading", "2026-11-18")
    round_at("2026-11-24 09:00")
    letter = letter_of(week, "principal", "leader")
    assert letter.title == "11月23日这一周 · 学校的承诺"
    text = told(letter)
    assert "教师读书“五个一”：该做的 35 件，到位 2 件。" in text
    assert "学校党建“五个一”：该做的 10 件，到位 2 件。" in text  # both are in a group
    assert len(letter.lines) <= 6


@pytest.mark.system("T7")
def test_the_names_behind_a_leaders_counts_are_on_a_page_that_counts_as_the_letter_did(
    client, week
):
    record(week.staff["teacher"], "paper_reading", "2026-11-18")
    record(week.staff["homeroom"], "paper_reading", "2026-11-23")  # after the week summed up
    round_at("2026-11-24 09:00")
    week.sign_in(client, "secretary")
    line = next(x for x in letter_of(week, "secretary", "leader").lines if "读书" in x["text"])
    page = client.get(line["href"]).content.decode()
    paper = page.split('id="paper"')[1].split("</section>")[0]
    assert "1 / 7" in paper
    assert "上一周" in paper
    assert "周老师" in paper
    assert "吴老师" not in paper


@pytest.mark.system("T7")
def test_the_head_of_a_group_reads_about_the_group_alone(client, week):
    mathematics = TeachingGroup.objects.create(school=week.school, name="数学教研组")
    Staff.objects.filter(pk=week.staff["teacher"].pk).update(group=mathematics)
    round_at("2026-11-24 09:00")
    letter = letter_of(week, "group_head", "leader")
    assert letter.title == "11月23日这一周 · 语文教研组的承诺"
    assert "该做的 30 件" in told(letter)  # six of seven
    page = week.sign_in(client, "group_head").get("/reminders/weeks/2026-11-23/teacher-five-ones/")
    assert "周老师" in page.content.decode()
    assert "吴老师" not in page.content.decode()


def test_who_heads_a_group_no_more_does_not_open_its_page(client, week):
    round_at("2026-11-24 09:00")
    GroupHead.objects.all().delete()
    week.sign_in(client, "group_head")
    assert client.get("/reminders/weeks/2026-11-23/teacher-five-ones/").status_code == 404


@pytest.mark.parametrize("when", ["2026-11-24", "2026-11-30", "nonsense", "2026-02-30"])
def test_a_week_that_is_none_or_to_come_has_no_page(client, week, when):
    week.sign_in(client, "principal")
    assert client.get(f"/reminders/weeks/{when}/teacher-five-ones/").status_code == 404


@pytest.mark.system("T7")
def test_what_has_time_until_the_end_of_the_term_is_not_called_behind_before_what_is_over(week):
    """At the end of the first week nobody has read the term's book, and all but one a paper."""
    for who in set(week.staff) - {"teacher"}:
        record(week.staff[who], "paper_reading", "2026-09-02")
        record(week.staff[who], "news_reading", "2026-09-04")
    record(week.staff["teacher"], "news_reading", "2026-09-04")
    Staff.objects.update(political_status="群众")
    round_at("2026-09-07 09:00")
    lines = letter_of(week, "principal", "leader").lines
    assert lines[0]["text"] == "最要赶一赶的是“每月写一篇读书心得”：9月 7 人里做到 0 人。"
    for who in week.staff:
        record(week.staff[who], "reading_reflection", "2026-09-05")
    Letter.objects.all().delete()
    round_at("2026-09-07 09:00")
    lines = letter_of(week, "principal", "leader").lines
    assert lines[0]["text"] == "最要赶一赶的是“每周读一篇教学论文”：上一周 7 人里做到 6 人。"
    assert lines[1]["text"].startswith("还差这一项的有 1 人")


def test_where_everything_is_kept_the_leader_is_told_so(week):
    for staff in week.staff.values():
        Staff.objects.filter(pk=staff.pk).update(political_status="群众")
        record(staff, "paper_reading", "2026-11-18")
        record(staff, "news_reading", "2026-11-20")
        record(staff, "monograph_reading", "2026-10-18")
        record(staff, "reading_reflection", "2026-11-02", words=10_000)
    round_at("2026-11-24 09:00")
    assert "各项承诺都跟得上" in told(letter_of(week, "principal", "leader"))


@pytest.mark.system("T3")
def test_another_persons_letter_does_not_exist(client, week):
    round_at("2026-11-24 09:00")
    theirs = letter_of(week, "teacher")
    for who in ("homeroom", "principal", "administrator", "other_school"):
        week.sign_in(client, who)
        assert client.get(f"/reminders/{theirs.pk}/").status_code == 404
        assert f"/reminders/{theirs.pk}/" not in client.get("/reminders/").content.decode()


@pytest.mark.system("T3")
def test_home_speaks_of_a_letter_until_it_is_read(client, week):
    round_at("2026-11-24 09:00")
    week.sign_in(client, "teacher")
    letter = letter_of(week, "teacher")
    address = f'href="/reminders/{letter.pk}/"'
    assert address in client.get("/").content.decode()
    client.get(f"/reminders/{letter.pk}/")
    assert address not in client.get("/").content.decode()
    assert address in client.get("/reminders/").content.decode()


def test_home_does_not_speak_of_last_weeks_letter(client, week):
    round_at("2026-11-16 09:00")
    week.sign_in(client, "teacher")
    assert "来了一封信" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("when", "letters"),
    [
        ("2026-11-23 06:59", 0),
        ("2026-11-23 07:00", 10),
        ("2026-11-27 23:00", 10),
        ("2026-11-28 09:00", 0),  # a Saturday
        ("2026-10-05 09:00", 0),  # no school day in that week
        ("2027-02-01 09:00", 0),  # between terms
        ("2027-08-02 09:00", 0),  # after the year
    ],
)
def test_letters_are_written_from_the_hour_on_in_weeks_with_school(week, when, letters):
    days = [dt.date(2026, 10, day) for day in range(5, 10)]
    CalendarDay.objects.bulk_create(
        CalendarDay(school=week.school, date=day, kind="holiday") for day in days
    )
    lay_periods(week.school)
    assert round_at(when).letters == letters


def test_each_person_has_an_hour_of_their_own(week):
    prefers(week, "teacher", weekday=2, hour=12)
    assert round_at("2026-11-25 11:59").letters == 9
    assert round_at("2026-11-25 12:00").letters == 1
    assert letter_of(week, "teacher").week == MONDAY


def test_a_second_round_writes_nothing_anew(week):
    assert round_at("2026-11-24 09:00").letters == 10
    assert round_at("2026-11-24 09:10").letters == 0
    assert round_at("2026-11-30 07:00").letters == 10


def test_whoever_wants_no_letter_gets_none(week):
    prefers(week, "teacher", in_app=False)
    round_at("2026-11-24 09:00")
    assert not Letter.objects.filter(account=week.accounts["teacher"]).exists()


def test_closed_accounts_and_those_without_an_office_get_none(week):
    week.accounts["teacher"].is_active = False
    week.accounts["teacher"].save()
    Appointment.objects.filter(account=week.accounts["homeroom"]).update(
        until=dt.date(2026, 11, 22)
    )
    assert round_at("2026-11-24 09:00").letters == 8


def test_trouble_with_one_school_leaves_the_others_theirs(week, monkeypatch, caplog):
    add_year(week.other_school, "2026-2027", *ALL_YEAR)
    lay_periods(week.other_school)
    sound = writing.readers_of

    def failing(school, *given):
        if school == week.school:
            raise RuntimeError
        return sound(school, *given)

    monkeypatch.setattr(writing, "readers_of", failing)
    assert round_at("2026-11-24 09:00").letters == 1
    assert "no letters at school" in caplog.text


def test_a_letter_has_six_lines_at_the_most(week, settings):
    many = settings.PACKS_DIR / "many.yaml"
    duties = "".join(
        f"  - {{key: d{n}, title: 每周第{n}件事, short: 第{n}件, record: 公开课, cadence: week,"
        " measure: count, target: 1, unit: 次}\n"
        for n in range(9)
    )
    many.write_text(
        f"key: many\ntitle: 很多事\nsummary: 很多\nsource: 无\n"
        f"audience:\n  words: 全体\nduties:\n{duties}",
        encoding="utf-8",
    )
    round_at("2026-11-24 09:00")
    lines = letter_of(week, "teacher").lines
    assert len(lines) == 6
    assert lines[-1]["href"] == "/programmes/mine/"


def test_letters_cost_the_same_for_one_and_for_thirty(week):
    def cost() -> int:
        Letter.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            assert round_at("2026-11-24 09:00").letters
        return len(asked)

    before = cost()
    for n in range(30):
        staff = one_more(week, n)
        child = add_student(week.school, week.class_41, f"G3{n:03}", f"孩子{n}")
        support(staff, child)
        record(staff, "news_reading", *OPEN)
    assert cost() == before
    assert Letter.objects.count() == 40


def one_more(week, n: int) -> Staff:
    account = add_account(week, f"more{n}", f"更多{n}")
    Appointment.objects.create(account=account, school=week.school, role="teacher", since=LONG_AGO)
    return Staff.objects.create(
        school=week.school,
        number=f"T1{n:02}",
        name=f"更多{n}",
        gender="female",
        political_status="群众",
        hired_on=dt.date(2020, 8, 20),
        post=Staff.Post.PERMANENT,
        account=account,
    )


def test_the_page_and_the_list_cost_the_same_for_one_letter_and_for_thirty(client, week):
    week.sign_in(client, "teacher")

    def cost() -> list[int]:
        found = []
        for address in ("/", "/reminders/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    round_at("2026-11-24 09:00")
    client.get("/")
    before = cost()
    for n in range(30):
        Letter.objects.create(
            school=week.school,
            account=week.accounts["teacher"],
            week=MONDAY - dt.timedelta(weeks=n + 1),
            audience="personal",
            title=f"第{n}封",
        )
    assert cost() == before


def test_letters_go_after_ninety_days(week):
    round_at("2026-11-24 09:00")
    assert round_at("2027-02-21 09:00").deleted == 0
    assert round_at("2027-02-22 09:00").deleted == 10
    assert not Letter.objects.filter(week=MONDAY).exists()


def test_the_moment_is_kept_with_the_letter(week):
    round_at("2026-11-24 09:00")
    assert letter_of(week, "teacher").created_at == NOW


@pytest.mark.system("M6")
def test_a_letter_asks_for_wishes_still_open_and_marks_them_once_all_have_wished(client, week):
    held = a_round(week)
    at = slot(week)
    ball = offering(week, at, course(week, "乒乓球"))
    round_at("2026-11-24 09:00")
    letter = letter_of(week, "homeroom")
    assert "三年级(1)班还有 1 个孩子没写课程志愿，收到 12月4日。" in told(letter)
    assert "课程志愿" not in told(letter_of(week, "teacher"))
    week.sign_in(client, "homeroom")
    address = f"/reminders/{letter.pk}/"
    line = client.get(address).content.decode().split("没写课程志愿")[1].split("</li>")[0]
    assert "做到了" not in line
    CourseWish.objects.create(school=week.school, student=week.wang, slot=at, offering=ball, rank=1)
    line = client.get(address).content.decode().split("没写课程志愿")[1].split("</li>")[0]
    assert "做到了" in line
    assert held.adopted_at is None
