"""Everything that is kept about people is declared, with its purpose; and told to families."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.test import Client

from qingshan.access.fields import SealedTextField
from qingshan.character.models import PhotoConsent
from qingshan.documents.declaring import documents
from qingshan.documents.making import made
from qingshan.kit.leaving import all_leaving
from qingshan.kit.personal import Basis, impersonal, kind_of_each, kinds
from qingshan.people.models import Guardian, Staff, Student
from qingshan.privacy.telling import as_markdown
from qingshan.reports.asking import asked_on
from qingshan.school.membership import member_for
from tests.reports.every_document import TODAY

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = {Staff, Student, Guardian}
SEALED_AND_ABOUT_NOBODY = {"access.KeyCheck", "reminders.GroupRobot"}
"""A word to tell keys by; the address of a chat group's robot."""


def test_every_table_says_what_it_is_for_or_why_it_is_about_nobody():
    told = set(kind_of_each()) | set(impersonal())
    there = {model._meta.label for model in apps.get_models()}
    assert told == there
    assert set(kind_of_each()) & set(impersonal()) == set()


def test_a_table_about_nobody_points_at_nobody():
    """A relation to a person, or a sealed word, is no table about nobody."""
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label in impersonal()
        for field in model._meta.fields
        if field.related_model in PEOPLE
        or (isinstance(field, SealedTextField) and model._meta.label not in SEALED_AND_ABOUT_NOBODY)
    ]
    assert wrong == []


def test_what_points_at_a_child_is_said_to_be_about_children():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is Student
        and model is not Guardian
        and not kind_of_each()[model._meta.label].of.children
    ]
    assert wrong == []


def test_each_kind_says_how_long_and_all_that_leaves_belongs_to_one():
    assert [kind.key for kind in kinds() if not (kind.leaves or kind.kept)] == []
    named = [key for kind in kinds() for key in kind.leaves]
    assert sorted(named) == sorted(one.key for one in all_leaving())


def test_what_rests_on_consent_says_how_it_is_asked():
    assert [k.key for k in kinds() if k.basis is Basis.CONSENT and not k.consent] == []
    assert "character.photos" in {k.key for k in kinds() if k.basis is Basis.CONSENT}


def test_the_page_of_the_documentation_is_what_is_declared():
    written = (ROOT / "docs" / "personal-data.md").read_text("utf-8")
    assert written == as_markdown(), "python tests/tools/personal_data.py writes it anew"


def test_the_school_reads_and_prints_the_table(client, cast):
    page = cast.sign_in(client, "principal").get("/privacy/").content.decode()
    for kind in kinds():
        assert kind.title in page
        assert kind.purpose in page


def test_a_family_reads_the_notice_without_signing_in_and_leaves_nothing(cast):
    phone = Client()
    said = phone.get(f"/voice/say/{cast.school.code}/").content.decode()
    address = f"/privacy/notice/{cast.school.code}/"
    assert f'href="{address}"' in said
    answer = phone.get(address)
    page = answer.content.decode()
    assert not answer.cookies
    assert "学籍" in page
    assert "同意了也可以随时收回" in page
    assert "教职工" not in page


def test_the_assessment_counts_the_children_it_is_about(cast):
    PhotoConsent.objects.create(
        school=cast.school,
        student=cast.wang,
        way="纸条",
        since=TODAY,
        noted_by=cast.accounts["homeroom"],
    )
    member = member_for(cast.accounts["principal"], school_id=cast.school.pk)
    one = documents()["privacy-assessment"]
    fill = made(one, asked_on(cast.school, TODAY, member=member), site="http://x").fill
    assert fill["students"].text == str(Student.objects.filter(school=cast.school).count())
    assert fill["consented"].text == "1"
    assert {line["title"] for line in fill["consents"]} >= {"照片的同意", "公开荣誉的同意"}
    listed = [*fill["children"], *fill["families"], *fill["staff"]]
    assert len(listed) == len(kinds())
