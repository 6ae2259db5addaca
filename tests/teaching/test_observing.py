"""Observed lessons from the draw to the agreed step: who does what, and who reads what."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from qingshan.people.models import GroupHead, Pairing
from qingshan.records.models import Record
from qingshan.teaching.models import Draw, Observation, ObservationNote
from tests.timetable.ground import TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]


def planned(ground, **more):
    lesson = ground.lesson()
    given = {
        "school": ground.cast.school,
        "teacher": ground.cast.staff["teacher"],
        "observer": ground.cast.staff["group_head"],
        "date": TUESDAY,
        "slot": lesson.slot,
        "school_class": lesson.school_class,
        "subject": lesson.subject,
        "rubric": "five-phases@1",
    }
    return Observation.objects.create(**given | more)


def note(client, one, **more):
    told = {"minute": "5", "phase": "question", "words": "追问了三个孩子", "once": ""} | more
    return client.post(reverse("teaching:observe", args=[one.pk]), told)


SENT = {
    "topic": "草船借箭",
    "question.open": "3",
    "question.wide": "",
    "summary": "问得好，等的时间短了些。",
    "next_step": "问完等三秒。",
}


def send(client, one, **more):
    return client.post(reverse("teaching:observation_send", args=[one.pk]), SENT | more)


def sheet(client, one, **told):
    address = reverse("teaching:observation", args=[one.pk])
    return client.post(address, told) if told else client.get(address)


@pytest.fixture
def sent(client, ground):
    one = planned(ground)
    ground.cast.sign_in(client, "group_head")
    note(client, one)
    assert send(client, one).status_code == 302
    one.refresh_from_db()
    return one


def test_a_colleague_plans_a_lesson_and_writes_on_it_at_once(client, ground):
    ground.lesson()
    ground.cast.sign_in(client, "group_head")
    page = client.get(reverse("teaching:observation_new")).content.decode()
    key = re.search(r'name="lesson" value="([^"]+)"', page)[1]
    answer = client.post(
        reverse("teaching:observation_new"), {"day": TUESDAY.isoformat(), "lesson": key}
    )
    one = Observation.objects.get()
    assert answer["Location"] == reverse("teaching:observe", args=[one.pk])
    assert "还没有" not in client.get(answer["Location"]).content.decode()
    again = {"day": TUESDAY.isoformat(), "lesson": key}
    assert client.post(reverse("teaching:observation_new"), again).status_code == 422
    page = client.get(reverse("teaching:observation_new"), {"day": TUESDAY}).content.decode()
    assert "这个时间您已经约了" in page
    assert f'value="{key}"' in page


def test_a_lesson_of_another_day_is_planned_and_waits_on_the_list(client, ground):
    ground.lesson()
    ground.cast.sign_in(client, "group_head")
    day = (TUESDAY + dt.timedelta(days=7)).isoformat()
    page = client.get(reverse("teaching:observation_new"), {"day": day}).content.decode()
    key = re.search(r'name="lesson" value="([^"]+)"', page)[1]
    told = {"day": day, "lesson": key}
    answer = client.post(reverse("teaching:observation_new"), told, follow=True)
    assert "约好了" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("teaching:observation_list")


def test_a_note_that_is_sent_twice_is_written_once(client, ground):
    one = planned(ground)
    ground.cast.sign_in(client, "group_head")
    once = "6c1d7c0e-31b8-4f5c-9d1b-0a5f5c6f7a11"
    note(client, one, once=once)
    note(client, one, once=once)
    assert ObservationNote.objects.count() == 1
    assert note(client, one, words="").status_code == 422
    taken = [one.pk, ObservationNote.objects.get().pk]
    client.post(reverse("teaching:note_take_back", args=taken))
    assert not ObservationNote.objects.exists()


def test_levels_wait_for_evidence(client, ground):
    one = planned(ground)
    ground.cast.sign_in(client, "group_head")
    assert client.get(reverse("teaching:observation_send", args=[one.pk])).status_code == 302
    note(client, one)
    page = client.get(reverse("teaching:observation_send", args=[one.pk])).content.decode()
    assert "当堂问学：" in page
    assert "小组研学：" not in page
    assert send(client, one, next_step="").status_code == 422
    send(client, one, **{"group.shared": "4"})
    assert set(one.levels.values_list("item", "level")) == {("question.open", 3)}


def test_what_is_sent_is_a_record_that_says_nothing_of_how_it_went(client, sent):
    record = Record.objects.get()
    assert (record.kind, record.title, record.content) == ("lesson_observation", "草船借箭", "")
    assert sent.record == record
    client.post(reverse("records:record_withdraw", args=[record.pk]))
    assert Record.objects.exists(), "something rests on it"


def test_the_teacher_answers_and_the_two_agree_on_one_step(client, ground, sent):
    ground.cast.sign_in(client, "teacher")
    assert "追问了三个孩子" in sheet(client, sent).content.decode()
    assert sheet(client, sent, answer="").status_code == 422
    sheet(client, sent, answer="那天时间紧。")
    sheet(client, sent, next_step="问完数三下再叫人。")
    sent.refresh_from_db()
    assert (sent.state, sent.observer_agrees) == ("answered", False), "other words: asked again"
    ground.cast.sign_in(client, "group_head")
    sheet(client, sent, next_step="问完数三下再叫人。")
    sent.refresh_from_db()
    assert sent.state == "agreed"


def test_the_step_comes_back_at_the_next_observation(client, ground, sent):
    Observation.objects.update(state="agreed", date=TUESDAY - dt.timedelta(days=7))
    ground.cast.sign_in(client, "group_head")
    key = f"{TUESDAY.isoformat()}/1/C31"
    client.post(reverse("teaching:observation_new"), {"day": TUESDAY.isoformat(), "lesson": key})
    one = Observation.objects.get(state="planned")
    assert "问完等三秒" in client.get(reverse("teaching:observe", args=[one.pk])).content.decode()
    note(client, one)
    assert send(client, one).status_code == 422, "whether the step was seen is asked"
    assert send(client, one, step_seen="partly").status_code == 302


@pytest.mark.parametrize(
    ("who", "status", "reads"),
    [
        ("group_head", 200, True),
        ("teacher", 200, True),
        ("homeroom", 200, True),  # the mentor
        ("principal", 200, False),
        ("secretary", 404, False),
        ("administrator", 404, False),
        ("other_school", 404, False),
    ],
)
def test_only_the_two_and_the_mentor_read_the_words(client, ground, sent, who, status, reads):
    cast = ground.cast
    Pairing.objects.create(
        school=cast.school,
        kind="mentoring",
        giver=cast.staff["homeroom"],
        mentee=cast.staff["teacher"],
        starts_on=dt.date(2026, 9, 1),
    )
    cast.sign_in(client, who)
    answer = sheet(client, sent)
    assert answer.status_code == status
    page = answer.content.decode()
    for words in ("追问了三个孩子", "等的时间短了些", "问完等三秒"):
        assert (words in page) is reads
    trend = client.get(reverse("teaching:observation_trend", args=[sent.teacher_id]))
    assert (trend.status_code == 200) is (who in {"teacher", "homeroom"})


def test_a_teacher_does_not_know_beforehand(client, ground):
    one = planned(ground, date=TUESDAY + dt.timedelta(days=7))
    ground.cast.sign_in(client, "teacher")
    assert sheet(client, one).status_code == 404
    ground.cast.sign_in(client, "group_head")
    assert client.get(reverse("teaching:observe", args=[one.pk])).status_code == 404, "too early"


def test_two_who_saw_the_same_lesson_are_compared_for_the_head(client, ground, sent):
    other = planned(ground, observer=ground.cast.staff["homeroom"])
    ground.cast.sign_in(client, "homeroom")
    note(client, other)
    send(client, other, **{"question.open": "2"})
    ground.cast.sign_in(client, "principal")
    page = client.get(reverse("teaching:observation_agreement")).content.decode()
    assert "加权 kappa" in page
    assert "0.00" in page


def test_kappa_is_the_one_of_the_textbooks():
    """Against values worked out by hand from Cohen's formula with linear weights."""
    from fractions import Fraction

    from qingshan.teaching.observation.queries import weighted_kappa

    assert weighted_kappa([(1, 1), (2, 2), (3, 3), (4, 4)]) == 1
    assert weighted_kappa([(1, 4), (4, 1)]) == -1
    assert weighted_kappa([(1, 1), (1, 2), (2, 1), (2, 2)]) == 0
    assert weighted_kappa([(1, 1), (2, 2), (3, 3), (2, 3)]) == Fraction(5, 7)
    assert weighted_kappa([(2, 2)]) is None
    assert weighted_kappa([]) is None


