"""Rows of watched models name the deed they are part of, and who does it."""

from __future__ import annotations

from auditlog.models import LogEntry

from qingshan.access.doing import doing
from qingshan.people.models import Pairing, Student


def test_a_change_within_a_deed_is_named(cast):
    with doing("change_student", actor=cast.accounts["secretary"]):
        cast.wang.name = "王小同学"
        cast.wang.save()
    row = LogEntry.objects.latest("pk")
    assert row.actor == cast.accounts["secretary"]
    assert row.additional_data == {"deed": "change_student", "school": cast.school.pk}
    assert row.changes == {"name": ["王同学", "王小同学"]}


def test_a_change_outside_of_one_is_noted_all_the_same(cast):
    cast.wang.phone = "13900001111"
    cast.wang.save()
    row = LogEntry.objects.latest("pk")
    assert row.actor is None
    assert row.changes == {"phone": ["＊＊＊", "＊＊＊"]}


def test_a_deed_within_a_deed_has_its_own_name(cast):
    outer, inner = cast.accounts["principal"], cast.accounts["secretary"]
    with doing("change_student", actor=outer):
        with doing("make_pairing", actor=inner):
            Pairing.objects.create(
                school=cast.school,
                kind="student_support",
                giver=cast.staff["teacher"],
                student=cast.wang,
                starts_on="2026-09-01",
            )
        Student.objects.get(pk=cast.wang.pk).delete()
    deeds = LogEntry.objects.order_by("-pk")[:3]
    assert deeds[0].additional_data["deed"] == "change_student"
    assert {row.actor for row in deeds} == {outer, inner}
