"""The pages for developers are followed to the letter, in a copy of the sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.developing.written import ROOT, write

pytestmark = pytest.mark.skipif(
    os.environ.get("QINGSHAN_DATABASE_URL", "").startswith("postgres"),
    reason="has an SQLite of its own wherever it runs: once is enough",
)
AS_OF = "2026-11-24"
OF_OURS = ("--school", "3122000220")
SCHOOL = """
import datetime as dt
import django
django.setup()
from qingshan.config.upgrading import upgrade
upgrade()
from tests.cast import make_cast
from qingshan.corner.models import Loan
cast = make_cast()
child = cast.wang
for book, lent, back in (("草房子", 3, 10), ("草房子", 12, None), ("城南旧事", 20, None)):
    day = lambda n: n and dt.date(2026, 11, n)
    Loan.objects.create(
        school=cast.school, student=child, book=book, lent_on=day(lent), back_on=day(back)
    )
"""
PAGE = """
import django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from qingshan.config.static import collect_static_once
collect_static_once()
from django.test import Client
from qingshan.access.models import Account
from qingshan.corner.models import Loan
browser = Client()
browser.force_login(Account.objects.get(username="principal"))
page = browser.get("/corner/")
assert page.status_code == 200, page.status_code
print(page.content.decode())
loan = Loan.objects.filter(back_on=None).last()
assert browser.post(f"/corner/{loan.pk}/back/").status_code == 302
loan.refresh_from_db()
assert loan.back_on is not None
assert browser.post(f"/corner/{loan.pk}/back/").status_code == 404
print(browser.get("/indicators/corner.loans/?as_of=2026-11-24").content.decode())
print(browser.get("/reports/corner-month/").content.decode())
"""


@dataclass(frozen=True)
class Copy:
    """The sources with the wing of the pages in them, and a school."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        return {
            **{name: held for name, held in os.environ.items() if "DATABASE" not in name},
            "PYTHONPATH": os.pathsep.join([str(self.folder / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
            "QINGSHAN_HOME": str(self.folder / "var"),
            "PYTHONUTF8": "1",
        }

    def run(self, *words: object, ends: int = 0) -> str:
        return self.python("-m", "qingshan", *words, ends=ends)

    def python(self, *words: object, ends: int = 0) -> str:
        ended = subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
        )
        assert ended.returncode == ends, (ended.stdout + ended.stderr)[-4000:]
        return ended.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> Copy:
    folder = tmp_path_factory.mktemp("followed")
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", folder / "src", ignore=leave)
    shutil.copytree(ROOT / "packs", folder / "packs")
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "src/qingshan/corner").mkdir()
    (folder / "src/qingshan/corner/__init__.py").touch()
    for page in ("wing", "indicator", "sheet", "document"):
        write(page, folder)
    copy = Copy(folder)
    copy.run("manage", "makemigrations", "corner", "--name", "loans")
    copy.python("-c", SCHOOL)
    return copy


def test_the_wing_stands_where_the_contract_lets_it(followed):
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert "0 broken" in followed.python("-c", lint)


def test_its_pages_are_served_and_a_book_comes_back(followed):
    told = followed.python("-c", PAGE)
    assert "草房子" in told
    assert "还在家里" in told
    assert "借回家的书" in told
    assert "图书角月报" in told


def test_its_figures_are_counted_and_open_their_rows(followed):
    asked = ("evidence", "corner.at_home", "--as-of", AS_OF, *OF_OURS, "--json")
    told = json.loads(followed.run(*asked))
    assert told["value"] == len(told["rows"]) == 2
    assert "城南旧事" in told["rows"][1]["label"]


def test_its_sheet_goes_out_and_a_slip_in_it_is_told_at_its_cell(followed, tmp_path):
    file = tmp_path / "学校.xlsx"
    followed.run("dump", file, *OF_OURS)
    book = load_workbook(file)
    sheet = book["借书"]
    titles = [cell.value.strip("★") for cell in sheet[1]]
    assert titles == ["学籍号", "书名", "借出日期", "归还日期"]
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == {
        "草房子",
        "城南旧事",
    }
    sheet["D2"] = "2020-01-01"
    book.save(file)
    told = json.loads(followed.run("load", file, "--dry-run", "--json", ends=2))
    slips = [(one["sheet"], one["row"], one["column"]) for one in told["problems"]]
    assert [slip for slip in slips if slip[0] == "借书"] == [("借书", 2, "归还日期")]


def test_its_document_is_made(followed, tmp_path):
    file = tmp_path / "月报.docx"
    followed.run("report", "corner-month", "--as-of", AS_OF, "-o", file, *OF_OURS)
    made = docx.Document(str(file))
    assert "借走3本书" in "".join(line.text for line in made.paragraphs)
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert ["草房子", "2"] in rows
