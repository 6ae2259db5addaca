"""Native charts of a workbook: in step with the rows, edited by the school, gone without rows."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from qingshan.care.cases.ledger_book import LEDGER_BOOK
from qingshan.documents.checking import TemplateRefused, check_template
from qingshan.documents.making import made
from qingshan.documents.store import keep_template
from qingshan.outcomes.models import Examination
from qingshan.reports.asking import asked_for_term
from qingshan.reports.term import TABLES
from qingshan.school.models import Term
from tests.reports.every_document import TODAY, make_every_document


def saved(book) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def tables_of(cast):
    term = Term.objects.select_related("year", "school").get(year=cast.year, number=1)
    return made(TABLES, asked_for_term(term, TODAY))


def drawn_in(sheet) -> list[tuple[str, list[list], list[tuple]]]:
    """Each chart as it draws: its title, the places along it, and series as (name, values)."""
    return [
        (
            "".join(run.t for p in chart.title.tx.rich.p for run in p.r or ()),
            cells(sheet.parent, chart.series[0].cat.strRef.f),
            [
                (cells(sheet.parent, one.tx.strRef.f)[0], cells(sheet.parent, one.val.numRef.f))
                for one in chart.series
            ],
        )
        for chart in sheet._charts
    ]


def cells(book, reference: str) -> list:
    title, _, area = reference.rpartition("!")
    found = book[title.strip("'")][area.replace("$", "")]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in row]


@pytest.mark.system("R5", "R9")
def test_charts_draw_every_row_of_their_sheet_with_chinese_titles_and_axes(filled_cast):
    from tests.care.cases_ground import opened

    opened(filled_cast)
    every = make_every_document(filled_cast)
    book = load_workbook(BytesIO(every["term-tables"].data))
    years = every["term-tables"].fill["exam.by_year"]
    promotion, entered = drawn_in(book["历年中考"])
    assert promotion[0] == "历年升学率"
    assert promotion[1] == [int(one["year"]) for one in years]
    assert promotion[2][0][1] == pytest.approx(
        [float(one["promotion_rate"].value) for one in years], abs=0.00005
    )
    assert [name for name, _ in entered[2]] == ["升入高中阶段人数", "学科满分人数"]
    assert entered[2][0][1] == [one["entered"].value for one in years]
    axis = book["历年中考"]._charts[0].y_axis
    assert (axis.numFmt.formatCode, axis.delete, axis.scaling.max) == ("0%", False, 1)
    assert book["各月"]._charts[0].y_axis.scaling.min == 0

    ((title, months, (suspected, out)),) = drawn_in(
        load_workbook(BytesIO(every["dropout-ledgers"].data))["近六个月"]
    )
    assert title == "最近六个月月末的疑似失学和失学辍学"
    assert months == ["6月", "7月", "8月", "9月", "10月", "11月"]
    drawn = every["dropout-month"].fill["chart.trend"].points
    by_series = {name: [p.value for p in drawn if p.series == name] for name, _ in (suspected, out)}
    assert dict((suspected, out)) == by_series


def test_each_number_that_is_drawn_leads_to_its_rows(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    done = tables_of(filled_cast)
    for word in ("term.months", "awards.years", "visits.months"):
        numbers = [one["number"] for one in done.fill[word]]
        assert numbers, word
        for number in numbers:
            page = client.get(number.address)
            assert page.status_code == 200, number
            assert len(page.context["table"].rows) == number.value, number


def test_a_chart_without_rows_is_not_there(filled_cast):
    Examination.objects.filter(school=filled_cast.school).delete()
    book = load_workbook(BytesIO(tables_of(filled_cast).data))
    assert book["历年中考"]._charts == []
    assert book["各月走访"]._charts


def test_a_school_moves_rows_around_its_chart_and_it_still_draws_its_own(filled_cast):
    book = load_workbook(BytesIO(TABLES.shipped()))
    sheet = book["历年获奖"]
    sheet["A2"], sheet["B2"] = "哪一年", "几项奖"
    for chart in sheet._charts:
        chart.title.tx.rich.p[0].r[0].t = "{{ school.name }}的奖"
    keep_template(
        document=TABLES,
        school=filled_cast.school,
        data=saved(book),
        actor=filled_cast.accounts["principal"],
    )
    done = tables_of(filled_cast)
    ((title, _, ((name, values),)),) = drawn_in(load_workbook(BytesIO(done.data))["历年获奖"])
    assert title == f"{filled_cast.school.name}的奖"
    assert name == "几项奖"
    assert values == [one["number"].value for one in done.fill["awards.years"]]


def test_a_wrong_word_in_the_title_of_a_chart_is_named_with_its_sheet():
    book = load_workbook(BytesIO(LEDGER_BOOK.shipped()))
    book["近六个月"]._charts[0].title.tx.rich.p[0].r[0].t = "{{ nobody }}各月"
    with pytest.raises(TemplateRefused, match="工作表“近六个月”里一张图的标题里，不认识占位符"):
        check_template(LEDGER_BOOK, saved(book))
