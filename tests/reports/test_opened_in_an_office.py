"""Every document opened by LibreOffice: its figures are there, lead to their rows, and charts show.

One process opens all of them.
"""

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
from tests.reports.every_document import SITE, make_every_document

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 180  # seconds; it takes six on an idle machine


@pytest.mark.system("R9", "C1")
def test_every_document_opens_with_its_figures_links_and_pictures(filled_cast, tmp_path):
    from tests.care.cases_ground import opened

    opened(filled_cast)
    made = make_every_document(filled_cast)
    pages = opened_in_office(
        tmp_path, {f"{key}.{documents()[key].ending}": one.data for key, one in made.items()}
    )
    for key, one in made.items():
        page = pages / f"{key}.html"
        text = html.unescape(page.read_text("utf-8"))
        named = check_template(documents()[key], one.template)
        assert "{{" not in text, key
        assert "{%" not in text, key
        ways = ways_in_workbook(one.data) if documents()[key].ending == "xlsx" else text
        for number in numbers_of_lists(one.fill, named):
            assert f"{SITE}{number.address}" in ways, (key, number)
            assert number.text in re.sub(r"<[^>]+>", "", text), (key, number)
        drawn = [w for w in named if isinstance(one.fill.get(w), Chart)]
        assert len(list(pages.glob(f"{key}_html_*"))) >= len(drawn), key


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
