"""Teaching groups and who heads them."""

from __future__ import annotations

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.people.models import GroupHead, Staff
from qingshan.school.models import TeachingGroup

LIST = "/people/groups/"


@pytest.fixture
def group(cast) -> TeachingGroup:
    return TeachingGroup.objects.get(school=cast.school)


def head_of(group: TeachingGroup) -> Staff | None:
    held = GroupHead.objects.filter(group=group).first()
    return held.staff if held else None


def test_everybody_sees_who_heads_a_group(client, cast):
    page = cast.sign_in(client, "teacher").get(LIST).content.decode()
    assert "语文教研组" in page
    assert "郑组长" in page
    assert "<select" not in page


def test_the_administrator_says_who_heads_it(client, cast, group):
    cast.sign_in(client, "administrator")
    client.post(f"{LIST}{group.pk}/head/", {"staff": cast.staff["teacher"].pk})
    assert head_of(group) == cast.staff["teacher"]
    [row] = LogEntry.objects.filter(additional_data__deed="set_group_head")
    assert row.actor == cast.accounts["administrator"]


def test_a_group_may_be_without_a_head_and_get_one_again(client, cast, group):
    cast.sign_in(client, "administrator")
    for _ in range(2):
        client.post(f"{LIST}{group.pk}/head/", {"staff": ""})
        assert head_of(group) is None
    client.post(f"{LIST}{group.pk}/head/", {"staff": cast.staff["teacher"].pk})
    assert head_of(group) == cast.staff["teacher"]


@pytest.mark.parametrize("asked", ["x", "0", "9" * 30, "²"])
def test_somebody_who_is_not_there_heads_nothing(client, cast, group, asked):
    cast.sign_in(client, "administrator")
    answer = client.post(f"{LIST}{group.pk}/head/", {"staff": asked}, follow=True)
    assert "请从列表里选一位老师。" in answer.content.decode()
    assert head_of(group) == cast.staff["group_head"]


@pytest.mark.parametrize("who", ["principal", "group_head", "other_school", "county_officer"])
def test_nobody_else_says_it(client, cast, group, who):
    cast.sign_in(client, who)
    address = f"{LIST}{group.pk}/head/"
    assert client.post(address, {"staff": cast.staff["teacher"].pk}).status_code == 404
    assert head_of(group) == cast.staff["group_head"]


def test_a_group_of_another_school_does_not_exist(client, cast):
    far = TeachingGroup.objects.create(school=cast.other_school, name="数学教研组")
    cast.sign_in(client, "administrator")
    assert client.post(f"{LIST}{far.pk}/head/", {"staff": ""}).status_code == 404
    assert "数学教研组" not in client.get(LIST).content.decode()


def test_the_page_costs_the_same_for_few_and_for_many(client, cast):
    cast.sign_in(client, "administrator")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for n in range(30):
        TeachingGroup.objects.create(school=cast.school, name=f"第{n}组")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)
