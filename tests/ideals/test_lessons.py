"""Party lessons: versions are kept, deliveries sign people in, awards are honours."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.ideals.models import Lesson, LessonAward, LessonVersion
from qingshan.outcomes.models import Honour
from qingshan.records.models import Record
from tests.gatherings.ground import by, called

LESSONS = "/ideals/lessons/"
HOSTILE = '<script>alert(1)</script>{{ 7|add:"7" }}{% now "Y" %}'


def lesson(cast, who: str = "secretary", **changed: object) -> Lesson:
    sheet = {"title": "忠诚", "author": cast.staff[who].pk, "text": "第一稿"} | changed
    answer = by(cast, who).post(f"{LESSONS}new/", sheet)
    assert answer.status_code == 302, answer.content.decode()
    return Lesson.objects.latest("pk")


def revise(cast, held: Lesson, text: str, *, seen: int, who: str = "secretary"):
    sheet = {"text": text, "why": "加了身边的例子", "seen": seen}
    return by(cast, who).post(f"{LESSONS}{held.pk}/revise/", sheet)


@pytest.mark.system("B4")
def test_each_version_is_kept_with_who_and_when_and_why(cast):
    held = lesson(cast)
    revise(cast, held, "第二稿", seen=1)
    page = by(cast, "teacher").get(f"{LESSONS}{held.pk}/").content.decode()
    assert "第二稿" in page
    assert "第 2 版：加了身边的例子" in page
    assert "钱书记" in page
    old = by(cast, "teacher").get(f"{LESSONS}{held.pk}/versions/1/").content.decode()
    assert "第一稿" in old
    assert "不是最新的" in old
    assert by(cast, "teacher").get(f"{LESSONS}{held.pk}/versions/9/").status_code == 404


def test_of_two_who_write_at_once_nothing_is_lost(cast):
    held = lesson(cast)
    revise(cast, held, "书记的第二稿", seen=1)
    answer = revise(cast, held, "校长的第二稿", seen=1, who="principal")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "钱书记刚存了第 2 版" in page
    assert "校长的第二稿" in page
    assert 'name="seen" value="2"' in page
    assert revise(cast, held, "校长的第二稿", seen=2, who="principal").status_code == 302
    texts = list(LessonVersion.objects.order_by("number").values_list("text", flat=True))
    assert texts == ["第一稿", "书记的第二稿", "校长的第二稿"]


def test_the_same_text_again_is_no_version(cast):
    held = lesson(cast)
    revise(cast, held, "第一稿", seen=1)
    assert LessonVersion.objects.count() == 1


@pytest.mark.system("B4")
def test_a_delivery_signs_people_in_and_keeps_the_version_that_was_given(cast):
    held = lesson(cast)
    given = called(
        cast,
        "party_lesson",
        title="党课《忠诚》",
        audience="party",
        lesson=held.pk,
        speaker1="钱书记",
        topic1="忠诚",
    )
    by(cast, "principal").post(f"/gatherings/{given.pk}/here/")
    by(cast, "secretary").post(f"/gatherings/{given.pk}/write-up/", {"summary": "讲了一小时"})
    revise(cast, held, "第二稿", seen=1)
    kinds = sorted(Record.objects.values_list("kind", "staff__name"))
    assert kinds == [("group_study", "赵校长"), ("party_lesson", "钱书记")]
    page = by(cast, "secretary").get(f"{LESSONS}{held.pk}/").content.decode()
    assert "第 1 版 · 到了 1 位" in page
    table = by(cast, "secretary").get(LESSONS).content.decode()
    assert "2026-11-24" in table
    # Changing the plan afterwards leaves the version that was given.
    from tests.gatherings.ground import plan

    again = plan(cast, title="党课《忠诚》", audience="party", lesson=held.pk, speaker1="钱书记")
    by(cast, "secretary").post(f"/gatherings/{given.pk}/edit/", again)
    assert (
        "第 1 版 · 到了 1 位" in by(cast, "secretary").get(f"{LESSONS}{held.pk}/").content.decode()
    )


@pytest.mark.system("B4")
def test_an_award_is_an_honour_that_stands_already(cast):
    held = lesson(cast)
    honour = Honour.objects.create(
        school=cast.school,
        recipient="staff",
        staff=cast.staff["secretary"],
        name="全区精品党课一等奖",
        level="district",
        date=dt.date(2026, 7, 1),
    )
    secretary = by(cast, "secretary")
    for _ in range(2):
        secretary.post(f"{LESSONS}{held.pk}/award/", {"honour": honour.pk})
    assert "全区精品党课一等奖" in by(cast, "teacher").get(f"{LESSONS}{held.pk}/").content.decode()
    assert LessonAward.objects.count() == 1
    secretary.post(f"{LESSONS}awards/{LessonAward.objects.get().pk}/drop/")
    assert Honour.objects.filter(pk=honour.pk).exists()
    assert not LessonAward.objects.exists()
    answer = secretary.post(f"{LESSONS}{held.pk}/award/", {"honour": ""})
    assert "请从列表里选一项荣誉。" in answer.content.decode()


def test_a_lesson_is_written_by_who_gives_it_and_by_the_keepers(cast):
    held = lesson(cast, "teacher")
    assert revise(cast, held, "自己的第二稿", seen=1, who="teacher").status_code == 302
    assert revise(cast, held, "别人的", seen=2, who="homeroom").status_code == 404
    sheet = {"title": "替人写", "author": cast.staff["homeroom"].pk, "text": "一"}
    assert by(cast, "teacher").post(f"{LESSONS}new/", sheet).status_code == 422


def test_hostile_text_comes_out_inert(cast):
    held = lesson(cast, title=HOSTILE, about=HOSTILE, text=HOSTILE)
    revise(cast, held, HOSTILE + "2", seen=1)
    for address in (LESSONS, f"{LESSONS}{held.pk}/", f"{LESSONS}{held.pk}/revise/"):
        page = by(cast, "secretary").get(address).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7|add" in page
