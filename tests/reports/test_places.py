"""Where a wrong word stands: its page as Word last laid it out, its table and cell, its sheet."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.oxml import OxmlElement
from openpyxl import load_workbook

from qingshan.care.cases.ledger_book import LEDGER_BOOK
from qingshan.care.cases.papers import MONTH_REPORT
from qingshan.documents.checking import TemplateRefused, check_template
from qingshan.documents.declaring import documents
from qingshan.reports.case import CASE
from tests.reports.conftest import saved, template_with


def laid_out(*pages: str) -> bytes:
    """A template as Word saves it: a mark where each page after the first begins."""
    document = docx.Document(BytesIO(CASE.shipped()))
    for text in pages:
        run = document.add_paragraph().add_run()
        run._r.append(OxmlElement("w:lastRenderedPageBreak"))
        run.add_text(text)
    return saved(document)


@pytest.mark.system("R9")
def test_a_wrong_word_is_refused_with_its_page_and_paragraph(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    file = SimpleUploadedFile("a.docx", laid_out("第二页好的", "这页走访{{ care.vists }}次"))
    answer = client.post(reverse("reports:template_upload", args=["case"]), {"file": file})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "第 3 页第 " in text
    assert "这页走访{{ care.vi……" in text
    assert "不认识占位符 {{ care.vists }}，是不是想写 {{ care.visits }}？" in text


def test_without_words_marks_the_page_is_told_from_breaks_set_by_hand():
    with pytest.raises(TemplateRefused, match=r"第 2 页或更后面第 \d+ 段"):
        check_template(CASE, template_with("走访{{ care.vists }}次"))


def test_a_wrong_word_in_a_table_is_named_with_its_cell():
    document = docx.Document(BytesIO(MONTH_REPORT.shipped()))
    document.tables[1].add_row().cells[2].text = "{{ nobody }}"
    with pytest.raises(TemplateRefused, match="第 2 个表格第 5 行第 3 格"):
        check_template(MONTH_REPORT, saved(document))


def test_what_is_not_allowed_is_named_with_its_paragraph():
    with pytest.raises(
        TemplateRefused, match=r"段（“一共\{\{ care\.visi……”）里，模板里只能用占位符"
    ):
        check_template(CASE, template_with("一共{{ care.visits * 2 }}次"))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("{{ one.nobody }}", "工作表“疑似失学台账”的 B2 格里，不认识占位符"),
        ("{{ one.name | upper }}", "工作表“疑似失学台账”的 B2 格里，模板里只能用占位符"),
        ("{{ one.name", "工作表“疑似失学台账”的 B2 格里，这里写得不对"),
    ],
)
def test_a_wrong_word_in_a_workbook_is_named_with_its_sheet_and_cell(said, message):
    book = load_workbook(BytesIO(LEDGER_BOOK.shipped()))
    book["疑似失学台账"]["B2"] = said
    written = BytesIO()
    book.save(written)
    with pytest.raises(TemplateRefused, match=message):
        check_template(LEDGER_BOOK, written.getvalue())


def test_word_is_no_template_of_a_workbook():
    with pytest.raises(TemplateRefused, match="不是 Excel"):
        check_template(LEDGER_BOOK, CASE.shipped())


@pytest.mark.parametrize("key", sorted(documents()))
def test_every_shipped_template_is_sound(key):
    check_template(documents()[key], documents()[key].shipped())
