"""The inspection file: one zip with a first page, documents, tables and what evidence may leave."""

import datetime as dt
from io import BytesIO
from zipfile import ZipFile

import pytest
from auditlog.models import LogEntry
from django.core.files.base import ContentFile
from django.urls import reverse
from lxml import html

from qingshan.exchange import working
from qingshan.records.models import Evidence, Record
from qingshan.reports.bundling import place_of
from qingshan.reports.models import InspectionFile
from qingshan.reports.retention import inspection_files

ASKED = {"documents": ["case", "term-summary", "term-tables"], "reason": "县教育局督导"}
IN_TERM = dt.date(2026, 9, 10)


@pytest.fixture
def at_once(monkeypatch):
    """The work is done before the answer, so that a test sees its end."""
    monkeypatch.setattr(working, "run_deed", lambda deed: deed())


def proof(cast, name: str, **record) -> Evidence:
    held = Record.objects.create(
        **{
            "school": cast.school,
            "number": name,
            "date": IN_TERM,
            "kind": "safety_round",
            "staff": cast.staff["teacher"],
            **record,
        }
    )
    one = Evidence(
        school=cast.school,
        record=held,
        name=f"{name}.pdf",
        media_type="application/pdf",
        size=4,
        added_by=cast.accounts["teacher"],
    )
    one.file.save(f"{name}.pdf", ContentFile(b"%PDF"))
    one.file.close()
    return one


@pytest.mark.system("R1")
def test_the_zip_holds_a_first_page_that_leads_to_everything_in_it(client, filled_cast, at_once):
    proof(filled_cast, "巡查")
    filled_cast.sign_in(client, "principal")
    told = ASKED | {"evidence": ["safety_round"]}
    page = client.post(reverse("reports:inspection"), told, follow=True).content.decode()
    assert "备好了" in page
    asked = InspectionFile.objects.get()
    answer = client.get(reverse("reports:inspection_download", args=[asked.pk]))
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as book:
        names = book.namelist()
        index = html.document_fromstring(book.read("打开这里.html"))
    assert set(index.xpath("//a/@href")) == set(names) - {"打开这里.html"}
    assert len([name for name in names if name.startswith("一、文档/")]) == 2
    assert len([name for name in names if name.startswith("二、表格/")]) == 1
    assert "三、佐证/001-巡查.pdf" in names
    entry = LogEntry.objects.get(additional_data__deed="make_inspection_file")
    assert entry.additional_data["reason"] == "县教育局督导"


@pytest.mark.system("R1")
def test_nothing_about_a_child_leaves_in_it(client, filled_cast, at_once):
    proof(filled_cast, "家里", student=filled_cast.wang)
    proof(filled_cast, "班里", school_class=filled_cast.class_31)
    filled_cast.sign_in(client, "principal")
    page = client.get(reverse("reports:inspection")).content.decode()
    assert "控辍保学台账" not in page
    assert "安全巡查" not in page
    told = ASKED | {"documents": ["dropout-ledgers"]}
    assert client.post(reverse("reports:inspection"), told).status_code == 422
    told = ASKED | {"evidence": ["safety_round"]}
    client.post(reverse("reports:inspection"), told)
    held = InspectionFile.objects.get()
    with ZipFile(place_of(held.file)) as book:
        assert not any("佐证" in name for name in book.namelist())


def test_work_that_was_cut_off_says_so_and_left_no_file(client, filled_cast, monkeypatch):
    monkeypatch.setattr(working, "run_deed", lambda deed: None)
    filled_cast.sign_in(client, "principal")
    client.post(reverse("reports:inspection"), ASKED)
    asked = InspectionFile.objects.get()
    InspectionFile.objects.update(begun_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    page = client.get(reverse("reports:inspection_file", args=[asked.pk])).content.decode()
    assert "中断了，没有做完" in page
    assert not place_of(asked.file).exists()


def test_a_school_template_that_has_gone_bad_is_named(client, filled_cast, at_once, own_home):
    place = own_home / "templates" / str(filled_cast.school.pk) / "case.docx"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"broken")
    filled_cast.sign_in(client, "principal")
    page = client.post(reverse("reports:inspection"), ASKED, follow=True).content.decode()
    assert "学校自己的模板用不了" in page


def test_it_is_gone_after_a_week(client, filled_cast, at_once):
    filled_cast.sign_in(client, "principal")
    client.post(reverse("reports:inspection"), ASKED)
    asked = InspectionFile.objects.get()
    assert inspection_files(filled_cast.school.pk, dt.date(2100, 1, 1), dry_run=True) == 1
    assert place_of(asked.file).exists()
    inspection_files(filled_cast.school.pk, dt.date(2100, 1, 1), dry_run=False)
    assert not place_of(asked.file).exists()
    page = client.get(reverse("reports:inspection_file", args=[asked.pk])).content.decode()
    assert "已经清掉了" in page
