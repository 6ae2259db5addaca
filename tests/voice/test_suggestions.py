"""A suggestion is taken up, answered with a reason, done and shown; its author is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from qingshan.records.models import Record
from qingshan.voice.models import Suggestion, SuggestionStep
from qingshan.voice.suggestions.alike import likeness, most_alike, pairs_of
from tests.records.test_evidence import photograph
from tests.routes_voice import a_suggestion, a_suggestion_taken_up, an_adopted_suggestion

LIST = "/voice/suggestions/"
HOSTILE = "<script>alert(1)</script>{{ 7|add:1 }}=1+1\u202e"
db = pytest.mark.django_db


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def ahead(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def take(cast, pk: int, **changed) -> dict:
    return {"responsible": cast.staff["homeroom"].pk, "answer_by": ahead(14)} | changed


@pytest.mark.system("R8")
def test_from_proposal_to_done_and_its_author_is_told_each_step(cast):
    author, office, handler = by(cast, "teacher"), by(cast, "principal"), by(cast, "homeroom")
    sheet = {"title": "食堂错峰就餐", "content": "低年级先吃"}
    author.post(f"{LIST}new/", sheet)
    record = Record.objects.get(kind="suggestion")
    page = f"{LIST}{record.pk}/"
    assert "还没有人接" in office.get("/").content.decode()
    office.post(f"{page}take/", take(cast, record.pk))
    assert "你提的建议有回音了" in author.get("/").content.decode()
    assert "周老师来办" in author.get(page).content.decode()
    assert "有回音了" not in author.get("/").content.decode()
    handler.post(f"{page}adopt/", {"words": "说得对", "done_by": ahead(20)})
    assert "有回音了" in author.get("/").content.decode()
    picture = SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")
    handler.post(f"{page}finish/", {"words": "分三批了", "file": picture})
    taken = Suggestion.objects.get()
    assert (taken.state, taken.settled_on) == ("done", timezone.localdate())
    kinds = list(SuggestionStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["taken", "adopted", "done"]
    assert "分三批了" in by(cast, "group_head").get(page).content.decode()


@db
def test_what_is_not_adopted_needs_a_reason(cast):
    (pk,) = a_suggestion_taken_up(cast)
    handler = by(cast, "homeroom")
    assert handler.post(f"{LIST}{pk}/decline/", {"words": " "}).status_code == 422
    handler.post(f"{LIST}{pk}/decline/", {"words": "消防通道不能占"})
    assert Suggestion.objects.get().state == "declined"
    assert "消防通道不能占" in by(cast, "teacher").get(f"{LIST}{pk}/").content.decode()
    assert handler.get(f"{LIST}{pk}/adopt/").status_code == 404


@db
def test_two_who_take_it_up_at_once_leave_one(cast):
    (pk,) = a_suggestion(cast)
    from qingshan.school.membership import member_for
    from qingshan.voice.suggestions import services

    told = {
        "record": Record.objects.get(pk=pk),
        "responsible": cast.staff["homeroom"],
        "answer_by": timezone.localdate(),
    }
    services.take_up(actor=member_for(cast.accounts["principal"]), **told)
    with pytest.raises(services.TakenUp):
        services.take_up(actor=member_for(cast.accounts["secretary"]), **told)


@db
def test_what_is_being_answered_is_not_taken_back(cast):
    (pk,) = a_suggestion_taken_up(cast)
    by(cast, "teacher").post(f"/records/{pk}/withdraw/")
    assert Record.objects.filter(pk=pk).exists()


@db
def test_the_list_is_for_everybody_and_is_filtered_by_state_and_whose(cast):
    an_adopted_suggestion(cast)
    reader = by(cast, "group_head")
    assert "共 1 条" in reader.get(LIST).content.decode()
    assert "共 1 条" in reader.get(f"{LIST}?state=adopted").content.decode()
    assert "共 0 条" in reader.get(f"{LIST}?state=proposed").content.decode()
    assert "共 1 条" in by(cast, "teacher").get(f"{LIST}?whose=mine").content.decode()
    assert "共 1 条" in by(cast, "homeroom").get(f"{LIST}?whose=handled").content.decode()
    assert "共 0 条" in reader.get(f"{LIST}?whose=mine").content.decode()


@db
def test_similar_ones_are_pointed_out_while_typing_and_once_saved(cast):
    (pk,) = a_suggestion(cast)
    client = by(cast, "homeroom")
    typed = client.get(f"{LIST}alike/", {"title": "建议学校食堂分批错峰就餐"}).content.decode()
    assert "食堂错峰就餐" in typed
    assert not client.get(f"{LIST}alike/", {"title": "操场加一盏灯"}).content.decode().strip()
    client.post(f"{LIST}new/", {"title": "食堂分批错峰就餐"})
    made = Record.objects.exclude(pk=pk).get()
    assert "相近的建议" in client.get(f"{LIST}{made.pk}/").content.decode()


@db
def test_a_sheet_sent_twice_is_one_suggestion(cast):
    sheet = {"title": "多一盏灯", "once": "0b6f1f0e-6d5a-4a7e-9a0a-2f0f4f0c9a11"}
    client = by(cast, "teacher")
    for _ in range(2):
        assert client.post(f"{LIST}new/", sheet).status_code == 302
    assert Record.objects.count() == 1


@db
def test_hostile_words_are_only_words(cast):
    client = by(cast, "teacher")
    client.post(f"{LIST}new/", {"title": HOSTILE, "content": HOSTILE})
    pk = Record.objects.get().pk
    by(cast, "principal").post(f"{LIST}{pk}/take/", take(cast, pk, words=HOSTILE))
    for page in (LIST, f"{LIST}{pk}/", f"{LIST}alike/?title=alert script add"):
        told = client.get(page).content.decode()
        assert "<script>alert" not in told


@db
def test_the_list_costs_the_same_for_one_suggestion_and_for_thirty(cast):
    (pk,) = a_suggestion_taken_up(cast)
    client = by(cast, "principal")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    client.get(LIST)
    one = cost()
    held = Record.objects.get(pk=pk)
    for n in range(29):
        held.pk, held.number = None, f"S-{n}"
        held.save()
    assert cost() == one


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_text(one, other):
    mine, theirs = pairs_of(one), pairs_of(other)
    assert likeness(mine, theirs) == likeness(theirs, mine)
    assert 0 <= likeness(mine, theirs) <= 1
    if mine:
        assert likeness(mine, mine) == 1


def test_of_many_only_the_nearest_few_are_pointed_out():
    others = [(n, f"食堂错峰就餐{n}", "") for n in range(9)] + [(99, "操场的灯", "")]
    found = most_alike("食堂错峰就餐", "", others)
    assert len(found) == 3
    assert 99 not in [one.pk for one in found]
