"""Everything that is kept about a person, in one file, and nothing of anybody else's."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.apps import apps

from qingshan.access.fields import SealedTextField
from qingshan.kit.personal import kind_of_each
from qingshan.people.models import GroupHead, Guardian, HomeroomTeacher, Student
from qingshan.privacy.models import Erasure
from qingshan.privacy.subjects.bundling import DATA, PAGE
from qingshan.privacy.subjects.gathering import NOBODY_NAMED, SHUT
from qingshan.privacy.subjects.person import Person
from qingshan.privacy.subjects.tracing import traced
from qingshan.records.models import Record
from qingshan.school.models import TeachingGroup
from tests.walls.filling import values_for
from tests.walls.ground import TODAY, make_ground

REASON = "母亲来要一份"


@pytest.fixture
def ground(db):
    return make_ground()


def asked_for(client, ground, who, address, **told) -> zipfile.ZipFile:
    answer = ground.cast.sign_in(client, who).post(address, told)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def of_the_child(ground) -> str:
    return f"/privacy/of/child/{ground.cast.wang.pk}/"


def of_the_teacher(ground) -> str:
    return f"/privacy/of/colleague/{ground.cast.staff['teacher'].pk}/"


def words_in(book: zipfile.ZipFile) -> str:
    """What stands in the data; the page must say the same."""
    data, page = book.read(DATA).decode(), book.read(PAGE).decode()
    for table in (t for kind in json.loads(data)["kinds"] for t in kind["tables"]):
        assert f"<h3>{table['title']}" in page
    return data


def marks(ground, person: Person, *, own: bool) -> dict[str, str]:
    """Mark → field, of the rows that are traced to the person; or of tables about others only."""
    rows = traced(person).own
    found = {}
    for mark, (label, name) in ground.marks.items():
        model = apps.get_model(label)
        kind = kind_of_each().get(label)
        if own and model in rows and ground.rows[model].pk in rows[model]:
            found[mark] = f"{label}.{name}"
        if not own and kind and not person.is_told_in(kind):
            found[mark] = f"{label}.{name}"
    return found


@pytest.mark.parametrize(
    ("who", "address", "of"),
    [
        ("principal", of_the_child, lambda g: Person(g.cast.wang)),
        ("principal", of_the_teacher, lambda g: Person(g.cast.staff["teacher"])),
    ],
    ids=["child", "colleague"],
)
def test_every_word_of_every_table_is_in_the_file_and_none_of_others(
    client, ground, who, address, of
):
    person = of(ground)
    book = asked_for(client, ground, who, address(ground), opened="on", reason=REASON)
    told = words_in(book)
    own = marks(ground, person, own=True)
    assert {place for mark, place in own.items() if mark not in told} == set()
    assert len(own) > 25
    others = marks(ground, person, own=False)
    assert {place for mark, place in others.items() if mark in told} == set()


def more_about_the_teacher(ground) -> None:
    """Rows of tables that the ground fills with the child's, or with nobody's."""
    cast, teacher = ground.cast, ground.cast.staff["teacher"]
    HomeroomTeacher.objects.create(school=cast.school, school_class=cast.class_41, staff=teacher)
    group = TeachingGroup.objects.create(school=cast.school, name="体育教研组")
    GroupHead.objects.create(school=cast.school, group=group, staff=teacher)
    address = EmailAddress.objects.create(user=teacher.account, email="wu@school.example")
    EmailConfirmation.objects.create(email_address=address, key="k")
    Authenticator.objects.create(user=teacher.account, type="totp", data={})
    talk = Record.objects.create(
        school=cast.school, number="自己的", date=TODAY, kind="reading", staff=teacher
    )
    own = {
        "outcomes.Honour": {"recipient": "staff", "student": None},
        "outcomes.Certificate": {"file": ""},
        "records.Evidence": {"record": talk, "file": ""},
        "growth.Objection": {"candidate": ground.rows_of("growth.Candidate")},
        "character.DropLesson": {"record": talk, "drop": another_drop(ground)},
        "character.ThemePlan": {"responsible": teacher},
        "character.FestivalItem": {"responsible": teacher},
    }
    for label, given in own.items():
        model = apps.get_model(label)
        values = values_for(model, mark=ground.mark, related=ground.related, given=given)
        ground.rows[model] = model.objects.create(**values)


def another_drop(ground):
    model = apps.get_model("character.Drop")
    given = {"proposed_by": None, "key": "another"}
    values = values_for(model, mark=ground.mark, related=ground.related, given=given)
    return model.objects.create(**values)


@pytest.mark.parametrize("of", ["child", "colleague"])
def test_no_table_about_such_people_is_forgotten(ground, of):
    """Each has a row of the person's in the file, or is said to be left out with its reason."""
    cast = ground.cast
    person = Person(cast.wang if of == "child" else cast.staff["teacher"])
    if of == "colleague":
        more_about_the_teacher(ground)
    about = {"student": cast.wang} if of == "child" else {"staff": cast.staff["teacher"]}
    Erasure.objects.create(
        school=cast.school,
        left_on=TODAY,
        asked_by=cast.accounts["principal"],
        asked_on=TODAY,
        **about,
    )
    found = traced(person)
    missing = [
        label
        for label, kind in kind_of_each().items()
        if person.is_told_in(kind)
        and not kind.withheld
        and apps.get_model(label) not in {*found.own, *found.nowhere}
    ]
    assert missing == []


