"""Finding people: by name, pinyin, initials or number, and only whom one may see."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from qingshan.people.models import Staff, Student
from qingshan.people.search_keys import search_key
from tests.cast import ROLES, add_student


@pytest.fixture
def keyed(cast):
    """The cast with the search keys that a load gives them."""
    for model in (Staff, Student):
        for person in model.objects.all():
            person.search_key = search_key(person.name, person.number)
            person.save(update_fields=["search_key"])
    return cast


def ask(client, q, **headers) -> str:
    answer = client.get(reverse("desk:search"), {"q": q}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "q", ["王同学", "王", "wangtongxue", "wtx", "WTX", "g2001", "G2001", " 王 同学 "]
)
def test_a_child_is_found_by_name_pinyin_initials_or_number(client, keyed, q):
    keyed.sign_in(client, "principal")
    page = ask(client, q)
    assert "王同学" in page
    assert reverse("people:student", args=[keyed.wang.pk]) in page
    assert "冯同学" not in page


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("administrator", True),
        ("principal", True),
        ("secretary", True),
        ("student_affairs", True),
        ("homeroom", True),
        ("teacher", False),
        ("group_head", False),
        ("other_school", False),
    ],
)
def test_a_child_is_found_only_by_those_who_may_open_it(client, keyed, who, sees):
    keyed.sign_in(client, who)
    page = ask(client, "王同学")
    assert ("学籍号尾号 2001" in page) is sees
    assert "褚同学" not in ask(client, "同学") or who == "other_school"


def test_a_colleague_is_found_by_everybody_of_the_school_and_nobody_else(client, keyed):
    keyed.sign_in(client, "teacher")
    assert "T002" in ask(client, "zxz")
    keyed.sign_in(client, "other_school")
    assert "T002" not in ask(client, "zxz")


def test_a_class_is_found_by_everybody_of_the_school_with_who_leads_it(client, keyed):
    keyed.sign_in(client, "teacher")
    page = ask(client, "三年级")
    assert "三年级(1)班" in page
    assert "班主任 周老师" in page
    assert "三年级(1)班" in ask(client, "zls")
    assert "一年级(1)班" not in ask(client, "年级")


def test_an_identity_number_is_not_told_by_the_number_of_the_child(client, keyed):
    keyed.wang.number = "G220899201605062191"
    keyed.wang.save()
    keyed.sign_in(client, "principal")
    assert "220899201605062191" not in ask(client, "王")


def test_the_county_and_a_stranger_find_nobody(client, keyed):
    keyed.sign_in(client, "county_officer")
    assert client.get(reverse("desk:search"), {"q": "王"}).status_code == 404
    client.logout()
    assert client.get(reverse("desk:search"), {"q": "王"}).status_code == 302


@pytest.mark.parametrize("q", ["", "   ", "%", "_", "\0", "'", "x" * 5000, "王同学 不在"])
def test_what_finds_nobody_says_what_to_do_next(client, keyed, q):
    keyed.sign_in(client, "principal")
    page = ask(client, q)
    assert "王同学" not in page.replace("王同学 不在", "")
    assert "empty" in page


def test_typing_gets_the_list_only_and_a_plain_form_the_whole_page(client, keyed):
    keyed.sign_in(client, "principal")
    typed = ask(client, "王", **{"HX-Request": "true", "HX-Target": "found"})
    assert "<html" not in typed
    assert "王同学" in typed
    assert "<html" in ask(client, "王")


def test_many_of_one_name_are_told_as_many(client, keyed):
    for n in range(20):
        add_student(keyed.school, keyed.class_31, f"G30{n:02}", f"王小{n}")
    keyed.sign_in(client, "principal")
    page = ask(client, "王小")
    assert len(re.findall(r'href="/people/students/\d+/', page)) == 12
    assert "再多打一个字" in page


def test_one_found_costs_the_same_as_thirty(client, keyed, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    keyed.sign_in(client, "principal")
    ask(client, "王")
    with CaptureQueriesContext(connection) as one:
        ask(client, "王")
    for n in range(30):
        add_student(keyed.school, keyed.class_31, f"G30{n:02}", f"王小{n}")
    with CaptureQueriesContext(connection) as thirty:
        ask(client, "王")
    assert len(one) == len(thirty)


def test_every_role_has_a_search_page_or_none(client, keyed):
    for who in ROLES:
        keyed.sign_in(client, who)
        expected = {"county_officer": 404, "stranger": 302}.get(who, 200)
        assert client.get(reverse("desk:search")).status_code == expected
