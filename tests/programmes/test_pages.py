from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.people.models import Pairing, Staff
from qingshan.school import membership
from tests.programmes.ground import add_staff, record

LEADERS = ("administrator", "principal", "secretary")
COLLEAGUES = ("student_affairs", "group_head", "homeroom", "teacher")
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _it_is_november(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def page(client, address) -> str:
    answer = client.get(f"/programmes/{address}")
    assert answer.status_code == 200, answer.status_code
    text = answer.content.decode()
    assert text.count("<h1") == 1
    return text.split("<main", 1)[1]


def test_every_programme_is_told_in_plain_words_with_its_source(client, laid):
    laid.sign_in(client, "teacher")
    text = page(client, "")
    for said in ("教师读书“五个一”", "党员（含预备党员）", "每周读一篇教学论文", "案例文件"):
        assert said in text
    own = [part for part in text.split('<section class="card">')[1:] if "有我" in part]
    assert any("教师读书“五个一”" in part for part in own)
    assert not any("党建“五个一”" in part for part in own), "the teacher is no party member"


@pytest.mark.system("T3")
def test_ones_own_duties_begin_with_what_is_due_today(client, laid, teacher):
    record(teacher, "news_reading", "2026-11-20", "2026-11-23")
    record(teacher, "paper_reading", "2026-11-23")
    record(teacher, "reading_notes", "2026-10-01", words=6200)
    laid.sign_in(client, "teacher")
    text = page(client, "mine/")
    today, later = text.split("<h2>这两周里</h2>")
    ahead, year = later.split("<h2>这学年</h2>")
    assert "每天读一则教育新闻" in today
    assert "连续 2 个教学日" in today
    assert "/records/new/news_reading/" in today
    assert "每月写一篇读书心得" in ahead
    assert "11月30日前" in ahead
    assert "每周读一篇教学论文" not in ahead
    assert "每周读一篇教学论文" in year
    assert "还差 3,800 字" in year


@pytest.mark.system("T3")
def test_once_read_the_day_is_done(client, laid, teacher):
    record(teacher, "news_reading", "2026-11-24")
    laid.sign_in(client, "teacher")
    assert "今天的都做到了" in page(client, "mine/")


@pytest.mark.system("F2")
def test_a_member_sees_the_five_and_what_is_open(client, laid, member):
    record(member, "suggestion", "2026-11-02")
    laid.sign_in(client, "secretary")
    text = page(client, "member-five-ones/")
    own = text.split("<h2>我自己</h2>")[1].split("<h2>怎么做</h2>")[0]
    assert own.count("这学年还没有") == 3
    assert own.count("这学年做到了") == 2


@pytest.mark.system("F2")
def test_the_secretary_sees_the_branch_on_one_page_and_who_has_none(client, laid, member):
    record(member, "suggestion", "2026-11-02")
    Pairing.objects.create(
        school=laid.school,
        kind="student_support",
        giver=laid.staff["principal"],
        student=laid.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    laid.sign_in(client, "secretary")
    text = page(client, "member-five-ones/")
    assert "2 人；最缺的是“带徒弟”“联系班级”" in text
    assert "1 / 2" in text
    assert "0 / 2" in text
    open_one = page(client, "member-five-ones/suggestion/")
    not_yet, done = open_one.split("做到的 1 人")
    assert "赵校长" in not_yet
    assert "钱书记" in done


@pytest.mark.parametrize("who", LEADERS)
def test_who_leads_sees_how_far_everybody_is(client, laid, who):
    laid.sign_in(client, who)
    assert "做到的人" in page(client, "teacher-five-ones/")
    assert "吴老师" in page(client, "teacher-five-ones/news/")


@pytest.mark.parametrize("who", COLLEAGUES)
def test_a_colleague_sees_only_their_own_line(client, laid, who):
    laid.sign_in(client, who)
    text = page(client, "teacher-five-ones/")
    assert "我自己" in text
    assert "做到的人" not in text
    assert client.get("/programmes/teacher-five-ones/news/").status_code == 404


def test_names_stand_by_number_and_never_by_how_much(client, laid, teacher):
    record(teacher, "news_reading", "2026-11-23", "2026-11-24")
    record(laid.staff["administrator"], "news_reading", "2026-11-24")
    laid.sign_in(client, "principal")
    done = page(client, "teacher-five-ones/news/").split("做到的 2 人")[1]
    assert done.index("李助理") < done.index("吴老师")


def test_a_persons_duty_shows_its_rows_and_what_is_missing(client, laid, teacher):
    record(teacher, "news_reading", "2026-09-01", "2026-09-02", title="乡村教育振兴")
    record(teacher, "monograph_reading", "2026-09-03", title="别的书")
    laid.sign_in(client, "teacher")
    text = page(client, f"teacher-five-ones/news/{teacher.pk}/")
    assert "62 次里做到 2 次" in text
    assert "8月：31日" in text
    assert "24日（今天，还来得及）" in text
    assert text.count("乡村教育振兴") == 2
    assert "别的书" not in text


def test_a_members_pairings_stand_behind_the_duty(client, laid, member):
    Pairing.objects.create(
        school=laid.school,
        kind="class_contact",
        giver=member,
        school_class=laid.class_31,
        starts_on=dt.date(2026, 9, 1),
    )
    laid.sign_in(client, "secretary")
    assert "三年级(1)班" in page(client, f"member-five-ones/class/{member.pk}/")
    assert "还没有结对" in page(client, f"member-five-ones/mentor/{member.pk}/")
    assert "语文教研组" in page(client, f"member-five-ones/group/{member.pk}/")


@pytest.mark.parametrize("who", ["homeroom", "student_affairs", "other_school", "county_officer"])
def test_a_colleagues_duty_does_not_exist_for_another(client, laid, teacher, who):
    laid.sign_in(client, who)
    answer = client.get(f"/programmes/teacher-five-ones/news/{teacher.pk}/")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "address",
    ["nothing/", "nothing/news/", "teacher-five-ones/nothing/", "member-five-ones/mentor/{pk}/"],
)
def test_what_no_pack_says_does_not_exist(client, laid, teacher, address):
    laid.sign_in(client, "principal")
    assert client.get(f"/programmes/{address.format(pk=teacher.pk)}").status_code == 404


def test_an_account_that_is_not_staff_is_told_so(client, laid):
    Staff.objects.filter(pk=laid.staff["student_affairs"].pk).update(account=None)
    laid.sign_in(client, "student_affairs")
    assert "不在教职工名册里" in page(client, "mine/")
    assert "怎么做" in page(client, "teacher-five-ones/")


def test_in_a_school_without_a_calendar_nothing_is_asked(client, laid):
    laid.sign_in(client, "other_school")
    assert "怎么做" in page(client, "teacher-five-ones/")


def test_in_the_summer_the_members_answers_stay(client, laid, member, monkeypatch):
    record(member, "suggestion", "2026-11-02")
    monkeypatch.setattr(membership.timezone, "localdate", lambda: dt.date(2027, 8, 1))
    laid.sign_in(client, "secretary")
    assert "刚过去的学年做到了" in page(client, "mine/")


@pytest.mark.parametrize(
    "address", ["member-five-ones/", "teacher-five-ones/", "teacher-five-ones/news/", "mine/"]
)
def test_a_page_costs_the_same_with_thirty_colleagues_as_with_few(client, laid, member, address):
    laid.sign_in(client, "secretary")
    page(client, address)
    with CaptureQueriesContext(connection) as few:
        page(client, address)
    for n in range(30):
        staff = add_staff(laid.school, f"X{n}", political_status="中共党员")
        record(staff, "news_reading", "2026-11-23", "2026-11-24")
    record(member, "news_reading", "2026-11-23")
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(many) == len(few)
