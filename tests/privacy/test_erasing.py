"""Somebody who left is erased by two people: no word of them stays, and every figure does."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DatabaseError, models, transaction

from qingshan.access.fields import SealedTextField
from qingshan.access.models import Account
from qingshan.character.models import Course
from qingshan.indicators.registry import everything_declared
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.kit.personal import kind_of_each
from qingshan.people.models import Guardian, Staff, Student
from qingshan.privacy.erasing import files, services
from qingshan.privacy.erasing.mentions import HELD_BY_TRIGGERS
from qingshan.privacy.erasing.services import NotPossible, ask_erasure, erase, erasure_of
from qingshan.privacy.models import AuditOpening, Erasure
from qingshan.privacy.subjects.person import Person
from qingshan.privacy.subjects.tracing import traced
from qingshan.records.models import Evidence, Record
from tests.walls.ground import TODAY, make_ground

LEFT = dt.date(2026, 7, 10)
MONTHS = [dt.date(2026, month, 28) for month in range(1, 13)] + [dt.date(2027, 2, 1)]


@pytest.fixture
def ground(db):
    made = make_ground()
    AuditOpening.objects.all().delete()  # the ground has a row of every table
    return made


def the_person(ground, of: str) -> Person:
    cast = ground.cast
    return Person(
        Student.objects.get(pk=cast.wang.pk)
        if of == "child"
        else Staff.objects.get(pk=cast.staff["teacher"].pk)
    )


def asked(ground, person: Person) -> Erasure:
    actor = ground.cast.accounts["principal"]
    return ask_erasure(actor=actor, person=person, left_on=LEFT, why="转走了，家长来信")


def erased(ground, of: str) -> Person:
    person = the_person(ground, of)
    erase(actor=ground.cast.accounts["administrator"], erasure=asked(ground, person))
    return person


def figures(ground) -> dict:
    owners = (ground.cast.school.pk,)
    return {
        day: {
            key: (str(answer.plain), answer.rows)
            for key, answer in count(everything_declared(), Scope(owners, day))[owners[0]].items()
        }
        for day in MONTHS
    }


def every_word(*, but: frozenset[str] = frozenset()) -> str:
    """All text of all tables, sealed words opened."""
    told = []
    for model in apps.get_models(include_auto_created=True):
        kind = kind_of_each().get(model._meta.label)
        if kind is None or kind.key in but:
            continue
        columns = [
            one.name
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField | models.JSONField)
        ]
        rows = model._base_manager.values_list(*columns) if columns else ()
        told += [repr(row) for row in rows]
    return "\n".join(told)


@pytest.mark.parametrize("of", ["child", "colleague"])
def test_every_figure_of_every_month_is_the_same_afterwards(ground, of):
    for category in ("棋类", "球类"):
        Course.objects.create(
            school=ground.cast.school,
            name=category,
            category=category,
            nature="school",
            teacher=ground.cast.staff["teacher"],
        )
    before = figures(ground)
    assert sum(rows for day in before.values() for _, rows in day.values()) > 100
    erased(ground, of)
    assert figures(ground) == before


@pytest.mark.parametrize("of", ["child", "colleague"])
def test_no_name_no_number_and_no_word_of_theirs_is_left(ground, of):
    person = the_person(ground, of)
    own = traced(person, withheld=True).own
    words = {
        mark
        for mark, (label, name) in ground.marks.items()
        if ground.rows[apps.get_model(label)].pk in own.get(apps.get_model(label), ())
        and isinstance(apps.get_model(label)._meta.get_field(name), SealedTextField)
        and not is_shared(person, apps.get_model(label))
    }
    assert len(words) >= 5
    told = {person.row.name, person.row.number, person.row.id_number, person.row.phone} | words
    told |= {one.name for one in person.family}
    before = every_word(but=HELD)
    assert {word for word in told if word not in before} == set()
    erased(ground, of)
    after = every_word(but=HELD)
    assert {word for word in told if word in after} == set()


HELD = frozenset(HELD_BY_TRIGGERS - {"access.audit"})


def is_shared(person: Person, model) -> bool:
    from qingshan.privacy.erasing.planning import plan_for

    return bool(plan_for(person).shared.get(model))


def test_the_log_keeps_who_did_what_and_loses_the_name(ground, client):
    wang = ground.cast.wang
    ground.cast.sign_in(client, "principal").post(f"/people/students/{wang.pk}/reveal/phone/")
    looked = LogEntry.objects.get(additional_data__deed="reveal_field")
    assert looked.object_repr == "王同学"
    kept = (looked.actor_id, looked.timestamp, looked.object_pk, looked.action)
    erased(ground, "child")
    looked.refresh_from_db()
    assert (looked.actor_id, looked.timestamp, looked.object_pk, looked.action) == kept
    assert looked.additional_data["deed"] == "reveal_field"
    assert looked.object_repr == "（已删去）"
    assert not AuditOpening.objects.exists()
    for change in ({"object_repr": "别的"}, {"actor": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            LogEntry.objects.filter(pk=looked.pk).update(**change)


def test_even_while_names_leave_the_log_nothing_else_of_it_can_change(ground):
    person = the_person(ground, "child")
    asked_for = asked(ground, person)
    row = LogEntry.objects.filter(additional_data__deed="ask_erasure").get()
    with transaction.atomic():
        AuditOpening.objects.create(school=ground.cast.school, erasure=asked_for)
        LogEntry.objects.filter(pk=row.pk).update(object_repr="换了名字")
        later = row.timestamp + dt.timedelta(days=1)
        for change in ({"timestamp": later}, {"actor": None}, {"object_pk": "7"}, {"action": 0}):
            with pytest.raises(DatabaseError), transaction.atomic():
                LogEntry.objects.filter(pk=row.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            LogEntry.objects.filter(pk=row.pk)._raw_delete("default")
        transaction.set_rollback(True)


def test_a_colleague_cannot_come_in_any_more(ground, client):
    ground.cast.sign_in(client, "teacher")
    assert client.get("/").status_code == 200
    person = erased(ground, "colleague")
    account = Account.objects.get(pk=person.row.account_id)
    assert not account.is_active
    assert account.username.startswith("x")
    assert not any(
        one.get_decoded().get("_auth_user_id") == str(account.pk) for one in Session.objects.all()
    )
    for label in ("api.AccessToken", "reminders.CalendarFeed", "indicators.Pin"):
        assert not apps.get_model(label).objects.filter(account=account).exists()


def test_the_photograph_leaves_the_disk_and_another_childs_stays(ground):
    evidence = ground.rows[Evidence]
    storage, own = evidence.file.storage, evidence.file.name
    other = Record.objects.create(
        school=ground.cast.school,
        number="另一条",
        date=TODAY,
        kind="home_visit",
        staff=ground.cast.staff["homeroom"],
        student=ground.cast.feng,
    )
    from tests.walls.given import picture

    kept = Evidence.objects.create(
        school=ground.cast.school,
        record=other,
        file=picture("b.jpg"),
        name="b.jpg",
        media_type="image/jpeg",
        size=1,
        added_by=ground.cast.accounts["homeroom"],
    ).file.name
    erased(ground, "child")
    assert not storage.exists(own)
    assert storage.exists(kept)
    assert erasure_of(the_person(ground, "child")).files == []


def test_cut_off_before_the_files_they_leave_at_the_next_round(ground, monkeypatch):
    from qingshan.privacy.scrubbing import scrub_school

    evidence = ground.rows[Evidence]
    storage, own = evidence.file.storage, evidence.file.name
    with monkeypatch.context() as cut:
        cut.setattr(files, "sweep", broken)
        with pytest.raises(RuntimeError):
            erased(ground, "child")
    assert storage.exists(own)
    assert erasure_of(the_person(ground, "child")).done_on
    scrub_school(ground.cast.school, TODAY + dt.timedelta(days=9))
    assert not storage.exists(own)


def test_cut_off_half_way_nothing_is_half(ground, monkeypatch):
    before = every_word()
    with monkeypatch.context() as cut:
        cut.setattr(services, "cover_in_the_log", broken)
        with pytest.raises(RuntimeError):
            erased(ground, "child")
    asked_row = erasure_of(the_person(ground, "child"))
    assert asked_row.done_on is None
    asked_row.delete()
    assert {line for line in before.splitlines() if line not in every_word()} == set()
    assert ground.rows[Evidence].file.storage.exists(ground.rows[Evidence].file.name)


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("the power failed")


def test_one_person_alone_erases_nobody(ground):
    person = the_person(ground, "child")
    asked_for = asked(ground, person)
    with pytest.raises(NotPossible, match="请另一位来删"):
        erase(actor=ground.cast.accounts["principal"], erasure=asked_for)
    assert Student.objects.get(pk=person.row.pk).name == "王同学"


def test_a_brothers_guardian_stays_with_the_brother(ground):
    Guardian.objects.create(
        school=ground.cast.school, student=ground.cast.feng, name="同一位妈妈", phone="13900001111"
    )
    Guardian.objects.filter(student=ground.cast.wang).update(name="同一位妈妈")
    erased(ground, "child")
    assert [one.name for one in Guardian.objects.filter(school=ground.cast.school)] == [
        "同一位妈妈"
    ]


def test_the_page_rehearses_and_two_people_do_it(ground, client):
    page = f"/privacy/of/child/{ground.cast.wang.pk}/erase/"
    cast = ground.cast
    told = cast.sign_in(client, "student_affairs").get(page).content.decode()
    for words in ("会删掉", "留下，没有名字", "监护人", "账目要保管", "备份"):
        assert words in told
    assert Student.objects.get(pk=cast.wang.pk).name == "王同学"
    bare = client.post(page, {"deed": "ask", "left_on": "2099-01-01", "why": ""})
    assert bare.status_code == 422
    assert "请写为什么删" in bare.content.decode()
    client.post(page, {"deed": "ask", "left_on": "2026-07-10", "why": "转走了"})
    assert "请另一位来删" in client.post(page, {"deed": "do"}, follow=True).content.decode()
    assert Student.objects.get(pk=cast.wang.pk).name == "王同学"
    cast.sign_in(client, "principal").post(page, {"deed": "do"})
    assert Student.objects.get(pk=cast.wang.pk).name == "（已删去）"
    row = LogEntry.objects.get(additional_data__deed="erase_person")
    assert row.actor == cast.accounts["principal"]
    assert "删去了" in client.get(page).content.decode()


def test_what_was_asked_can_be_taken_back(ground, client):
    page = f"/privacy/of/child/{ground.cast.wang.pk}/erase/"
    ground.cast.sign_in(client, "principal")
    client.post(page, {"deed": "ask", "left_on": "2026-07-10", "why": "转走了"})
    client.post(page, {"deed": "back"})
    assert erasure_of(the_person(ground, "child")) is None


@pytest.mark.parametrize("who", ["homeroom", "teacher", "secretary", "other_school"])
def test_for_others_there_is_no_erasing(ground, client, who):
    page = f"/privacy/of/child/{ground.cast.wang.pk}/erase/"
    assert ground.cast.sign_in(client, who).get(page).status_code == 404
