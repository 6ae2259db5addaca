from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from qingshan.reports.case import CASE
from tests.indicators import small_school

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast


@pytest.fixture
def filled_cast(cast: Cast) -> Cast:
    small_school.fill(cast)
    return cast


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path: Path) -> Path:
    """Templates and charts of a test are its own."""
    settings.QINGSHAN_HOME = tmp_path
    return tmp_path


def template_with(*paragraphs: str) -> bytes:
    """The shipped template with paragraphs added at its end, as someone edits it in Word."""
    document = docx.Document(BytesIO(CASE.shipped()))
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def text_of(data: bytes) -> str:
    """All text of the body, tables included."""
    body = docx.Document(BytesIO(data)).element.body
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    )


def xml_of(data: bytes) -> str:
    return ZipFile(BytesIO(data)).read("word/document.xml").decode()
