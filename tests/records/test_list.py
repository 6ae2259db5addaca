"""The list of records."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.records.models import Record

LIST = "/records/"


def write(cast, who: str, number: int, **more) -> Record:
    fields = {"date": dt.date(2026, 11, 2), "kind": "news_reading", "title": f"第{number}则"} | more
    return Record.objects.create(
        school=cast.school, staff=cast.staff[who], number=f"R{who}{number}", **fields
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("principal", {"第1则", "第2则"}),
        ("teacher", {"第1则"}),
        ("homeroom", {"第2则"}),
        ("other_school", set()),
    ],
)
def test_one_sees_ones_own_and_offices_see_all(client, cast, who, sees):
    write(cast, "teacher", 1)
    write(cast, "homeroom", 2)
    page = cast.sign_in(client, who).get(LIST).content.decode()
    assert {title for title in ("第1则", "第2则") if title in page} == sees


def test_a_visit_to_a_child_is_seen_by_its_homeroom_teacher(client, cast):
    write(cast, "teacher", 1, kind="home_visit", student=cast.wang)
    assert "第1则" in cast.sign_in(client, "homeroom").get(LIST).content.decode()


def test_it_is_narrowed_by_kind_day_and_child(client, cast):
    write(cast, "teacher", 1)
    write(cast, "teacher", 2, kind="paper_reading", date=dt.date(2026, 10, 1))
    write(cast, "teacher", 3, kind="home_visit", student=cast.wang)
    cast.sign_in(client, "principal")
    for query, sees in (
        ("?kind=paper_reading", {"第2则"}),
        ("?from=2026-11-01", {"第1则", "第3则"}),
        ("?to=2026-10-31", {"第2则"}),
        (f"?student={cast.wang.pk}", {"第3则"}),
        ("?from=nonsense&student=x&kind=y", {"第1则", "第2则", "第3则"}),
    ):
        page = client.get(LIST + query).content.decode()
        assert {f"第{n}则" for n in (1, 2, 3) if f"第{n}则" in page} == sees, query


def test_the_list_costs_the_same_for_one_record_and_for_thirty(client, cast):
    cast.sign_in(client, "principal")

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        return len(queries)

    write(cast, "teacher", 0)
    client.get(LIST)
    one = cost()
    for n in range(1, 30):
        write(cast, "teacher", n)
    assert cost() == one


def test_the_entry_tiles_name_every_kind(client, cast):
    page = cast.sign_in(client, "teacher").get(reverse("records:record_new")).content.decode()
    assert "家访" in page
    assert "小水滴" in page


def test_it_is_narrowed_to_a_colleague_and_says_to_whom(client, cast):
    write(cast, "teacher", 1)
    write(cast, "homeroom", 2)
    cast.sign_in(client, "principal")
    page = client.get(f"{LIST}?staff={cast.staff['teacher'].pk}").content.decode()
    assert "吴老师的记录" in page
    assert "第1则" in page
    assert "第2则" not in page


def test_a_child_one_may_not_open_is_not_named(client, cast):
    page = cast.sign_in(client, "homeroom").get(f"{LIST}?student={cast.feng.pk}").content.decode()
    assert "冯同学" not in page


def test_another_page_of_it_keeps_what_was_asked(client, cast):
    for n in range(60):
        write(cast, "teacher", n, date=dt.date(2026, 10, 1 + n % 30))
    cast.sign_in(client, "principal")
    asked = f"from=2026-10-01&to=2026-10-31&staff={cast.staff['teacher'].pk}"
    page = client.get(f"{LIST}?{asked}").content.decode()
    assert asked.replace("&", "&amp;") in page


def test_it_is_narrowed_to_one_of_the_five_and_names_it(client, cast):
    write(cast, "teacher", 1)
    write(cast, "teacher", 2, kind="paper_reading")
    write(cast, "teacher", 3, kind="monograph_reading")
    cast.sign_in(client, "principal")
    page = client.get(f"{LIST}?five=读书").content.decode()
    assert {f"第{n}则" for n in (1, 2, 3) if f"第{n}则" in page} == {"第1则", "第3则"}
    assert ">读书</td>" in page
    assert ">科学</td>" not in page
    assert client.get(f"{LIST}?five=睡觉").content.decode().count(">科学</td>") == 1


def test_a_record_names_the_one_of_the_five_it_belongs_to(client, cast):
    record = write(cast, "teacher", 1)
    cast.sign_in(client, "teacher")
    page = client.get(reverse("records:record", args=[record.pk])).content.decode()
    assert "让读书成为爱好" in page
