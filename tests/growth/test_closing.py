"""One mentor pair: what both did each term, and the closing review that a third reads."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import MentoringClosing
from qingshan.people.models import Pairing
from qingshan.records.models import Record
from tests.growth.conftest import TODAY

pytestmark = pytest.mark.system("T7")
MENTOR, MENTEE, READ = "密语师傅甲", "密语徒弟乙", "密语读后丙"


@pytest.fixture
def pairing(mentors) -> Pairing:
    """郑组长 and 吴老师, since September."""
    return Pairing.objects.create(
        school=mentors.school,
        kind="mentoring",
        giver=mentors.staff["group_head"],
        mentee=mentors.staff["teacher"],
        starts_on=dt.date(2026, 9, 1),
    )


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def page(cast, who: str, pairing: Pairing) -> str:
    return by(cast, who).get(f"/growth/mentoring/{pairing.pk}/").content.decode()


def write(cast, who: str, pairing: Pairing, words: str, deed: str = "close"):
    return by(cast, who).post(f"/growth/mentoring/{pairing.pk}/{deed}/", {"words": words})


def did(cast, who: str, kind: str, *days: dt.date) -> None:
    for day in days:
        Record.objects.create(
            school=cast.school,
            number=f"M{Record.objects.count()}",
            date=day,
            kind=kind,
            staff=cast.staff[who],
        )


def test_both_write_unseen_and_a_third_reads(mentors, pairing):
    assert write(mentors, "group_head", pairing, MENTOR).status_code == 302
    assert MENTOR not in page(mentors, "teacher", pairing)
    assert MENTOR in page(mentors, "group_head", pairing)
    assert MENTOR not in page(mentors, "secretary", pairing)
    asks = "师徒总结等你读"
    assert asks not in by(mentors, "secretary").get("/").content.decode()
    write(mentors, "teacher", pairing, MENTEE)
    assert asks in by(mentors, "secretary").get("/").content.decode()
    for who in ("group_head", "teacher", "secretary"):
        assert MENTOR in page(mentors, who, pairing)
        assert MENTEE in page(mentors, who, pairing)
    for who in ("administrator", "student_affairs"):  # they see the pair, not the words
        shown = page(mentors, who, pairing)
        assert "师傅写好了" in shown
        assert MENTOR not in shown
    write(mentors, "secretary", pairing, READ, "read")
    assert READ in page(mentors, "teacher", pairing)
    assert "这一段圆满了" in page(mentors, "group_head", pairing)
    assert asks not in by(mentors, "secretary").get("/").content.decode()
    write(mentors, "teacher", pairing, "改一改")
    assert str(MentoringClosing.objects.get().mentee_words) == MENTEE


def test_only_the_right_person_writes_and_reads(mentors, pairing):
    for who, deed in (
        ("secretary", "close"),
        ("teacher", "read"),
        ("administrator", "read"),
        ("homeroom", "close"),
    ):
        assert write(mentors, who, pairing, "x", deed).status_code == 404, (who, deed)
    answer = write(mentors, "secretary", pairing, "x", "read")
    assert answer.status_code == 302  # too early: nothing is kept
    assert not MentoringClosing.objects.filter(read_on__isnull=False).exists()
    assert write(mentors, "teacher", pairing, " ").status_code == 422


def test_a_secretary_who_is_the_mentor_does_not_read_their_own(mentors):
    own = Pairing.objects.create(
        school=mentors.school,
        kind="mentoring",
        giver=mentors.staff["secretary"],
        mentee=mentors.staff["homeroom"],
        starts_on=dt.date(2026, 9, 1),
    )
    write(mentors, "secretary", own, MENTOR)
    write(mentors, "homeroom", own, MENTEE)
    assert write(mentors, "secretary", own, READ, "read").status_code == 404
    assert write(mentors, "principal", own, READ, "read").status_code == 302
    assert MentoringClosing.objects.get().reader == mentors.staff["principal"]


def test_no_closing_is_read_before_both_wrote_whatever_writes_to_the_database(mentors, pairing):
    write(mentors, "teacher", pairing, MENTEE)
    with pytest.raises(IntegrityError), transaction.atomic():
        MentoringClosing.objects.update(read_on=TODAY, reader=mentors.staff["secretary"])


def test_the_tasks_of_both_sides_stand_side_by_side(mentors, pairing):
    did(mentors, "group_head", "mentoring_visit", dt.date(2026, 9, 10), dt.date(2026, 10, 12))
    did(mentors, "teacher", "mentor_lesson_seen", dt.date(2026, 9, 10), dt.date(2026, 9, 20))
    did(mentors, "teacher", "open_lesson", dt.date(2026, 10, 20), dt.date(2026, 8, 20))
    terms = by(mentors, "teacher").get(f"/growth/mentoring/{pairing.pk}/").context["terms"]
    assert [one.term.number for one in terms] == [1]
    mentor = {task.duty.slug: task for task in terms[0].mentor}
    mentee = {task.duty.slug: task for task in terms[0].mentee}
    assert mentor["visit"].reached  # September and October; November is not over
    assert not mentor["show"].reached
    assert mentee["watch"].missing == (10,)
    assert mentee["report"].amount == 1  # what was before the pair does not count
    assert {"summary"} <= set(mentor) & set(mentee)


def test_the_page_costs_the_same_for_one_record_and_for_thirty(mentors, pairing):
    client = by(mentors, "secretary")

    def cost() -> int:
        with CaptureQueriesContext(connection) as taken:
            client.get(f"/growth/mentoring/{pairing.pk}/")
        return len(taken)

    did(mentors, "teacher", "open_lesson", TODAY)
    cost()
    before = cost()
    did(mentors, "teacher", "open_lesson", *[TODAY] * 30)
    assert cost() == before


def test_the_words_are_kept_sealed(mentors, pairing):
    write(mentors, "group_head", pairing, MENTOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT mentor_words FROM growth_mentoringclosing")
        (held,) = cursor.fetchone()
        cursor.execute("SELECT * FROM auditlog_logentry")
        assert MENTOR not in str(cursor.fetchall())
    assert held
    assert MENTOR not in held
