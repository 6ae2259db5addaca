"""A family complains without an account, follows it with a code, and is answered in time."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.school import membership
from qingshan.voice.complaints import services
from qingshan.voice.models import Complaint, ComplaintStep, Incident
from tests.voice.ground import HOSTILE, by, followed, page_of, said, that_loads

pytestmark = pytest.mark.django_db
LIST = "/voice/complaints/"


def handled(who: str, cast, pk: int) -> bool:
    return by(cast, who).get(f"{LIST}{pk}/").status_code == 200


def in_days(monkeypatch, days: int) -> None:
    day = dt.date.today() + dt.timedelta(days=days)  # noqa: DTZ011 - the day itself does not matter
    monkeypatch.setattr(membership.timezone, "localdate", lambda: day)


@pytest.mark.system("R7")
def test_from_the_poster_to_the_answer_and_back(cast):
    assert "我要反映一件事" in Client().get(page_of(cast)).content.decode()
    code = said(cast)
    held = Complaint.objects.get()
    assert "正在办" in followed(cast, code)
    affairs = by(cast, "student_affairs")
    assert "有 1 件家长投诉要办" in affairs.get("/").content.decode()
    assert "饭菜凉了" in affairs.get(f"{LIST}{held.pk}/").content.decode()
    affairs.post(f"{LIST}{held.pk}/take/", {"words": ""})
    affairs.post(f"{LIST}{held.pk}/note/", {"words": "问了食堂"})
    affairs.post(f"{LIST}{held.pk}/settle/", {"words": "加了保温柜"})
    told = followed(cast, code)
    assert "加了保温柜" in told
    assert "问了食堂" not in told
    incident = Incident.objects.get()
    assert (incident.kind, incident.settled_on) == ("complaint", membership.timezone.localdate())
    followed(cast, code, words="还是凉的", unsolved="yes")
    incident.refresh_from_db()
    assert incident.settled_on is None
    assert handled("county_officer", cast, held.pk)


def test_one_question_a_screen_and_what_was_said_goes_along(cast):
    form = Client()
    first = form.get(page_of(cast, "new/")).content.decode()
    assert "您要说什么事" in first
    second = form.post(page_of(cast, "new/"), {"about": "teacher"}).content.decode()
    assert "是哪位老师" in second
    told = {"about": "teacher", "name": "吴老师"}
    third = form.post(page_of(cast, "new/"), told).content.decode()
    assert 'name="name" value="吴老师"' in third
    empty = form.post(page_of(cast, "new/"), told | {"words": " "})
    assert empty.status_code == 422
    assert "请写几句" in empty.content.decode()
    assert not Complaint.objects.exists()


def test_nobody_is_noted_not_even_who_is_signed_in(cast):
    client = by(cast, "teacher")
    told = {"about": "fees", "words": "收了材料费", "once": str(uuid4())}
    before = set(client.cookies)
    page = client.post(page_of(cast, "new/"), told, REMOTE_ADDR="203.0.113.7")
    assert page.status_code == 200
    assert set(client.cookies) == before
    assert not Client().get(page_of(cast)).cookies
    row = LogEntry.objects.get(additional_data__deed="receive_complaint")
    assert (row.actor, row.remote_addr, row.actor_email) == (None, None, None)
    assert ComplaintStep.objects.get().by is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM voice_complaint")
        held = str(cursor.fetchall())
        cursor.execute("SELECT * FROM voice_complaintstep")
        held += str(cursor.fetchall())
    assert "203.0.113.7" not in held
    assert "收了材料费" not in held  # sealed


def test_a_code_is_kept_by_the_family_alone_and_the_same_sending_has_the_same(cast):
    once = uuid4()
    first = said(cast, once=once)
    assert said(cast, once=once) == first
    assert Complaint.objects.count() == 1
    assert first.replace(" ", "") not in str(list(Complaint.objects.values_list()))
    assert "没有找到" in followed(cast, "1234 5678 9012")
    assert "饭菜凉了" in followed(cast, first)
    full_width = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in first)
    assert "饭菜凉了" in followed(cast, full_width)


@pytest.mark.parametrize(
    ("words", "about", "away"),
    [
        ("钱书记答应的没做到", "fees", "secretary"),
        ("孙主任骂孩子", "other", "student_affairs"),
        ("找过孙主任 说不管", "safety", "student_affairs"),
    ],
)
def test_whoever_is_complained_about_neither_sees_nor_handles_it(cast, words, about, away):
    said(cast, words=words, about=about)
    held = Complaint.objects.get()
    others = {"principal", "secretary", "student_affairs"} - {away}
    assert not handled(away, cast, held.pk)
    assert all(handled(who, cast, held.pk) for who in others)
    assert "共 0 件" in by(cast, away).get(LIST).content.decode()
    for deed in ("take", "answer", "note", "up", "settle"):
        page = by(cast, away).post(f"{LIST}{held.pk}/{deed}/", {"words": "没这回事"})
        assert page.status_code == 404
    assert not ComplaintStep.objects.filter(by__isnull=False).exists()


@pytest.mark.parametrize(
    ("words", "about"), [("工地没有围挡", "principal"), ("赵校长知道不管", "safety")]
)
def test_what_is_about_the_principal_goes_to_the_county_alone(cast, words, about):
    said(cast, words=words, about=about)
    held = Complaint.objects.get()
    assert held.to_county
    for who in ("principal", "secretary", "student_affairs", "administrator", "teacher"):
        assert not handled(who, cast, held.pk)
    officer = by(cast, "county_officer")
    assert "有 1 件家长投诉要县里办" in officer.get("/", follow=True).content.decode()
    officer.post(f"{LIST}{held.pk}/settle/", {"words": "围好了"})
    assert Incident.objects.get().settled_on is not None


def test_without_a_county_the_secretary_handles_what_is_about_the_principal(cast):
    cast.school.county = None
    cast.school.save()
    told = {"about": "principal", "words": "工地没有围挡", "once": str(uuid4())}
    page = Client().post(page_of(cast, "new/"), told).content.decode()
    assert "由书记来办" in page
    assert "县教育局" not in page
    held = Complaint.objects.get()
    assert handled("secretary", cast, held.pk)
    assert not handled("principal", cast, held.pk)
    assert not handled("student_affairs", cast, held.pk)


def test_what_is_late_goes_up(cast, monkeypatch):
    said(cast)
    held = Complaint.objects.get()
    assert not handled("county_officer", cast, held.pk)
    in_days(monkeypatch, 16)
    assert handled("county_officer", cast, held.pk)
    assert "超期了" in by(cast, "principal").get(LIST).content.decode()


def test_a_school_of_another_county_is_none_of_the_officers(cast):
    from qingshan.school.models import County

    cast.school.county = County.objects.create(code="220881", name="别的县")
    cast.school.save()
    said(cast, about="principal")
    assert not handled("county_officer", cast, Complaint.objects.get().pk)


def test_a_colleague_named_later_stands_aside_too(cast):
    code = said(cast)
    held = Complaint.objects.get()
    followed(cast, code, words="是孙主任负责的")
    assert not handled("student_affairs", cast, held.pk)
    told = {"staff": cast.staff["secretary"].pk, "words": "食堂归他管"}
    by(cast, "principal").post(f"{LIST}{held.pk}/away/", told)
    assert not handled("secretary", cast, held.pk)
    assert handled("principal", cast, held.pk)


def test_a_voice_note_is_looked_at_by_content_and_heard_by_who_may(cast):
    note = SimpleUploadedFile("话.mp3", b"OggS" + b"\0" * 64, "audio/mpeg")
    said(cast, words="", file=note)
    step = ComplaintStep.objects.get()
    assert step.media_type == "audio/ogg"
    heard = by(cast, "secretary").get(f"{LIST}recordings/{step.pk}/")
    assert b"".join(heard.streaming_content).startswith(b"OggS")
    assert heard["Content-Type"] == "audio/ogg"
    for who in ("teacher", "administrator", "county_officer", "other_school"):
        assert by(cast, who).get(f"{LIST}recordings/{step.pk}/").status_code == 404


@pytest.mark.parametrize(
    "content", [b"MZ\x90\0", b"<html><script>", b"\xff\xd8\xff\xe0", b"%PDF-1"]
)
def test_what_is_no_recording_is_refused_and_the_words_stay(cast, content):
    note = SimpleUploadedFile("话.mp3", content * 9, "audio/mpeg")
    told = {"about": "fees", "words": "多收了", "file": note}
    page = Client().post(page_of(cast, "new/"), told)
    assert page.status_code == 422
    assert "这不是录音" in page.content.decode()
    assert "多收了" in page.content.decode()
    assert not Complaint.objects.exists()


def test_too_much_is_told_to_wait_and_nothing_is_lost_silently(cast, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_DAY", 2)
    for _ in range(2):
        said(cast)
    page = Client().post(page_of(cast, "new/"), {"about": "fees", "words": "x", "once": uuid4()})
    assert page.status_code == 429
    assert Complaint.objects.count() == 2


def test_guessing_codes_is_slowed_down(cast):
    client = Client()
    answers = [client.post(page_of(cast, "follow/"), {"code": n}).status_code for n in range(1, 40)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_hostile_words_are_only_words(cast):
    code = said(cast, words=HOSTILE, about="teacher", name=HOSTILE[:40])
    held = Complaint.objects.get()
    office = by(cast, "principal")
    office.post(f"{LIST}{held.pk}/answer/", {"words": HOSTILE})
    pages = [followed(cast, code), office.get(f"{LIST}{held.pk}/").content.decode()]
    pages.append(followed(cast, HOSTILE))
    for page in pages:
        assert "<script>alert" not in page
    assert "{{ 7|add:1 }}" in pages[0]


def test_a_complaint_counts_as_an_incident_and_a_dump_loads_as_nothing(cast, tmp_path):
    from qingshan.exchange.dumping import dump
    from qingshan.exchange.loading import load
    from qingshan.indicators.registry import figure_named
    from qingshan.kit.counting import count
    from qingshan.kit.figures import Scope

    said(cast)
    figure = figure_named("incidents.complaints")
    scope = Scope((cast.school.pk,), membership.timezone.localdate())
    assert count([figure], scope)[cast.school.pk][figure.key].value == 1
    that_loads()
    out = tmp_path / "dump.xlsx"
    dump(cast.school, out)
    outcome = load(out)
    assert not outcome.problems, outcome.problems
    counts = outcome.counts["事件"]
    assert (counts.created, counts.updated) == (0, 0)


def test_the_list_costs_the_same_for_one_complaint_and_for_thirty(cast):
    client = by(cast, "principal")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    said(cast)
    client.get(LIST)
    one = cost()
    for _ in range(29):
        services.receive_complaint(school=cast.school, about="fees", words="x", once=uuid4())
    assert cost() == one
