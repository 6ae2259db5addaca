"""A survey is answered by slip without a name; its margins are honest, small groups unseen."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from qingshan.voice.models import Survey, SurveyAnswer, SurveySlip
from qingshan.voice.surveys.margins import FEWEST, too_small, wilson
from tests.routes_voice import a_survey
from tests.voice.ground import HOSTILE, by

LIST = "/voice/surveys/"
db = pytest.mark.django_db


def made(cast) -> Survey:
    today = timezone.localdate()
    told = {
        "title": "家长调查",
        "opens_on": today.isoformat(),
        "closes_on": (today + dt.timedelta(days=7)).isoformat(),
        "q3": "老师怎么样？",
    }
    by(cast, "principal").post(f"{LIST}new/", told)
    return Survey.objects.get()


def slips(cast, survey: Survey, households: int, room=None) -> list[str]:
    told = {"school_class": (room or cast.class_31).pk, "households": households}
    page = by(cast, "principal").post(f"{LIST}{survey.pk}/slips/", told).content.decode()
    return [code.replace(" ", "") for code in re.findall(r">(\d{4} \d{4} \d{4})<", page)]


def answered(code: str, *marks: int, words: str = "", client: Client | None = None) -> str:
    told = {f"q{n}": mark for n, mark in enumerate(marks, start=1)}
    page = (client or Client()).post(
        f"/voice/answer/{code}/", told | {"words": words, "done": "yes"}
    )
    assert page.status_code == 200
    return page.content.decode()


def over(survey: Survey) -> None:
    day = timezone.localdate()
    Survey.objects.filter(pk=survey.pk).update(
        opens_on=day - dt.timedelta(days=9), closes_on=day - dt.timedelta(days=1)
    )


@pytest.mark.system("R7")
@db
def test_from_the_slip_to_the_two_indices_and_their_rows(cast):
    survey = made(cast)
    assert [str(one) for one in survey.questions.order_by("place")][2] == "老师怎么样？"
    codes = slips(cast, survey, 8)
    assert len(codes) == 8
    for n, code in enumerate(codes[:6]):
        assert "谢谢您" in answered(code, 5 if n else 2, 4, 3, words="多开家长会" if n == 1 else "")
    waiting = by(cast, "teacher").get(f"{LIST}{survey.pk}/").content.decode()
    assert "8 户里 6 户答了" in waiting
    assert "满意指数" not in waiting
    over(survey)
    page = by(cast, "teacher").get(f"{LIST}{survey.pk}/").content.decode()
    assert "满意指数" in page
    assert "信任指数" in page
    assert "6 户里 5 户说好" in page
    assert "多开家长会" not in page
    assert "多开家长会" in by(cast, "principal").get(f"{LIST}{survey.pk}/").content.decode()
    rows = by(cast, "teacher").get(f"{LIST}{survey.pk}/answers/1/?mark=2").content.decode()
    assert "共 1 份" in rows


@db
def test_a_question_a_screen_and_one_tap_each(cast):
    survey = made(cast)
    (code,) = slips(cast, survey, 1)
    family = Client()
    first = family.get(f"/voice/answer/{code}/").content.decode()
    assert "第 1 题，一共 3 题" in first
    assert first.count('name="q1"') == 5
    second = family.post(f"/voice/answer/{code}/", {"q1": "5"}).content.decode()
    assert "第 2 题" in second
    assert 'name="q1" value="5"' in second
    last = family.post(f"/voice/answer/{code}/", {"q1": 5, "q2": 4, "q3": 3}).content.decode()
    assert "还有什么想说的" in last
    assert not family.cookies


@db
def test_one_household_answers_once_and_nobody_knows_which(cast):
    survey = made(cast)
    codes = slips(cast, survey, 2)
    client = by(cast, "teacher")
    answered(codes[0], 5, 5, 5, client=client)
    assert "用过了" in answered(codes[0], 1, 1, 1)
    assert SurveyAnswer.objects.count() == 1
    names = {field.name for field in SurveyAnswer._meta.get_fields()}
    assert names == {"id", "school", "survey", "school_class", "marks", "words"}
    assert {f.name for f in SurveySlip._meta.get_fields()} == {
        "id", "school", "survey", "school_class", "code_hash", "is_used",
    }  # fmt: skip
    assert not LogEntry.objects.get_for_model(SurveyAnswer).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM voice_surveyslip")
        assert codes[0] not in str(cursor.fetchall())


@db
def test_printing_again_voids_what_was_not_used(cast):
    survey = made(cast)
    first = slips(cast, survey, 3)
    answered(first[0], 5, 5, 5)
    second = slips(cast, survey, 3)
    assert len(second) == 2
    assert "没有找到" in answered(first[1], 5, 5, 5)
    assert SurveySlip.objects.count() == 3


@db
@pytest.mark.parametrize("marks", [("6",), ("0",), ("x",), ("５",), ("-1",)])
def test_what_is_no_answer_asks_again(cast, marks):
    survey = made(cast)
    (code,) = slips(cast, survey, 1)
    page = Client().post(f"/voice/answer/{code}/", {"q1": marks[0], "done": "yes"})
    assert "第 1 题" in page.content.decode()
    assert not SurveyAnswer.objects.exists()


@db
def test_before_and_after_nothing_is_taken(cast):
    survey = made(cast)
    (code,) = slips(cast, survey, 1)
    over(survey)
    assert "已经结束" in answered(code, 5, 5, 5)
    day = timezone.localdate() + dt.timedelta(days=1)
    Survey.objects.update(opens_on=day, closes_on=day)
    assert "还没有开始" in answered(code, 5, 5, 5)
    assert not SurveyAnswer.objects.exists()


@db
def test_too_few_answers_are_not_shown_nor_their_rows(cast):
    (pk,) = a_survey(cast)
    for answer in SurveyAnswer.objects.all()[:2]:
        answer.delete()
    SurveySlip.objects.filter(pk__in=SurveySlip.objects.values("pk")[:2]).update(is_used=False)
    page = by(cast, "principal").get(f"{LIST}{pk}/").content.decode()
    assert "答的太少" in page
    assert by(cast, "principal").get(f"{LIST}{pk}/answers/1/").status_code == 404


@db
def test_a_small_class_hides_and_one_beside_it_too(cast):
    (pk,) = a_survey(cast)
    survey = Survey.objects.get()
    for n in range(2):
        room = {"school": cast.school, "survey": survey, "school_class": cast.class_41}
        SurveySlip.objects.create(**room, code_hash=f"x{n}", is_used=True)
        SurveyAnswer.objects.create(**room, marks={"q1": 1})
    page = by(cast, "principal").get(f"{LIST}{pk}/").content.decode()
    assert page.count("不显示</span>") == 2
    assert "8 户里 5 户说好" in page


@db
def test_hostile_words_are_only_words(cast):
    survey = made(cast)
    codes = slips(cast, survey, 6)
    for code in codes:
        answered(code, 5, 5, 5, words=HOSTILE)
    over(survey)
    page = by(cast, "principal").get(f"{LIST}{survey.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "{{ 7|add:1 }}" in page


@db
def test_the_page_costs_the_same_for_six_answers_and_for_sixty(cast):
    (pk,) = a_survey(cast)
    client = by(cast, "principal")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{LIST}{pk}/").status_code == 200
        return len(asked)

    client.get(LIST)
    one = cost()
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(school=cast.school, survey_id=pk, school_class=cast.class_31, marks={"q1": 5})
        for _ in range(60)
    )
    assert cost() == one


@given(st.dictionaries(st.integers(), st.integers(0, 40), max_size=12))
def test_nobody_can_work_a_small_group_out(answered_by):
    hidden = too_small(answered_by)
    seen = {key for key, n in answered_by.items() if n and key not in hidden}
    assert all(answered_by[key] >= FEWEST for key in seen)
    if hidden and seen:
        assert len(hidden) > 1
        assert sum(answered_by[key] for key in hidden) >= FEWEST


@given(st.data(), st.integers(1, 400))
def test_a_margin_holds_the_share_and_closes_as_all_answer(data, households):
    answered_by = data.draw(st.integers(1, households))
    good = data.draw(st.integers(0, answered_by))
    low, high = wilson(good, answered_by, households)
    share = good / answered_by
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    if answered_by == households:
        assert low == high == share


def test_the_margin_is_wilsons():
    """45 of 50 of very many: 0.786 to 0.957, as the textbooks have it."""
    low, high = wilson(45, 50, 10**9)
    assert (round(low, 3), round(high, 3)) == (0.786, 0.957)
    with pytest.raises(ValueError, match="6"):
        wilson(6, 5, 10)
