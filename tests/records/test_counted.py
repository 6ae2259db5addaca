"""What a record counts for is said after saving and on its page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from qingshan.people.models import Pairing
from qingshan.records import counted
from qingshan.records.counted import Counted, counted_for, counts
from qingshan.records.models import Record
from qingshan.school.membership import member_for


def sheet(kind: str) -> str:
    return reverse("records:record_new_of_kind", args=[kind])


def support(cast, who: str, **more) -> Pairing:
    fields = {"starts_on": timezone.localdate() - dt.timedelta(days=30)} | more
    return Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff[who],
        student=cast.wang,
        **fields,
    )


def visit(client, cast, **more) -> str:
    fields = {"student": cast.wang.pk, "content": "谈了", "date": timezone.localdate().isoformat()}
    answer = client.post(sheet("home_visit"), fields | more)
    return client.get(answer["Location"]).content.decode()


def said(page: str) -> str:
    return page.split('class="notice saved">')[1].split("</p>")[0]


def card(page: str) -> str:
    return page.split("<h2>计入</h2>")[1].split("</section>")[0]


@pytest.fixture
def another(monkeypatch):
    """A board that nobody else has written on."""
    monkeypatch.setattr(counted, "_counters", {})
    return counts


@pytest.mark.system("C5")
def test_a_visit_to_a_child_one_supports_counts_for_the_support(client, cast):
    pairing = support(cast, "teacher")
    page = visit(cast.sign_in(client, "teacher"), cast)
    assert said(page).startswith("记下了：家访，王同学。记为：")
    assert "帮扶学生" in said(page)
    assert "王同学的页面" in said(page)
    assert reverse("people:pairing", args=[pairing.pk]) in card(page)
    assert reverse("people:student", args=[cast.wang.pk]) in card(page)


@pytest.mark.parametrize("who", ["homeroom", "teacher"])
def test_the_support_of_somebody_else_or_of_other_days_is_not_meant(client, cast, who):
    support(cast, "group_head")
    if who == "teacher":
        support(cast, "teacher", starts_on=timezone.localdate())
    page = visit(
        cast.sign_in(client, who),
        cast,
        date=(timezone.localdate() - dt.timedelta(days=1)).isoformat(),
    )
    assert "帮扶学生" not in said(page)
    assert "帮扶学生" not in card(page)


def test_a_support_that_one_may_not_open_is_not_linked(client, cast):
    support(cast, "teacher")
    visit(cast.sign_in(client, "teacher"), cast)
    record = Record.objects.get()
    cast.sign_in(client, "homeroom")
    page = client.get(reverse("records:record", args=[record.pk])).content.decode()
    assert "/pairings/" not in card(page)


def test_a_reading_has_nobodys_page_to_count_for(cast):
    record = Record.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        kind="news_reading",
        number="R1",
        date=timezone.localdate(),
    )
    titles = [one.title for one in counted_for(member_for(cast.accounts["teacher"]), record)]
    assert not [title for title in titles if "帮扶" in title or "的页面" in title]


def test_it_is_said_by_place_and_once(another, cast):
    another(place=30)(lambda _member, _record: [Counted("丙"), Counted("甲", "/later/")])
    another(place=20)(lambda _member, _record: [Counted("甲", "/first/"), Counted("乙")])
    found = counted_for(member_for(cast.accounts["teacher"]), Record())
    assert found == [Counted("甲", "/first/"), Counted("乙"), Counted("丙")]


def test_a_place_is_taken_once(another):
    another(place=20)(lambda _member, _record: [])
    with pytest.raises(ValueError, match="place 20"):
        another(place=20)(lambda _member, _record: [])


def test_a_correction_says_what_it_counts_for_now(client, cast):
    support(cast, "homeroom")
    visit(cast.sign_in(client, "homeroom"), cast)
    record = Record.objects.get()
    fields = {"student": cast.wang.pk, "content": "改过", "date": record.date.isoformat()}
    answer = client.post(reverse("records:record_edit", args=[record.pk]), fields)
    assert "帮扶学生" in said(client.get(answer["Location"]).content.decode())


def test_where_nothing_is_counted_nothing_is_said(client, cast, another):
    cast.sign_in(client, "teacher")
    fields = {"title": "一则", "date": timezone.localdate().isoformat()}
    answer = client.post(sheet("news_reading"), fields)
    page = client.get(answer["Location"]).content.decode()
    assert said(page) == "记下了：新闻阅读。"
    assert "<h2>计入</h2>" not in page


def test_a_record_leads_to_the_figures_of_the_pages_too(client, cast):
    from qingshan.indicators.counted import figures_counting
    from qingshan.indicators.registry import everything_declared
    from qingshan.kit.figures import Figure
    from qingshan.records.figures import RECORDS
    from qingshan.records.kinds import all_kinds

    reached = {figure.key for kind in all_kinds() for figure in figures_counting(kind)}
    beyond = [
        one.key
        for one in everything_declared()
        if isinstance(one, Figure) and one.source is RECORDS and not one.agreed
    ]
    assert any(key in reached for key in beyond)
    cast.sign_in(client, "homeroom")
    assert "指标“走访”" in visit(client, cast)
