"""Open ledgers, examinations and shares: what the county reads of them, and what it cannot."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from qingshan.care.models import Case
from qingshan.county.closing import close_months
from qingshan.county.models import Destination, Package, Reported, Return
from qingshan.county.package.encoding import take_apart, write
from qingshan.outcomes.models import Examination, Finding, Inspection
from qingshan.people.models import Student
from qingshan.school.models import SchoolClass
from tests.cast import add_student

TODAY = dt.date(2026, 11, 24)
OCTOBER = dt.date(2026, 10, 31)


def fill(cast, children: int, *, boarding: int = 0, out: int = 0, suspected: int = 0) -> None:
    """Children of the school, and an open case for some of them."""
    made = [
        add_student(cast.school, cast.class_31, f"M{n:02}", f"孩子{n}") for n in range(children)
    ]
    live_in = [child.pk for child in made[:boarding]]
    Student.objects.filter(pk__in=live_in).update(boarding=Student.Boarding.BOARDING)
    for n, child in enumerate(made[: out + suspected]):
        Case.objects.create(
            school=cast.school,
            student=child,
            concern="out" if n < out else "suspected",
            responsible=cast.staff["homeroom"],
            opened_on=dt.date(2026, 9, 3),
            why="没来报到",
        )


def examined(cast, year: int, graduates: int, entered: int) -> None:
    Examination.objects.create(
        school=cast.school,
        year=year,
        graduates=graduates,
        entered=entered,
        sat=graduates,
        full_marks=0,
    )


def said(cast) -> dict[str, str]:
    rows = Reported.objects.filter(school=cast.school, of__as_of=OCTOBER)
    return {row.key: row.cell.words for row in rows}


def page(officer, name: str, *args: str, **asked: str) -> str:
    return officer.get(reverse(f"county:{name}", args=args), asked).content.decode()


def test_ledgers_that_are_open_come_as_guarded_counts(cast, officer):
    fill(cast, 30, out=2, suspected=7)
    close_months(TODAY)
    told = said(cast)
    assert (told["cases.open"], told["cases.out"]) == ("9", "不到 5")
    shown = page(officer, "school", cast.school.code)
    assert "失学辍学的孩子" in shown
    assert "不到 5 人" in shown
    assert "失学辍学的占" not in shown.split("<h2>")[1]


def test_a_ledger_that_lacks_a_few_of_the_whole_is_held_back(cast):
    fill(cast, 30, out=6, suspected=3)
    close_months(TODAY)
    assert said(cast)["cases.out"].startswith("不单列")


def test_examinations_are_told_by_year_with_their_rate(cast, officer):
    fill(cast, 20)
    for year, graduates, entered in ((2025, 40, 40), (2026, 50, 44), (2018, 9, 9)):
        examined(cast, year, graduates, entered)
    close_months(TODAY)
    told = said(cast)
    assert (told["exam.graduates.2026"], told["exam.entered.2026"]) == ("50", "44")
    assert "exam.entered.2018" not in told  # older than five years
    shown = page(officer, "figures", figure="exam.entered.2026")
    assert "升学率 88.0%，按两个数都写明了的 1 所算" in shown
    assert "88.0%" in shown.split("<tbody")[1]
    assert "的升入高中阶段人数：2025年 40人，2026年 44人" in shown
    assert "升学率 100.0%" in page(officer, "school", cast.school.code)


def test_a_rate_that_would_give_away_the_few_is_not_told(cast, officer):
    fill(cast, 20)
    examined(cast, 2026, 50, 47)
    close_months(TODAY)
    shown = page(officer, "figures", figure="exam.entered.2026")
    assert "不单列" in shown.split("<tbody")[1]
    assert "%" not in re.sub(r"<(script|style|link|img|form)[^>]*>", "", shown).split("<main")[1]


def test_who_has_not_told_this_years_examination_is_late(cast, officer):
    fill(cast, 20)
    SchoolClass.objects.filter(pk=cast.class_41.pk).update(grade_number=9)
    examined(cast, 2025, 50, 40)
    close_months(TODAY)
    assert "2026年中考的结果还没有报来" in page(officer, "overview")
    assert cast.school.name in page(officer, "overview", late="exam").split("<tbody")[1]
    Reported.objects.filter(key="exam.graduates.2025").update(key="exam.graduates.2026")
    assert "中考的结果还没有报来" not in page(officer, "overview")


def test_what_is_still_to_be_mended_is_counted(cast):
    fill(cast, 20)
    inspection = Inspection.objects.create(
        school=cast.school,
        date=dt.date(2026, 9, 9),
        level="区级",
        content="安全",
        result=Inspection.Result.GOOD,
    )
    for n in range(3):
        Finding.objects.create(
            school=cast.school,
            inspection=inspection,
            words=f"灭火器{n}",
            found_on=dt.date(2026, 9, 9),
            responsible=cast.staff["teacher"],
            due_on=dt.date(2026, 12, 1),
        )
    close_months(TODAY)
    assert (said(cast)["findings.open"], said(cast)["inspections.good"]) == ("3", "1")


ALIKE = (
    ({"children": 30, "out": 1, "suspected": 0}, {"children": 30, "out": 3, "suspected": 1}),
    ({"children": 30, "boarding": 2}, {"children": 30, "boarding": 4}),
    ({"children": 30, "boarding": 29}, {"children": 30, "boarding": 31 - 3}),
    ({"children": 30, "out": 6, "suspected": 3}, {"children": 30, "out": 5, "suspected": 4}),
)
"""Two schools that differ only in what is hidden, two children more in the cast's class."""


