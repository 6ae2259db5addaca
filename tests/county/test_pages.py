"""The officer's pages: figures across schools, a school, a workbook; all as they are said."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from qingshan.county.asked import ASKED
from qingshan.county.closing import close_months, month_ends
from qingshan.county.models import Reported, Return
from qingshan.school.models import County, School

OCTOBER = dt.date(2026, 10, 31)
MONTHS = month_ends(OCTOBER, 13)


def tell(school, key, said, value=None, *, end=OCTOBER, grades=(1, 6)):
    told, _ = Return.objects.get_or_create(
        school=school,
        as_of=end,
        defaults={"made_on": end, "first_grade": grades[0], "last_grade": grades[1]},
    )
    Reported.objects.create(school=school, of=told, key=key, said=said, value=value)


def more_schools(county, number):
    """Each with two months of every figure."""
    schools = School.objects.bulk_create(
        School(code=f"31229{n:05}", name=f"村小{n:02}", county=county) for n in range(number)
    )
    returns = Return.objects.bulk_create(
        Return(school=school, as_of=end, made_on=end) for school in schools for end in MONTHS[-2:]
    )
    Reported.objects.bulk_create(
        Reported(school=told.school, of=told, key=asked.key, said="exact", value=20)
        for told in returns
        for asked in ASKED
    )


def page(officer, name, *args, **asked):
    return officer.get(reverse(f"county:{name}", args=args), asked).content.decode()


def test_a_sum_stands_in_bounds_and_the_hidden_one_stays_hidden(cast, officer):
    tell(cast.school, "care.visits", "exact", 40)
    tell(cast.other_school, "care.visits", "few")
    told = page(officer, "figures", figure="care.visits")
    assert "41—44" in told
    assert "不到 5" in told
    assert "2 所学校的数相加" in told


def test_schools_stand_in_order_of_name_and_sort_by_what_is_shown(cast, officer):
    tell(cast.school, "care.visits", "exact", 40)
    tell(cast.other_school, "care.visits", "exact", 7)
    told = page(officer, "figures", figure="care.visits")
    by_name = sorted(("青山镇学校", "白水镇学校"))
    assert told.index(by_name[0]) < told.index(by_name[1])
    told = page(officer, "figures", figure="care.visits", sort="number")
    assert told.index("白水镇学校") < told.index("青山镇学校")


def test_a_kind_of_schools_is_summed_and_drawn_for_itself(cast, officer):
    for end in MONTHS[-3:]:
        tell(cast.school, "care.visits", "exact", 40, end=end, grades=(1, 9))
        tell(cast.other_school, "care.visits", "exact", 7, end=end)
    told = page(officer, "figures", figure="care.visits", kind="primary")
    assert "全县小学的走访：2026年8月 7次，2026年10月 7次。" in told
    picture = officer.get(reverse("county:chart", args=["care.visits"]), {"kind": "primary"})
    assert picture["Content-Type"] == "image/svg+xml"


def test_a_trend_is_drawn_over_the_same_schools(cast, officer):
    """A school that is missing in a month would look like a fall."""
    for end in MONTHS[-3:]:
        tell(cast.school, "care.visits", "exact", 40, end=end)
    for end in MONTHS[-3:-1]:
        tell(cast.other_school, "care.visits", "exact", 9, end=end)
    told = page(officer, "figures", figure="care.visits")
    assert "全县的走访：2026年8月 40次，2026年10月 40次。" in told
    assert "另外 1 所没有报" in told


def test_a_schools_page_sets_months_beside_each_other(cast, officer):
    tell(cast.school, "care.visits", "exact", 60)
    tell(cast.school, "care.visits", "moved", 50, end=MONTHS[-2])
    tell(cast.school, "care.visits", "exact", 20, end=MONTHS[0])
    told = page(officer, "school", cast.school.code)
    for words in ("60", "50 上下", "20", "数据在这里，每月自动汇总"):
        assert words in told
    assert "九年一贯" not in told


def test_the_workbook_says_what_the_pages_say(cast, officer):
    cast.school.name = "=1+1"
    cast.school.save()
    tell(cast.school, "care.visits", "few")
    tell(cast.other_school, "care.visits", "exact", 40)
    answer = officer.post(reverse("county:figures_book"), {"month": "2026-10"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    at = rows[1].index("走访（次）")
    cells = {row[1]: row[at] for row in rows[2:]}
    assert cells == {"=1+1": "不到 5", "白水镇学校": 40, "合计（由上面的数相加）": "41—44"}
    assert sheet.cell(3, 2).data_type == "s"
    assert LogEntry.objects.filter(additional_data__deed="export_county_figures").count() == 1


def test_another_countys_schools_do_not_exist(cast, officer):
    far = County.objects.create(code="220881", name="另一个县")
    school = School.objects.create(code="3122000777", name="邻县学校", county=far)
    tell(school, "care.visits", "exact", 5000)
    assert "邻县学校" not in page(officer, "overview")
    assert "5,000" not in page(officer, "figures", figure="care.visits")
    assert officer.get(reverse("county:school", args=[school.code])).status_code == 404
    chart = reverse("county:chart", args=["care.visits"])
    assert officer.get(chart, {"school": school.code}).status_code == 404
    book = officer.post(reverse("county:figures_book"), {}).content
    assert "邻县学校" not in str(list(load_workbook(io.BytesIO(book)).active.values))


def test_a_county_without_schools_says_what_to_do_next(cast, officer):
    School.objects.update(county=None)
    assert "登记它的公钥" in page(officer, "overview")
    assert "还没有学校报这个数" in page(officer, "figures")


@pytest.mark.parametrize("asked", ["figure=x&month=2020-13&kind=y&sort=-z&late=q&page=99", ""])
def test_whatever_is_asked_the_pages_show_something(cast, officer, asked):
    close_months(dt.date(2026, 11, 24))
    for name, args in (("overview", []), ("figures", []), ("school", [cast.school.code])):
        answer = officer.get(f"{reverse(f'county:{name}', args=args)}?{asked}")
        assert answer.status_code == 200


@pytest.mark.parametrize("name", ["overview", "figures", "arrivals", "key_list"])
def test_a_page_costs_the_same_for_one_school_and_for_thirty(cast, officer, name):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(officer, name)
        return len(caught)

    School.objects.filter(pk=cast.other_school.pk).update(county=None)
    more_schools(cast.county, 1)
    page(officer, name)
    before = queries()
    School.objects.filter(name="村小00").update(code="gone", county=None)
    more_schools(cast.county, 30)
    assert queries() == before
