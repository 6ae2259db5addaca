"""The 1-3-5 plan: evidence beside each milestone, who is due, who is behind and why, words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import StageReview
from qingshan.people.models import Leave, Pairing, Staff
from qingshan.records.models import Record
from tests.cast import ROLES
from tests.growth.conftest import TODAY, hire

pytestmark = pytest.mark.system("T2")
STAGES = "/growth/stages/"
MENTOR, HEAD = "密语师傅甲", "密语组长乙"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


@pytest.fixture
def young(mentors) -> Staff:
    """吴老师 since August 2025: the first year is over, the second is under way."""
    staff = mentors.staff["teacher"]
    staff.hired_on = dt.date(2025, 8, 20)
    staff.save()
    Pairing.objects.create(
        school=mentors.school,
        kind="mentoring",
        giver=mentors.staff["principal"],
        mentee=staff,
        starts_on=dt.date(2025, 9, 1),
    )
    return staff


def lesson(cast, staff: Staff, day: dt.date, title: str = "《观潮》公开课") -> Record:
    return Record.objects.create(
        school=cast.school,
        number=f"S{Record.objects.count()}",
        date=day,
        kind="open_lesson",
        title=title,
        staff=staff,
    )


def listed(cast, who: str = "principal"):
    return by(cast, who).get(STAGES).context["plan"]


def names(people) -> list[str]:
    return [one.person.name for one in people]


def test_evidence_stands_beside_each_milestone(mentors, young):
    record = lesson(mentors, young, dt.date(2026, 3, 3))
    lesson(mentors, young, dt.date(2025, 8, 1), "入职以前的课")
    page = by(mentors, "teacher").get(f"{STAGES}{young.pk}/").content.decode()
    assert f'<a href="/records/{record.pk}/">《观潮》公开课</a>' in page
    assert "师傅赵校长" in page
    assert "入职以前的课" not in page
    head = by(mentors, "group_head").get(f"{STAGES}{young.pk}/").content.decode()
    assert "《观潮》公开课" in head  # the words, without a door to the record
    assert f"/records/{record.pk}/" not in head


def test_who_is_behind_and_why(mentors, young):
    assert "吴老师" in names(listed(mentors).behind)
    (one,) = [one for one in listed(mentors).behind if one.person.name == "吴老师"]
    assert one.why == ("还没有做到，问一问要什么帮助",)
    Leave.objects.create(
        school=mentors.school,
        staff=young,
        kind="sick",
        starts_on=dt.date(2026, 3, 1),
        ends_on=dt.date(2026, 4, 9),
    )
    late = hire(mentors, 1, year=2024)
    Staff.objects.filter(pk=late.pk).update(hired_on=dt.date(2024, 12, 2))
    told = {one.person.name: one.why for one in listed(mentors).behind}
    assert told["吴老师"] == ("这几年请假共 40 天",)
    assert told[late.name] == ("2024年12月学年中间才入职",)
    page = by(mentors, "principal").get(STAGES).content.decode()
    assert "病假" not in page


def test_who_walks_out_of_a_stage_this_term(mentors, young):
    soon = hire(mentors, 1, year=2024)
    Staff.objects.filter(pk=soon.pk).update(hired_on=dt.date(2024, 1, 10))  # three years in January
    plan = listed(mentors)
    assert soon.name in names(plan.due)
    assert "吴老师" not in names(plan.due)


def test_mentor_head_and_the_person_say_a_word_at_the_end(mentors, young):
    address = f"{STAGES}{young.pk}/steady/"
    by(mentors, "principal").post(address, {"words": MENTOR})
    by(mentors, "group_head").post(address, {"words": "先写一句"})
    by(mentors, "group_head").post(address, {"words": HEAD})
    by(mentors, "teacher").post(address, {"words": "站稳了"})
    page = by(mentors, "teacher").get(f"{STAGES}{young.pk}/").content.decode()
    assert all(word in page for word in (MENTOR, HEAD, "站稳了"))
    assert "先写一句" not in page
    assert StageReview.objects.count() == 3
    assert by(mentors, "secretary").post(address, {"words": "x"}).status_code == 404
    assert by(mentors, "homeroom").post(address, {"words": "x"}).status_code == 404
    early = f"{STAGES}{young.pk}/results/"
    assert by(mentors, "principal").post(early, {"words": "x"}).status_code == 404
    assert by(mentors, "teacher").post(address, {"words": " "}).status_code == 422
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM growth_stagereview")
        assert not any(MENTOR in row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("who", ROLES)
def test_stages_are_seen_by_those_who_help_and_lead(mentors, young, who):
    by(mentors, "principal").post(f"{STAGES}{young.pk}/steady/", {"words": MENTOR})
    answer = by(mentors, who).get(f"{STAGES}{young.pk}/")
    sees = {"teacher", "group_head", "principal", "secretary", "administrator"}
    assert (answer.status_code == 200) is (who in sees)
    assert (MENTOR in answer.content.decode()) is (who in sees)
    page = by(mentors, who).get(STAGES)
    if page.status_code == 200:
        everyone = page.context["plan"]
        told = names([*everyone.due, *everyone.behind, *everyone.others])
        assert ("吴老师" in told) is (who in sees)


def test_the_pages_cost_the_same_for_one_and_for_thirty(mentors, young):
    client = by(mentors, "principal")
    lesson(mentors, young, TODAY)

    def cost() -> list[int]:
        costs = []
        for address in (STAGES, f"{STAGES}{young.pk}/"):
            with CaptureQueriesContext(connection) as taken:
                client.get(address)
            costs.append(len(taken))
        return costs

    cost()
    before = cost()
    for number in range(30):
        lesson(mentors, hire(mentors, number, year=2025), TODAY)
        lesson(mentors, young, TODAY)
    assert cost() == before