def fixed(client, ground, **more):
    for weekday in range(1, 6):
        for slot in ("1", "2", "3"):
            ground.lesson(weekday=weekday, slot=slot)
            ground.lesson("homeroom", ground.cast.class_41, slot, weekday)
    head = ground.cast.staff["group_head"]
    GroupHead.objects.get_or_create(school=ground.cast.school, group=head.group, staff=head)
    ground.cast.sign_in(client, "principal")
    told = {
        "first_day": "2026-11-25",
        "last_day": "2026-12-04",
        "number": "4",
        "source": "11月28日福彩3D的开奖号码",
        "observers": [head.pk],
    }
    return client.post(reverse("teaching:draw_new"), told | more)


def test_a_draw_is_fixed_then_drawn_and_drawn_again_by_whoever_looks(client, ground):
    address = fixed(client, ground)["Location"]
    made = Draw.objects.get()
    page = client.get(address).content.decode()
    assert made.ground_hash in page
    assert "一模一样" not in page
    client.post(address, {"value": "3 0 7"})
    assert Observation.objects.count() == 4
    teachers = list(Observation.objects.values_list("teacher__name", flat=True))
    assert sorted(teachers) == ["吴老师", "吴老师", "周老师", "周老师"]
    assert "一模一样" in client.get(address).content.decode()
    client.post(address, {"value": "9 9 9"})
    assert Draw.objects.get().value == "3 0 7"
    ground.cast.sign_in(client, "teacher")
    page = client.get(address).content.decode()
    assert "一模一样" in page
    assert "还有 4 节没上" in page
    assert client.get(reverse("teaching:draw_ground", args=[made.pk])).status_code == 404


