"""What went wrong is written down, handled with dates, and counted on the page of the four."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from qingshan.voice.models import Incident, IncidentStep
from tests.routes_voice import an_incident
from tests.voice.ground import HOSTILE, by, said

pytestmark = pytest.mark.django_db
LIST = "/voice/incidents/"


def told(**changed) -> dict:
    day = timezone.localdate().isoformat()
    return {"kind": "accident", "description": "操场摔了一跤", "date": day} | changed


def test_an_incident_is_handled_and_settled_with_its_dates(cast):
    office = by(cast, "student_affairs")
    office.post(f"{LIST}new/", told())
    held = Incident.objects.get()
    office.post(f"{LIST}{held.pk}/handle/", {"words": "送医院看了"})
    held.refresh_from_db()
    assert (held.handling, held.settled_on) == ("送医院看了", None)
    office.post(f"{LIST}{held.pk}/handle/", {"words": "孩子回来上课", "settled": "on"})
    held.refresh_from_db()
    assert held.settled_on == timezone.localdate()
    assert IncidentStep.objects.count() == 2
    assert "送医院看了" in office.get(f"{LIST}{held.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": ""}, "请选一种。"),
        ({"description": ""}, "请写发生了什么。"),
        ({"date": "2990-01-01"}, "年份不对"),
        ({"date": (timezone.localdate() + dt.timedelta(days=2)).isoformat()}, "今天或以前"),
    ],
)
def test_a_wrong_field_is_told_and_the_rest_stays(cast, changed, sentence):
    page = by(cast, "principal").post(f"{LIST}new/", told(**changed))
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_a_familys_complaint_is_answered_on_its_own_page(cast):
    said(cast)
    held = Incident.objects.get()
    page = by(cast, "administrator").get(f"{LIST}{held.pk}/").content.decode()
    assert "在“家长投诉”里办" in page
    assert "打开这件投诉" not in page
    assert "打开这件投诉" in by(cast, "principal").get(f"{LIST}{held.pk}/").content.decode()
    assert by(cast, "principal").get(f"{LIST}{held.pk}/handle/").status_code == 404


@pytest.mark.system("R7")
def test_the_four_are_counted_and_each_figure_opens_into_its_rows(cast):
    an_incident(cast)
    Incident.objects.update(settled_on="2026-11-05")
    page = by(cast, "principal").get("/voice/quiet/").content.decode()
    days = (timezone.localdate() - dt.date(2026, 11, 2)).days
    assert f"<b>{days}</b> 天没有" in page
    assert page.count("没有登记过。") == 3
    assert "/indicators/incidents.accidents/" in page
    assert f"{LIST}?kind=accident" in page
    teachers = by(cast, "teacher").get("/voice/quiet/").content.decode()
    assert f"{LIST}?kind" not in teachers


def test_hostile_words_are_only_words(cast):
    office = by(cast, "principal")
    office.post(f"{LIST}new/", told(description=HOSTILE))
    held = Incident.objects.get()
    office.post(f"{LIST}{held.pk}/handle/", {"words": HOSTILE})
    for page in (LIST, f"{LIST}{held.pk}/", "/indicators/incidents.accidents/"):
        assert "<script>alert" not in office.get(page).content.decode()


def test_what_families_wrote_stays_text_in_excel(cast, tmp_path):
    from openpyxl import load_workbook

    from qingshan.exchange.dumping import dump

    by(cast, "principal").post(f"{LIST}new/", told(description="=HYPERLINK(1)"))
    dump(cast.school, tmp_path / "dump.xlsx")
    (cell,) = [row[2] for row in load_workbook(tmp_path / "dump.xlsx")["事件"].iter_rows(min_row=2)]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_rows_behind_a_figure_and_the_document_hold_them_as_text(cast):
    """Excel and Word: a formula, a tag and a template's words stay what was typed."""
    from io import BytesIO
    from zipfile import ZipFile

    from openpyxl import load_workbook

    office = by(cast, "principal")
    words = f"=1+1{HOSTILE}"
    office.post(f"{LIST}new/", told(description=words))
    rows = office.post("/indicators/incidents.accidents/rows.xlsx")
    book = load_workbook(BytesIO(rows.content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    assert any("{{ 7|add:1 }}" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    document = office.get("/reports/case/file/")
    assert document.status_code == 200
    content = b"".join(document.streaming_content) if document.streaming else document.content
    text = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert "<script>" not in text
