"""Leave: written down, changed, taken back, and seen by those whom it concerns."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from qingshan.people.leaves import services
from qingshan.people.leaves.words import stretch
from qingshan.people.models import Leave
from qingshan.people.visibility import leaves_visible_to
from qingshan.school import membership
from qingshan.school.membership import member_for
from tests.cast import make_cast

LIST = "/people/leaves/"
NEW = f"{LIST}new/"
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


@pytest.fixture
def leave(cast) -> Leave:
    return away(cast, "teacher", "2026-11-23", "2026-11-27", "sick")


def away(cast, who: str, first: str, last: str | None, kind: str = "personal") -> Leave:
    return Leave.objects.create(
        school=cast.school,
        staff=cast.staff[who],
        kind=kind,
        starts_on=dt.date.fromisoformat(first),
        ends_on=dt.date.fromisoformat(last) if last else None,
    )


def sheet(staff: object = "", **changed: str) -> dict[str, str]:
    return {
        "staff": str(staff),
        "kind": "personal",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-04",
    } | changed


def page_of(cast, who: str) -> str:
    return f"/people/staff/{cast.staff[who].pk}/"


@pytest.mark.parametrize("who", ["administrator", "principal"])
def test_leave_is_written_down(client, cast, who):
    cast.sign_in(client, who)
    answer = client.post(NEW, sheet(cast.staff["teacher"].pk), follow=True)
    assert "记下了：吴老师2026年12月1日到12月4日请假。" in answer.content.decode()
    [made] = Leave.objects.all()
    assert (made.staff, made.kind, made.school) == (cast.staff["teacher"], "personal", cast.school)
    assert (made.starts_on, made.ends_on) == (dt.date(2026, 12, 1), dt.date(2026, 12, 4))
    [row] = LogEntry.objects.filter(additional_data__deed="grant_leave")
    assert row.actor == cast.accounts[who]


def test_the_last_day_may_still_be_open(client, cast):
    cast.sign_in(client, "administrator")
    client.post(NEW, sheet(cast.staff["teacher"].pk, ends_on=""))
    assert Leave.objects.get().ends_on is None
    assert "还没定" in client.get(LIST).content.decode()


@pytest.mark.parametrize("asked", ["{pk}", "x", "9" * 30, "²", ""])
def test_a_colleague_can_be_named_in_the_address(client, cast, asked):
    pk = cast.staff["teacher"].pk
    page = cast.sign_in(client, "principal").get(f"{NEW}?staff={asked.format(pk=pk)}")
    assert (f'value="{pk}" selected' in page.content.decode()) == (asked == "{pk}")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"staff": ""}, "请写是哪位老师。"),
        ({"staff": "0"}, "请从列表里选一位老师。"),
        ({"kind": ""}, "请选一种。"),
        ({"kind": "流感"}, "请选一种。"),
        ({"starts_on": ""}, "请写从哪天起。"),
        ({"starts_on": "1999-12-31"}, "离得太远了"),
        ({"starts_on": "2100-01-01"}, "离得太远了"),
        ({"ends_on": "2026-11-30"}, "最后一天比第一天还早"),
        ({"ends_on": "2050-01-01"}, "离得太远了"),
        ({"ends_on": "下周"}, "不是日期"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, cast, changed, sentence):
    filled = sheet(cast.staff["teacher"].pk) | changed
    answer = cast.sign_in(client, "principal").post(NEW, filled)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Leave.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [
        ("2026-11-16", "2026-11-22", False),
        ("2026-11-16", "2026-11-23", True),
        ("2026-11-24", "2026-11-25", True),
        ("2026-11-27", "", True),
        ("2026-11-16", "", True),
        ("2026-11-28", "", False),
    ],
)
def test_nobody_is_away_twice_on_a_day(client, cast, leave, first, last, taken):
    cast.sign_in(client, "principal")
    filled = sheet(cast.staff["teacher"].pk, starts_on=first, ends_on=last)
    answer = client.post(NEW, filled)
    sentence = "吴老师2026年11月23日到11月27日已经记了请假，和这几天重叠了。"
    assert (answer.status_code == 422) == taken
    assert (sentence in answer.content.decode()) == taken
    assert Leave.objects.count() == (1 if taken else 2)
    other = sheet(cast.staff["homeroom"].pk, starts_on=first, ends_on=last)
    assert client.post(NEW, other).status_code == 302


def test_an_open_leave_overlaps_whatever_comes(client, cast):
    away(cast, "teacher", "2026-09-01", None)
    cast.sign_in(client, "principal")
    answer = client.post(NEW, sheet(cast.staff["teacher"].pk))
    assert "吴老师2026年9月1日起已经记了请假" in answer.content.decode()


def test_leave_is_changed(client, cast, leave):
    cast.sign_in(client, "principal")
    address = f"{LIST}{leave.pk}/edit/"
    page = client.get(address).content.decode()
    assert 'value="2026-11-27"' in page
    assert "改吴老师的请假" in page
    filled = sheet(cast.staff["homeroom"].pk, starts_on="2026-11-23", ends_on="2026-11-25")
    assert client.post(address, filled).status_code == 302
    leave.refresh_from_db()
    assert (leave.kind, leave.ends_on) == ("personal", dt.date(2026, 11, 25))
    assert leave.staff == cast.staff["teacher"]  # whose it is stays
    [row] = LogEntry.objects.filter(additional_data__deed="change_leave")
    assert row.changes["ends_on"] == ["2026-11-27", "2026-11-25"]


def test_a_change_may_not_overlap_either(client, cast, leave):
    away(cast, "teacher", "2026-12-07", "2026-12-08")
    cast.sign_in(client, "principal")
    answer = client.post(f"{LIST}{leave.pk}/edit/", sheet(ends_on=""))
    assert answer.status_code == 422
    assert "2026年12月7日到12月8日已经记了请假" in answer.content.decode()
    leave.refresh_from_db()
    assert leave.ends_on == dt.date(2026, 11, 27)


def test_leave_is_taken_back(client, cast, leave):
    cast.sign_in(client, "administrator")
    answer = client.post(f"{LIST}{leave.pk}/take-back/", follow=True)
    assert "删掉了：吴老师" in answer.content.decode()
    assert not Leave.objects.exists()
    [row] = LogEntry.objects.filter(additional_data__deed="take_back_leave")
    assert row.actor == cast.accounts["administrator"]


def test_a_deed_keeps_its_own_rules(cast, leave):
    actor = member_for(cast.accounts["principal"])
    fields = {"kind": "personal", "starts_on": TODAY}
    with pytest.raises(services.EndsBeforeStart):
        services.change_leave(
            actor=actor, leave=leave, ends_on=TODAY - dt.timedelta(days=1), **fields
        )
    with pytest.raises(services.LeaveOverlaps) as found:
        services.grant_leave(actor=actor, staff=leave.staff, ends_on=None, **fields)
    assert found.value.other == leave


# Who sees what


@pytest.mark.parametrize("who", ["secretary", "student_affairs", "teacher", "homeroom"])
def test_nobody_else_keeps_leave(client, cast, leave, who):
    cast.sign_in(client, who)
    for address in (NEW, f"{LIST}{leave.pk}/edit/", f"{LIST}{leave.pk}/take-back/"):
        assert client.post(address, sheet(cast.staff["teacher"].pk)).status_code == 404
    assert Leave.objects.get() == leave
    leave.refresh_from_db()
    assert leave.kind == "sick"


@pytest.mark.parametrize(
    ("who", "rows", "kind"),
    [
        ("administrator", True, True),
        ("principal", True, True),
        ("secretary", True, False),
        ("other_school", False, False),
    ],
)
def test_the_list_tells_the_kind_to_the_keepers_only(client, cast, leave, who, rows, kind):
    table = cast.sign_in(client, who).get(LIST).context["table"]
    assert ("吴老师" in table.body) == rows
    assert ("病假" in table.render()) == (kind or who == "other_school")  # a choice of the filter
    assert ("病假" in table.body) == kind


def test_the_secretary_does_not_learn_the_kind_by_asking_for_it(client, cast, leave):
    cast.sign_in(client, "secretary")
    for query in ("kind=sick", "kind=personal", "sort=kind", "q=病假"):
        table = client.get(f"{LIST}?{query}").context["table"]
        assert ("吴老师" in table.body) == (not query.startswith("q="))


@pytest.mark.parametrize(
    ("who", "days", "kind", "keeps"),
    [
        ("teacher", True, True, False),
        ("administrator", True, True, True),
        ("principal", True, True, True),
        ("secretary", True, False, False),
        ("student_affairs", False, False, False),
        ("homeroom", False, False, False),
        ("group_head", False, False, False),
    ],
)
def test_a_colleagues_page_shows_leave_to_whom_it_concerns(
    client, cast, leave, who, days, kind, keeps
):
    page = cast.sign_in(client, who).get(page_of(cast, "teacher")).content.decode()
    assert ("2026年11月23日到11月27日" in page) == days
    assert ("病假" in page) == kind
    assert (f"{NEW}?staff={leave.staff_id}" in page) == keeps
    assert (f"{LIST}{leave.pk}/edit/" in page) == keeps


def test_a_page_without_leave_speaks_of_it_to_the_keepers_only(client, cast):
    for who, spoken in (("principal", True), ("secretary", False), ("teacher", False)):
        page = cast.sign_in(client, who).get(page_of(cast, "teacher")).content.decode()
        assert ("没有记过请假" in page) == spoken


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("principal", {"teacher", "homeroom"}),
        ("secretary", {"teacher", "homeroom"}),
        ("teacher", {"teacher"}),
        ("student_affairs", set()),
        ("county_officer", set()),
        ("other_school", set()),
    ],
)
def test_the_door_to_the_rows(cast, leave, who, seen):
    away(cast, "homeroom", "2026-09-01", "2026-09-02")
    found = leaves_visible_to(member_for(cast.accounts[who]))
    assert {one.staff for one in found} == {cast.staff[name] for name in seen}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"吴老师", "周老师", "郑组长"}),
        ("state=now", {"吴老师"}),
        ("state=ahead", {"周老师"}),
        ("state=over", {"郑组长"}),
        ("kind=sick", {"吴老师"}),
        ("q=周老师", {"周老师"}),
        ("state=later&kind=flu", {"吴老师", "周老师", "郑组长"}),
    ],
)
def test_the_list_is_narrowed(client, cast, leave, query, names):
    away(cast, "homeroom", "2026-11-25", None)
    away(cast, "group_head", "2026-11-02", "2026-11-23")
    body = cast.sign_in(client, "principal").get(f"{LIST}?{query}").context["table"].body
    assert {name for name in ("吴老师", "周老师", "郑组长") if name in body} == names


@pytest.mark.parametrize("who", ["principal", "secretary"])
def test_the_pages_cost_the_same_for_few_and_for_many(client, cast, leave, who):
    cast.sign_in(client, who)
    pages = (LIST, page_of(cast, "teacher"))
    for page in pages:
        client.get(page)
    with CaptureQueriesContext(connection) as few:
        for page in pages:
            client.get(page)
    for n in range(1, 31):
        day = dt.date(2026, 1, n).isoformat()
        away(cast, "teacher", day, day)
    with CaptureQueriesContext(connection) as many:
        for page in pages:
            client.get(page)
    assert len(many) == len(few)


def test_those_who_manage_find_it_in_the_rail(client, cast):
    for who, found in (("principal", True), ("administrator", True), ("teacher", False)):
        page = cast.sign_in(client, who).get("/access/me/").content.decode()
        assert (f'href="{LIST}"' in page) == found


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-02", None, "2026年11月2日起"),
        ("2026-11-02", "2026-11-02", "2026年11月2日"),
        ("2026-11-02", "2026-11-06", "2026年11月2日到11月6日"),
        ("2026-12-28", "2027-01-03", "2026年12月28日到2027年1月3日"),
    ],
)
def test_days_in_words(first, last, words):
    day = dt.date.fromisoformat
    assert stretch(day(first), day(last) if last else None) == words


class WildSheets(TestCase):
    """Whatever is sent, the form answers with a sentence or writes the leave down."""

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = self.cast.sign_in(Client(), "administrator")

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.dictionaries(
            st.sampled_from(sorted(sheet())),
            st.one_of(
                st.text(max_size=60),
                st.integers().map(str),
                st.dates().map(str),
                st.sampled_from(["无", "\0", "9" * 40, "²", "10000-01-01", "x" * 5000]),
            ),
        )
    )
    def test_never_an_error(self, wild: dict[str, str]) -> None:
        filled = sheet(self.cast.staff["teacher"].pk) | wild
        assert self.client.post(NEW, filled).status_code in {302, 422}
