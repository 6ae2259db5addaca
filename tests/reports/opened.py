"""Documents opened by LibreOffice, all by one process: what must be found in each."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from qingshan.documents.checking import check_template
from qingshan.documents.declaring import Number, documents
from qingshan.kit.charts import Chart
from tests.reports.every_document import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from qingshan.documents.making import Made

PATIENCE = 180  # seconds; it takes six on an idle machine


def look_into(made: dict[str, Made], place: Path) -> None:
    """Fails with the key of a document that lacks a figure, its way, a picture or a chart."""
    pages = opened_in_office(
        place, {f"{key}.{documents()[key].ending}": one.data for key, one in made.items()}
    )
    for key, one in made.items():
        page = pages / f"{key}.html"
        text = html.unescape(page.read_text("utf-8"))
        named = check_template(documents()[key], one.template)
        assert "{{" not in text, key
        assert "{%" not in text, key
        is_book = documents()[key].ending == "xlsx"
        ways = ways_in_workbook(one.data) if is_book else text
        for number in numbers_of_lists(one.fill, named):
            assert f"{SITE}{number.address}" in ways, (key, number)
            assert number.text in re.sub(r"<[^>]+>", "", text), (key, number)
        drawn = [w for w in named if isinstance(one.fill.get(w), Chart)]
        shown = len(list(pages.glob(f"{key}_html_*")))
        assert shown >= max(len(drawn), charts_in_workbook(one.data) if is_book else 0), key


def charts_in_workbook(data: bytes) -> int:
    """How many native charts it has: each workbook of the house has one at least."""
    number = sum(len(sheet._charts) for sheet in load_workbook(BytesIO(data)))
    assert number
    return number


def numbers_of_lists(fill, named) -> list[Number]:
    """The numbers that are printed whatever stands in conditions: those of tables."""
    return [
        cell
        for word in named
        if isinstance(fill.get(word), list)
        for one in fill[word]
        if isinstance(one, dict)
        for cell in one.values()
        if isinstance(cell, Number) and cell.address
    ]


def ways_in_workbook(data: bytes) -> set[str]:
    """Where its cells lead; the office shows no links of cells with numbers on a page."""
    cells = (c for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for c in row)
    return {cell.hyperlink.target for cell in cells if cell.hyperlink}


def opened_in_office(place: Path, files: dict[str, bytes]) -> Path:
    """The folder of what the office made of the files, as pages."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("QINGSHAN_REQUIRE_BROWSER") == "1":
            pytest.fail("no soffice found on this machine")
        pytest.skip("no soffice found on this machine")
    for name, data in files.items():
        (place / name).write_bytes(data)
    out = place / "out"
    profile = f"-env:UserInstallation=file://{place}/profile"
    words = [office, profile, "--headless", "--convert-to", "html", "--outdir", str(out)]
    subprocess.run(
        [*words, *(str(place / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return out
