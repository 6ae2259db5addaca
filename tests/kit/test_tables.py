from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from qingshan.kit.tables import Column, Filter, Table
from qingshan.people.models import Staff
from tests.cast import make_cast


class StaffTable(Table):
    name = "staff"
    caption = "教师"
    columns = (
        Column("name", "姓名", sort=("search_key",)),
        Column("number", "工号"),
        Column("post", "岗位", choices=Staff.Post),
        Column("group__name", "教研组", phone="label"),
        Column("pk", "几号", sort=False, end=True, show=lambda value: f"<{value}>"),
    )
    search = ("search_key",)
    filters = (Filter("post", "岗位", choices=Staff.Post.choices),)
    default_sort = ("number",)
    unit = "人"


def table(query: str = "") -> StaffTable:
    return StaffTable(Staff.objects.all(), QueryDict(query))


def names(made: Table) -> list[str]:
    return [row[0] for row in made.rows]


def test_rows_come_in_the_order_declared(cast):
    assert names(table())[:2] == ["李助理", "赵校长"]


def test_a_heading_sorts_and_sorts_back(cast):
    up = table("sort=number")
    assert up.headings[1].order == "ascending"
    assert up.headings[1].href == "?sort=-number"
    assert names(table("sort=-number"))[0] == "吴老师"


def test_search_and_filter_narrow_the_rows(cast):
    assert names(table("q=吴")) == ["吴老师"]
    assert names(table("post=special")) == ["吴老师"]
    assert names(table("post=special&q=赵")) == []


def test_pages_hold_what_was_asked_for(cast):
    first = table("per=3")
    assert (len(first.rows), first.pages, first.total) == (3, 3, 7)
    assert names(table("per=3&page=3")) == ["吴老师"]
    assert names(table("per=3&page=99")) == ["吴老师"]


def test_cells_are_escaped(cast):
    Staff.objects.filter(number="T007").update(name="<b>&")
    body = table("q=t007").body
    assert "&lt;b&gt;&amp;" in body
    assert "<b>" not in body


def test_values_querysets_make_the_same_rows(cast):
    rows = Staff.objects.values("name", "number", "post", "group__name", "pk")
    assert StaffTable(rows, QueryDict()).rows == table().rows


@pytest.mark.parametrize("per", [1, 7])
def test_a_page_costs_two_queries(cast, django_assert_num_queries, per):
    with django_assert_num_queries(2):
        assert table(f"per={per}").render()


def test_an_empty_table_says_what_to_do(db):
    assert "这里还没有内容" in table().render()
    assert "没有找到" in table("q=谁").render()


def test_what_to_do_next_stands_in_the_slot_of_an_empty_table(db):
    words = '<c-table :table="table"><a href="/next/">去开账号</a></c-table>'
    page = Template(CottonCompiler().process(words)).render(Context({"table": table()}))
    assert '<div class="empty-next"><a href="/next/">去开账号</a></div>' in page


class WildQueries(TestCase):
    """Whatever stands in the address, a table is shown."""

    def setUp(self) -> None:
        make_cast()

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.dictionaries(
            st.sampled_from(["q", "sort", "page", "per", "post", "x"]),
            st.one_of(
                st.text(max_size=30),
                st.integers().map(str),
                st.sampled_from(["-", "--name", "-number", "password", "0", "-1", "9" * 30, "²"]),
            ),
        )
    )
    def test_a_wild_query_string_never_breaks_a_table(self, asked: dict[str, str]) -> None:
        wild = QueryDict(mutable=True)
        wild.update(asked)
        made = table(wild.urlencode())
        assert "<table" in made.render() or made.total == 0