def test_a_result_that_somebody_touched_is_noticed(client, ground):
    address = fixed(client, ground)["Location"]
    client.post(address, {"value": "307"})
    made = Draw.objects.get()
    assert "T007" in made.result
    Draw.objects.update(result=made.result.replace("T007", "T006"))
    assert "结果对不上" in client.get(address).content.decode()
    Draw.objects.update(result=made.result, ground=made.ground.replace("2026", "2027"))
    assert "结果对不上" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"first_day": "2026-11-24"}, "只能从以后的课里抽"),
        ({"last_day": "2026-11-01"}, "比第一天还早"),
        ({"last_day": "2027-11-01"}, "最多抽两个月"),
        ({"number": "0"}, "不可能"),
        ({"source": ""}, "哪一个数"),
        ({"observers": []}, "至少选一位"),
    ],
)
def test_what_cannot_be_drawn_is_told(client, ground, more, sentence):
    answer = fixed(client, ground, **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_only_the_head_draws(client, ground):
    address = fixed(client, ground)["Location"]
    ground.cast.sign_in(client, "teacher")
    client.post(address, {"value": "307"})
    assert Draw.objects.get().value == ""
    assert client.post(reverse("teaching:draw_new"), {}).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_thirty(client, ground):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one = planned(ground)
    ground.cast.sign_in(client, "group_head")
    counts = []
    for number in (0, 30):
        for n in range(number):
            Observation.objects.create(
                school=one.school,
                teacher=one.teacher,
                observer=one.observer,
                date=TUESDAY - dt.timedelta(days=n + 1),
                slot=one.slot,
                school_class=one.school_class,
                subject=one.subject,
                rubric=one.rubric,
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("teaching:observation_list"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