def test_sealed_words_stay_shut_without_a_reason_and_are_noted_with_one(client, ground):
    address = of_the_child(ground)
    shut = words_in(asked_for(client, ground, "principal", address))
    sealed = {
        mark
        for mark, (label, name) in ground.marks.items()
        if isinstance(apps.get_model(label)._meta.get_field(name), SealedTextField)
    }
    assert SHUT in shut
    assert {mark for mark in sealed if mark in shut} == set()
    refused = ground.cast.sign_in(client, "principal").post(address, {"opened": "on"})
    assert refused.status_code == 422
    assert "请写为什么要打开" in refused.content.decode()
    asked_for(client, ground, "principal", address, opened="on", reason=REASON)
    noted = LogEntry.objects.filter(additional_data__deed="give_everything").order_by("pk")
    assert [(row.additional_data["opened"], row.additional_data["reason"]) for row in noted] == [
        (False, ""),
        (True, REASON),
    ]
    assert noted.last().object_pk == str(ground.cast.wang.pk)


def test_others_named_in_a_childs_words_are_covered(client, cast):
    Guardian.objects.create(
        school=cast.school, student=cast.wang, name="王妈妈", relation="母亲", phone="13900001111"
    )
    Guardian.objects.create(
        school=cast.school, student=cast.feng, name="冯爸爸", relation="父亲", phone="13800002222"
    )
    for child, words in (
        (cast.wang, "王同学和冯同学吵架，冯爸爸 13800002222 打来，王妈妈 13900001111 来了"),
        (cast.feng, "冯同学的话"),
    ):
        Record.objects.create(
            school=cast.school,
            number=f"R{child.pk}",
            date=cast.year.terms.get(number=1).starts_on,
            kind="student_talk",
            staff=cast.staff["homeroom"],
            student=child,
            content=words,
        )
    answer = cast.sign_in(client, "student_affairs").post(f"/privacy/of/child/{cast.wang.pk}/")
    told = words_in(zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))))
    assert "王同学和○○吵架，○○ ○○ 打来，王妈妈 13900001111 来了" in told
    for other in ("冯", "13800002222", "周老师"):
        assert other not in told


def test_what_is_withheld_is_said_with_its_reason(client, ground):
    told = json.loads(words_in(asked_for(client, ground, "principal", of_the_child(ground))))
    why = {one["what"]: one["why"] for one in told["withheld"]}
    assert "别人的名字" in why["审计日志"]
    assert "要护住说的人" in why["家长投诉"]
    assert why["四查三比对：待看的两行"] == NOBODY_NAMED


def test_a_photograph_goes_along_and_one_with_another_child_does_not(client, ground):
    from qingshan.character.models import PhotoChild
    from qingshan.records.models import Evidence

    evidence = ground.rows[Evidence]
    book = asked_for(client, ground, "principal", of_the_child(ground))
    assert any(name.startswith("文件/") for name in book.namelist())
    alone = [name for name in book.namelist() if name.endswith(".pdf")]
    PhotoChild.objects.create(
        school=ground.cast.school, evidence=evidence, student=ground.cast.feng
    )
    book = asked_for(client, ground, "principal", of_the_child(ground))
    assert len([name for name in book.namelist() if name.endswith(".pdf")]) == len(alone) - 1
    assert "上面还有别的孩子" in words_in(book)


def test_a_colleague_is_given_their_own_and_nobody_elses(client, ground):
    told = words_in(asked_for(client, ground, "teacher", of_the_teacher(ground)))
    assert "吴老师" in told
    assert "王同学" not in told
    other = ground.cast.staff["homeroom"].pk
    assert client.get(f"/privacy/of/colleague/{other}/").status_code == 404
    assert client.get(of_the_child(ground)).status_code == 404


def test_the_way_there_is_on_the_childs_page_for_those_who_may(client, cast):
    page = f"/people/students/{cast.wang.pk}/"
    way = f"/privacy/of/child/{cast.wang.pk}/"
    assert way in cast.sign_in(client, "student_affairs").get(page).content.decode()
    assert way not in cast.sign_in(client, "homeroom").get(page).content.decode()
    assert Student.objects.count() == 3
