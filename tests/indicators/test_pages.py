"""The pages of figures: who sees which rows behind the same number."""

from io import BytesIO

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.indicators.small_school import DAY, EARLIER, EXPECTED, record

ASKED = {"as_of": DAY.isoformat()}


def page(client, key, **asked):
    return client.get(reverse("indicators:indicator", args=[key]), ASKED | asked)


def test_the_list_shows_every_figure_as_a_link(client, filled_cast):
    filled_cast.sign_in(client, "teacher")
    text = client.get(reverse("indicators:indicator_list"), ASKED).content.decode()
    for key in EXPECTED:
        assert f'href="/indicators/{key}/?as_of=2026-07-15"' in text


def test_a_word_finds_its_figures(client, filled_cast):
    filled_cast.sign_in(client, "teacher")
    text = client.get(reverse("indicators:indicator_list"), {**ASKED, "q": "走访"}).content.decode()
    assert "care.visits" in text
    assert "staff.total" not in text
    nothing = client.get(reverse("indicators:indicator_list"), {**ASKED, "q": "没有这个"})
    assert "没有找到这个数字" in nothing.content.decode()


def test_a_day_that_does_not_exist_is_taken_as_today(client, filled_cast):
    filled_cast.sign_in(client, "teacher")
    assert page(client, "care.visits", as_of="2026-02-31").status_code == 200


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        ("principal", {"王同学", "冯同学"}, None),
        ("homeroom", {"王同学", "冯同学"}, None),  # whose own visits all of them are
        ("teacher", set(), "另有 4 条"),
    ],
)
def test_rows_open_to_those_they_concern_and_are_counted_for_all(
    client, filled_cast, who, shown, hidden
):
    filled_cast.sign_in(client, who)
    text = page(client, "care.visits").content.decode()
    assert "走访" in text
    assert {name for name in ("王同学", "冯同学") if name in text} == shown
    assert (hidden or "不在你的可见范围内") in text if hidden else "可见范围内" not in text


@pytest.mark.parametrize(
    ("key", "who", "hidden"),
    [
        ("care.visited_students", "homeroom", "另有 1 条"),  # 冯同学 is in another class
        ("students.awards", "homeroom", None),
        ("students.awards", "teacher", "另有 2 条"),
        ("care.funds_yuan", "homeroom", "另有 1 条"),
        ("incidents.complaints", "homeroom", "另有 2 条"),
        ("staff.commended_district_plus", "teacher", None),
        ("exam.full_rate_years", "teacher", None),
        ("courses.categories", "teacher", None),
    ],
)
def test_what_one_may_not_open_is_counted_in_a_sentence(client, filled_cast, key, who, hidden):
    filled_cast.sign_in(client, who)
    text = page(client, key).content.decode()
    assert (hidden in text) if hidden else ("可见范围内" not in text)


@pytest.mark.parametrize("key", EXPECTED)
def test_each_figure_has_a_page(client, filled_cast, key):
    filled_cast.sign_in(client, "principal")
    assert page(client, key).status_code == 200


def test_people_are_shown_once_with_what_is_behind(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    text = page(client, "staff.commended_district_plus").content.decode()
    assert text.count("T001") == 1
    assert "2026-03-02 李助理 · 优秀教师 · 区级" in text


def test_the_day_stays_while_paging(client, filled_cast):
    for number in range(60):
        record(
            filled_cast.school,
            filled_cast.staff["homeroom"],
            f"X{number}",
            "home_visit",
            filled_cast.wang,
            EARLIER,
        )
    filled_cast.sign_in(client, "principal")
    assert "page=2&amp;as_of=2026-07-15" in page(client, "care.visits").content.decode()


def test_an_unknown_figure_does_not_exist(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    assert page(client, "care.vists").status_code == 404


def test_the_county_has_pages_of_its_own_and_none_of_a_day_it_chooses(client, filled_cast):
    """Two days chosen at will would tell what happened between them."""
    filled_cast.sign_in(client, "county_officer")
    assert client.get(reverse("indicators:indicator_list"), ASKED).status_code == 404
    assert page(client, "students.awards").status_code == 404


def test_a_page_costs_the_same_for_one_row_and_for_thirty(client, filled_cast):
    filled_cast.sign_in(client, "homeroom")
    few = queries_of(lambda: page(client, "care.visits"))
    for number in range(30):
        record(
            filled_cast.school,
            filled_cast.staff["homeroom"],
            f"X{number}",
            "home_visit",
            filled_cast.wang,
            EARLIER,
        )
    assert queries_of(lambda: page(client, "care.visits")) == few


def test_an_office_takes_the_rows_out_and_the_log_says_so(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    address = reverse("indicators:indicator_rows", args=["staff.commended_district_plus"])
    book = load_workbook(BytesIO(client.post(address, ASKED).content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any("=1+1" in str(cell.value) for cell in cells)
    said = LogEntry.objects.latest("pk")
    assert said.additional_data["deed"] == "export_evidence"
    assert said.actor == filled_cast.accounts["principal"]


def test_a_teacher_takes_no_rows_out(client, filled_cast):
    filled_cast.sign_in(client, "teacher")
    assert "下载这些行" not in page(client, "care.visits").content.decode()
    address = reverse("indicators:indicator_rows", args=["care.visits"])
    assert client.post(address, ASKED).status_code == 404


def test_a_chart_is_drawn_once_and_not_sent_twice(client, filled_cast):
    filled_cast.sign_in(client, "teacher")
    address = reverse("indicators:chart", args=["promotion"])
    first = client.get(address, ASKED)
    assert first["Content-Type"] == "image/svg+xml"
    assert b"<svg" in first.content
    again = client.get(address, ASKED, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["promotion", "visits", "nothing"])
def test_a_chart_with_nothing_to_draw_does_not_exist(client, cast, name):
    cast.sign_in(client, "teacher")
    assert client.get(reverse("indicators:chart", args=[name])).status_code == 404


def queries_of(deed) -> int:
    with CaptureQueriesContext(connection) as caught:
        deed()
    return len(caught)
