"""The school at a glance: figures that open into rows, charts under their sentences."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.programmes.services import lay_periods
from qingshan.records.models import Record
from tests.cast import add_student


def page(client, cast, who: str) -> str:
    cast.sign_in(client, who)
    answer = client.get(reverse("desk:overview"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["principal", "teacher"])
def test_every_figure_opens_into_its_rows(client, cast, who):
    told = page(client, cast, who)
    keys = re.findall(r'<td class="num"><a href="/indicators/([^/]+)/"', told)
    assert "care.visits" in keys
    assert "staff.special_post" in keys
    assert len(keys) == len(re.findall(r'<td class="num">', told))


def test_leaders_see_the_branch_and_teachers_the_counts_only(client, cast):
    lay_periods(cast.school)
    assert "支部 2 人" in page(client, cast, "principal")
    assert "支部" not in page(client, cast, "teacher")


def test_sentences_follow_what_is_there(client, cast):
    assert "还没有走访记录" in page(client, cast, "principal")
    Record.objects.create(
        school=cast.school,
        staff=cast.staff["homeroom"],
        student=cast.wang,
        kind="home_visit",
        date="2026-10-09",
        number="R1",
    )
    assert "1 次走访，到过 1 个孩子的家" in page(client, cast, "principal")


def test_it_costs_the_same_for_one_child_and_for_thirty(client, cast):
    lay_periods(cast.school)
    page(client, cast, "principal")
    with CaptureQueriesContext(connection) as one:
        page(client, cast, "principal")
    for n in range(30):
        child = add_student(cast.school, cast.class_31, f"G9{n:02}", f"李{n}")
        Record.objects.create(
            school=cast.school,
            staff=cast.staff["homeroom"],
            student=child,
            kind="home_teaching",
            date="2026-10-09",
            number=f"R{n}",
        )
    with CaptureQueriesContext(connection) as thirty:
        page(client, cast, "principal")
    assert len(one) == len(thirty)
