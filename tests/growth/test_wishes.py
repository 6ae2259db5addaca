"""What a colleague wishes for the mentor pairs of the year."""

from __future__ import annotations

import re

import pytest
from auditlog.models import LogEntry

from qingshan.growth.models import MentoringRound, MentoringWish
from qingshan.people.models import Staff
from qingshan.school.models import SchoolYear
from tests.growth.conftest import TODAY, hire

pytestmark = pytest.mark.system("T7")
WISH = "/growth/mentoring/wish/"


def offered(page: str, name: str) -> set[str]:
    """The names on a list to pick from."""
    held = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    return set(re.findall(r'<option value="\d+"[^>]*>([^<　]+)', held[0])) if held else set()


def test_a_newcomer_asks_for_a_mentor(client, mentors):
    mentors.sign_in(client, "teacher")
    page = client.get(WISH).content.decode()
    assert "想请谁做师傅" in page
    assert "愿意带几位" not in page
    assert offered(page, "first") == {"赵校长", "钱书记", "郑组长"}
    wanted, second = mentors.staff["group_head"], mentors.staff["secretary"]
    answer = client.post(
        WISH, {"first": wanted.pk, "third": second.pk, "note": "想多听课"}, follow=True
    )
    assert "记下了" in answer.content.decode()
    wish = MentoringWish.objects.get(staff=mentors.staff["teacher"], year=mentors.year)
    assert (wish.wishes, wish.note, wish.mentees) == ((wanted.pk, second.pk), "想多听课", None)


def test_whoever_can_guide_says_how_many_and_whom(client, mentors):
    mentors.sign_in(client, "group_head")
    page = client.get(WISH).content.decode()
    assert "想带哪一位" in page
    assert "吴老师" in offered(page, "first")
    assert "郑组长" not in offered(page, "first")
    client.post(WISH, {"mentees": "0", "first": mentors.staff["teacher"].pk})
    wish = MentoringWish.objects.get(staff=mentors.staff["group_head"])
    assert (wish.mentees, wish.wishes) == (0, (mentors.staff["teacher"].pk,))


def test_a_wish_can_be_changed_and_stays_one(client, mentors):
    mentors.sign_in(client, "group_head")
    client.post(WISH, {"mentees": "3", "first": mentors.staff["teacher"].pk})
    client.post(WISH, {"mentees": "", "note": "都好"})
    wish = MentoringWish.objects.get()
    assert (wish.mentees, wish.wishes, wish.note) == (None, (), "都好")
    assert 'value="都好"' in client.get(WISH).content.decode()
    deeds = LogEntry.objects.filter(additional_data__deed="keep_wish")
    assert deeds.count() == 2
    assert {row.actor for row in deeds} == {mentors.accounts["group_head"]}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"mentees": "4"}, "请选 0 到 3 位。"),
        ({"mentees": "-1"}, "请选 0 到 3 位。"),
        ({"first": "999999"}, "请从列表里选一位老师。"),
        ({"note": "长" * 101}, "100"),
    ],
)
def test_a_slip_is_told_at_its_field_and_nothing_is_kept(client, mentors, data, sentence):
    mentors.sign_in(client, "group_head")
    answer = client.post(WISH, {"note": "留着这句"} | data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not MentoringWish.objects.exists()


def test_the_same_colleague_is_not_wished_for_twice(client, mentors):
    mentors.sign_in(client, "teacher")
    key = mentors.staff["group_head"].pk
    answer = client.post(WISH, {"first": key, "second": key, "note": "留着这句"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "郑组长已经写在前面了" in page
    assert "留着这句" in page
    assert not MentoringWish.objects.exists()


def test_nobody_else_sees_or_changes_a_wish(client, mentors):
    wish = MentoringWish.objects.create(
        school=mentors.school, year=mentors.year, staff=mentors.staff["homeroom"], note="悄悄话"
    )
    mentors.sign_in(client, "teacher")
    for page in (WISH, "/growth/mentoring/", f"/people/staff/{wish.staff_id}/"):
        assert "悄悄话" not in client.get(page).content.decode()
    client.post(WISH, {"staff": wish.staff_id, "note": "改掉"})
    wish.refresh_from_db()
    assert wish.note == "悄悄话"


def test_whoever_pairs_reads_the_wishes_on_the_way(client, mentors):
    MentoringWish.objects.create(
        school=mentors.school, year=mentors.year, staff=mentors.staff["teacher"], note="想多听课"
    )
    mentors.sign_in(client, "secretary")
    assert "想多听课" in client.get("/growth/mentoring/proposal/").content.decode()


def test_once_the_pairs_are_adopted_wishes_are_closed(client, mentors):
    mentors.sign_in(client, "teacher")
    client.post(WISH, {"first": mentors.staff["group_head"].pk})
    MentoringRound.objects.create(school=mentors.school, year=mentors.year, adopted_on=TODAY)
    page = client.get(WISH).content.decode()
    assert "已经定了" in page
    assert "郑组长" in page
    assert client.post(WISH, {"note": "来不及了"}).status_code == 422
    assert MentoringWish.objects.get().note == ""


def test_a_colleague_who_does_not_teach_is_not_asked(client, mentors):
    mentors.staff["teacher"].post = Staff.Post.SUPPORT
    mentors.staff["teacher"].save()
    mentors.sign_in(client, "teacher")
    assert "不用写意愿" in client.get(WISH).content.decode()
    client.post(WISH, {"note": "也想写"})
    assert not MentoringWish.objects.exists()


def test_without_a_school_year_there_is_nothing_to_wish_for(client, mentors):
    SchoolYear.objects.all().delete()
    mentors.sign_in(client, "teacher")
    assert "还没有开始登记" in client.get(WISH).content.decode()


def test_who_has_left_is_not_offered(client, mentors):
    hire(mentors, 1, year=2001, position="已退休")
    hire(mentors, 2, year=2001)
    mentors.sign_in(client, "teacher")
    page = client.get(WISH).content.decode()
    assert "新2老师" in offered(page, "first")
    assert "新1老师" not in page
