"""`qingshan report`: every document of the house from the command line."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO

import docx
import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from openpyxl import load_workbook
from typer.testing import CliRunner

from qingshan.config.cli import reporting
from qingshan.config.cli.app import app
from qingshan.documents.declaring import Asks, documents
from qingshan.outcomes.models import Honour, Level
from tests.reports.conftest import text_of
from tests.reports.every_document import ROWS

DAY = "2026-11-24"


def run(*words):
    return CliRunner().invoke(app, ["report", *map(str, words)])


@pytest.fixture
def ground(filled_cast):
    from tests.care.cases_ground import opened

    opened(filled_cast)
    Honour.objects.create(
        school=filled_cast.school,
        recipient=Honour.Recipient.STUDENT,
        student=filled_cast.wang,
        name="劳动之星",
        level=Level.SCHOOL,
        date=dt.date(2026, 10, 9),
    )
    return {key: make(filled_cast) for key, make in ROWS.items()}


@pytest.mark.system("R9")
def test_every_registered_document_is_made(filled_cast, ground, tmp_path, settings):
    settings.PUBLIC_ADDRESS = "https://qingshan.example/"
    here = ["--school", filled_cast.school.code]
    for key, document in documents().items():
        out = tmp_path / f"{key}.{document.ending}"
        words = ["--why", "报县教育局"] if document.asks_why else []
        words += ["--row", ground[key].pk] if document.asks is Asks.ROW else []
        done = run(key, "--as-of", DAY, "-o", out, *here, *([] if key == "case" else words))
        assert done.exit_code == 0, (key, done.stderr)
        assert str(out) in done.stderr
        if document.ending == "docx":
            assert text_of(out.read_bytes()).strip()
        else:
            sheets = load_workbook(out).worksheets
            assert any(sheet.max_row > 1 for sheet in sheets)
    links = docx.Document(str(tmp_path / "term-summary.docx")).part.rels.values()
    assert any("https://qingshan.example/reports/" in one.target_ref for one in links)


def test_a_month_and_a_term_are_those_that_hold_the_day(filled_cast, tmp_path):
    here = ["--school", filled_cast.school.code, "-o", tmp_path / "out"]
    assert run("dropout-month", "--as-of", "2026-10-05", *here).exit_code == 0
    assert "2026年10月" in text_of((tmp_path / "out").read_bytes())
    assert run("term-summary", "--as-of", "2026-10-05", *here).exit_code == 0
    assert "2026年10月5日" in text_of((tmp_path / "out").read_bytes())


def test_childrens_names_leave_with_a_reason_that_stands_in_the_log(filled_cast, tmp_path):
    out = tmp_path / "台账.xlsx"
    words = ["dropout-ledgers", "--as-of", DAY, "-o", out, "--school", filled_cast.school.code]
    refused = run(*words)
    assert refused.exit_code == 2
    assert "--why" in refused.stderr
    assert not out.exists()
    assert run(*words, "--why", "报县教育局").exit_code == 0
    said = LogEntry.objects.latest("pk").additional_data
    assert (said["deed"], said["reason"]) == ("export_document", "报县教育局")


def test_the_rows_of_a_document_are_told(filled_cast, ground, tmp_path):
    here = ["--school", filled_cast.school.code]
    found = json.loads(run("rows", "mentoring-agreement", *here, "--json").stdout)["rows"]
    assert ground["mentoring-agreement"].pk in {one["row"] for one in found}
    unsaid = run("mentoring-agreement", "--as-of", DAY, "-o", tmp_path / "a.docx", *here)
    assert unsaid.exit_code == 2
    assert f"{found[0]['row']}（" in unsaid.stderr
    assert run("rows", "case", *here).exit_code == 2


def test_another_schools_row_is_not_there(filled_cast, ground, tmp_path):
    words = ["fund-paper", "--as-of", DAY, "-o", tmp_path / "a.docx"]
    row = ["--row", ground["fund-paper"].pk]
    done = run(*words, *row, "--school", filled_cast.other_school.code)
    assert done.exit_code == 2
    assert not (tmp_path / "a.docx").exists()


def test_the_list_names_each_document_and_what_it_asks_for(db):
    told = {one["key"]: one for one in json.loads(run("list", "--json").stdout)["documents"]}
    assert told.keys() == documents().keys()
    assert told["dropout-ledgers"]["asks"] == "month"
    assert told["dropout-ledgers"]["asks_why"] is True
    assert reporting.ASKS.keys() == {one.value for one in Asks}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["term-sumary"], "是不是 term-summary"),
        (["case-book-of-nothing"], "没有文档"),
        (["term-summary", "--row", "3"], "不用 --row"),
    ],
)
def test_what_cannot_be_made_is_said(filled_cast, tmp_path, words, says):
    done = run(*words, "--as-of", DAY, "-o", tmp_path / "a", "--school", filled_cast.school.code)
    assert done.exit_code == 2
    assert says in done.stderr
    assert not (tmp_path / "a").exists()


def test_before_there_is_a_school_only_the_case_has_an_answer(db, tmp_path):
    assert run("case", "--as-of", DAY, "-o", tmp_path / "case.docx").exit_code == 0
    assert text_of((tmp_path / "case.docx").read_bytes())
    none = run("term-summary", "--as-of", DAY, "-o", tmp_path / "a.docx")
    assert none.exit_code == 2
    assert "还没有学校" in none.stderr


def test_a_workbook_of_the_command_line_is_that_of_the_page(client, filled_cast, tmp_path):
    out = tmp_path / "a.xlsx"
    run("term-tables", "--as-of", DAY, "-o", out, "--school", filled_cast.school.code)
    filled_cast.sign_in(client, "principal")
    page = client.get(reverse("reports:document_file", args=["term-tables"]))
    ours, theirs = load_workbook(out), load_workbook(BytesIO(page.content))
    assert ours.sheetnames == theirs.sheetnames
