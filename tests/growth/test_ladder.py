"""The ladder of titles: who stands where, and by which evidence somebody is ready for the next."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import Title
from qingshan.records.models import Record
from tests.cast import ROLES
from tests.growth.conftest import TODAY, hire

pytestmark = pytest.mark.system("T8")
LADDER = "/growth/ladder/"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def did(cast, staff, kind: str, number: int, day: dt.date = TODAY) -> Record:
    for _ in range(number):
        made = Record.objects.create(
            school=cast.school,
            number=f"D{Record.objects.count()}",
            date=day,
            kind=kind,
            title=f"{kind}一次",
            staff=staff,
        )
    return made


def won(cast, staff, title: str, day: dt.date = dt.date(2025, 6, 1)) -> Title:
    return Title.objects.create(
        school=cast.school, staff=staff, title=title, level="区级", awarded_on=day
    )


def standing(cast, who: str = "homeroom") -> dict[str, list[str]]:
    rungs = by(cast, who).get(LADDER).context["rungs"]
    return {rung.key: [name for _, name in people] for rung, people in rungs}


def test_everybody_sees_who_stands_where_by_number_and_once(mentors):
    won(mentors, mentors.staff["teacher"], "校级骨干教师")
    won(mentors, mentors.staff["teacher"], "区级骨干教师")
    won(mentors, mentors.staff["group_head"], "区级骨干教师", TODAY)
    won(mentors, mentors.staff["secretary"], "市教学能手", TODAY + dt.timedelta(days=9))
    won(mentors, mentors.staff["secretary"], "区人大代表")  # beside the ladder
    assert standing(mentors) == {
        "province": [],
        "city": [],
        "district": ["郑组长", "吴老师"],
        "school": [],
    }


def test_who_is_ready_for_the_next_and_by_which_evidence(mentors):
    staff = mentors.staff["group_head"]  # ten years in the work
    won(mentors, staff, "校级骨干教师")
    did(mentors, staff, "open_lesson", 4)
    did(mentors, staff, "open_lesson", 3, dt.date(2019, 5, 1))  # too long ago to count
    principal = by(mentors, "principal")
    assert "郑组长" not in [one.name for one in principal.get(LADDER).context["ready"]]
    page = by(mentors, "group_head").get(f"{LADDER}{staff.pk}/").content.decode()
    assert "五年里上过四节公开课：有 4" in page
    assert "有一项教学成果：有 0" in page
    record = did(mentors, staff, "teaching_result", 1)
    (one,) = [one for one in principal.get(LADDER).context["ready"] if one.name == "郑组长"]
    assert one.next.key == "district"
    page = by(mentors, "group_head").get(f"{LADDER}{staff.pk}/").content.decode()
    assert "下一级要的都有了" in page
    assert f"/records/{record.pk}/" in page


@pytest.mark.parametrize("who", ROLES)
def test_how_far_somebody_is_is_for_them_and_those_who_help(mentors, who):
    staff = mentors.staff["teacher"]
    answer = by(mentors, who).get(f"{LADDER}{staff.pk}/")
    sees = {"teacher", "group_head", "principal", "secretary", "administrator"}
    assert (answer.status_code == 200) is (who in sees)
    page = by(mentors, who).get(LADDER)
    if page.status_code == 200:
        near = [*page.context["ready"], *page.context["others"]]
        assert ("吴老师" in [one.name for one in near]) is (who in {"teacher", "group_head"})


def test_a_title_is_kept_once_by_who_leads(mentors):
    told = {
        "staff": mentors.staff["teacher"].pk,
        "title": "校级骨干教师",
        "level": "校级",
        "awarded_on": "2026-11-20",
    }
    client = by(mentors, "secretary")
    assert (
        client.post(f"{LADDER}titles/new/", told | {"awarded_on": "2027-01-01"}).status_code == 422
    )
    assert client.post(f"{LADDER}titles/new/", told).status_code == 302
    assert "已经登记过了" in client.post(f"{LADDER}titles/new/", told).content.decode()
    assert standing(mentors)["school"] == ["吴老师"]


def test_the_ladder_costs_the_same_for_one_and_for_thirty(mentors):
    client = by(mentors, "principal")

    def cost() -> int:
        with CaptureQueriesContext(connection) as taken:
            client.get(LADDER)
        return len(taken)

    won(mentors, mentors.staff["teacher"], "校级骨干教师")
    cost()
    before = cost()
    for number in range(30):
        staff = hire(mentors, number, year=2015)
        won(mentors, staff, "区级骨干教师")
        did(mentors, staff, "open_lesson", 2)
    assert cost() == before