@pytest.mark.parametrize("worlds", ALIKE)
def test_schools_that_differ_in_what_is_hidden_look_the_same_everywhere(cast, officer, worlds):
    """Every page, chart, workbook and package: so nothing that is shown tells them apart."""
    seen = [everything_shown(cast, officer, world) for world in worlds]
    assert seen[0] == seen[1]


def test_the_comparison_sees_what_is_not_hidden(cast, officer):
    worlds = ({"children": 30, "boarding": 10}, {"children": 30, "boarding": 20})
    seen = [everything_shown(cast, officer, world) for world in worlds]
    assert seen[0] != seen[1]


def everything_shown(cast, officer, world: dict[str, int]) -> list[str]:
    Case.objects.all().delete()
    Return.objects.all().delete()
    Student.objects.filter(number__startswith="M").delete()
    fill(cast, **world)
    close_months(TODAY)
    keys = Reported.objects.order_by().values_list("key", flat=True).distinct()
    shown = [page(officer, "overview"), page(officer, "school", cast.school.code)]
    shown += [page(officer, "figures", figure=key) for key in sorted(keys)]
    book = officer.post(reverse("county:figures_book"), {"month": "2026-10"})
    rows = load_workbook(io.BytesIO(book.content)).active.values
    figures = Reported.objects.filter(of__as_of=OCTOBER).order_by("key", "school")
    written = [f"{row.key} {row.cell.written}" for row in figures]
    return [re.sub(r'csrf[^"]*"[^"]*"[^"]*"', "", text) for text in shown] + [
        str(list(rows)),
        *written,
    ]


def test_a_county_reads_packages_of_the_version_before(officer, far):
    far.hand_over_key(officer)
    old = write(far.content, far.key, version=1)
    assert old.startswith(b"qingshan-package 1\n")
    put_in(officer, old)
    assert Return.objects.get().figures.count() == len(far.content.figures)


def test_a_new_figure_in_an_old_package_is_refused(officer, far):
    far.hand_over_key(officer)
    newer = {"figures": {"cases.open": "9"}}
    assert "不认识数据包里的" in put_in(officer, far.package_of(1, **newer))
    assert "收" in put_in(officer, far.package_of(2, **newer))
    assert Reported.objects.get().key == "cases.open"


def test_a_version_to_come_says_that_this_house_is_too_old(officer, far):
    far.hand_over_key(officer)
    later = far.package().replace(b"package 2", b"package 3")
    assert "另一个版本" in put_in(officer, later)


def test_a_year_that_is_none_is_no_figure(officer, far):
    far.hand_over_key(officer)
    for key in (
        "exam.entered",
        "exam.entered.0001",
        "exam.entered.20260",
        "exam.promotion_rate.2026",
    ):
        assert "不认识" in put_in(officer, far.package(figures={key: "9"}))


def test_a_school_signs_its_examinations_and_ledgers(client, cast):
    cast.school.county = None
    cast.school.save()
    fill(cast, 30, out=8, suspected=8)
    examined(cast, 2026, 50, 44)
    Destination.objects.create(school=cast.school, county_code="220802", county_name="洮北区")
    principal = cast.sign_in(client, "principal")
    principal.post(reverse("county:package"), {"name": "洮北区", "code": "220802"})
    shown = principal.get(reverse("county:package")).content.decode()
    assert "2026年升入高中阶段人数" in shown
    assert principal.post(reverse("county:package_make")).status_code == 200
    sealed = take_apart(bytes(Package.objects.get().content))
    assert sealed.version == 2
    told = sealed.content().figures
    assert {told["cases.open"], told["exam.entered.2026"]} == {"16", "44"}


def put_in(officer, raw: bytes) -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("a.qsp", raw)
    return officer.post(
        reverse("county:arrivals"), {"packages": file}, follow=True
    ).content.decode()
