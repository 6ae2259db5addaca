"""Files that are no workbook, or one that would exhaust the machine: a clear sentence each."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from qingshan.exchange import files
from qingshan.exchange.loading import load
from qingshan.exchange.problems import Unreadable
from qingshan.exchange.reading import read_book
from qingshan.school.models import School
from tests.exchange.books import a_school, spoiled, write
from tests.exchange.conftest import told

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空的"),
        (b"%PDF-1.7 ...", "PDF"),
        ("工号,姓名\nT001,王".encode(), "CSV"),
        (OLE, ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04 and then nothing", "不完整"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(tmp_path, content, word):
    path = tmp_path / "school.xlsx"
    path.write_bytes(content)
    outcome = load(path)
    [problem] = outcome.problems
    assert (problem.code, problem.row, problem.sheet) == ("unreadable", 0, "")
    assert word in problem.message
    assert School.objects.count() == 0


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("word/document.xml", "Word"),
        ("xl/workbook.bin", ".xlsb"),
        ("content.xml", "OpenDocument"),
        ("photo.jpg", "没有工作簿"),
    ],
)
def test_other_kinds_of_zip_are_told_apart(tmp_path, inside, word):
    path = tmp_path / "school.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr(inside, "<x/>")
    with pytest.raises(Unreadable, match=word):
        read_book(path)


def test_a_workbook_cut_off_half_way(tmp_path):
    path = write(tmp_path / "school.xlsx", a_school())
    whole = path.read_bytes()
    for length in (len(whole) // 2, len(whole) - 30, 100):
        path.write_bytes(whole[:length])
        with pytest.raises(Unreadable, match="不完整"):
            read_book(path)


def test_a_workbook_with_a_damaged_part(tmp_path):
    path = write(tmp_path / "school.xlsx", a_school())
    with zipfile.ZipFile(path) as parts:
        place = parts.getinfo("xl/worksheets/sheet5.xml").header_offset
    content = bytearray(path.read_bytes())
    content[place + 60 : place + 90] = bytes(30)
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        read_book(path)


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 2**20)
    path = write(tmp_path / "school.xlsx", a_school())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/bomb.xml", bytes(2**21))
    with pytest.raises(Unreadable, match="展开后"):
        read_book(path)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "school.xlsx", a_school())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/bomb.xml", bytes(2**21))
    content = bytearray(path.read_bytes())
    said = (2**21).to_bytes(4, "little")
    small = (100).to_bytes(4, "little")
    path.write_bytes(bytes(content).replace(said, small))
    with pytest.raises(Unreadable, match="不完整"):
        read_book(path)


def test_a_stray_cell_far_away_does_not_fill_the_memory(loaded, tmp_path):
    path = write(tmp_path / "far.xlsx", a_school())
    book = load_workbook(path)
    book["学生"]["XFD1048576"] = "x"
    book.save(path)
    outcome = load(path)
    assert outcome.ok
    assert outcome.counts["学生"].created == 2


def test_two_hundred_thousand_blank_rows_are_nothing(tmp_path):
    path = write(tmp_path / "blank.xlsx", a_school())
    source = zipfile.ZipFile(path)
    name = "xl/worksheets/sheet5.xml"
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(4, 200_004))
    with zipfile.ZipFile(tmp_path / "more.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        for part in source.namelist():
            content = source.read(part)
            if part == name:
                content = content.replace(b"</sheetData>", blank.encode() + b"</sheetData>")
            parts.writestr(part, content)
    outcome = load(tmp_path / "more.xlsx")
    assert told(outcome) == set()
    assert outcome.counts["学生"].created == 2


def test_a_workbook_of_something_else(tmp_path):
    with pytest.raises(Unreadable, match="空白工作簿"):
        read_book(write(tmp_path / "menu.xlsx", {"食谱": [["周一", "豆腐"]]}))


def test_an_empty_workbook(tmp_path):
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(Unreadable):
        read_book(tmp_path / "empty.xlsx")


def test_a_document_type_has_no_place_in_a_workbook(tmp_path):
    path = write(tmp_path / "school.xlsx", a_school())
    source = zipfile.ZipFile(path)
    with zipfile.ZipFile(tmp_path / "dtd.xlsx", "w") as parts:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/workbook.xml":
                content = b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + content
            parts.writestr(part, content)
    with pytest.raises(Unreadable):
        read_book(tmp_path / "dtd.xlsx")


def test_a_formula_that_nobody_worked_out_is_no_empty_cell(loaded):
    outcome = loaded(spoiled("记录", 3, "字数", "=LEN(G3)"))
    assert told(outcome) == {("记录", 3, "字数", "missing_required")}
    [problem] = outcome.problems
    assert "公式" in problem.message


def test_a_formula_whose_result_is_no_text_is_an_empty_cell(tmp_path):
    path = write(tmp_path / "school.xlsx", spoiled("记录", 3, "标题", "=IF(1,A9,2)"))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "done.xlsx", "w") as parts:
        for part in source.namelist():
            worked_out = source.read(part).replace(b'<c r="G3"><f>', b'<c r="G3" t="str"><f>')
            parts.writestr(part, worked_out)
    assert told(load(path, dry_run=True)) == {("记录", 3, "标题", "missing_required")}
    assert load(tmp_path / "done.xlsx").ok


def test_a_formula_that_ended_in_an_error(tmp_path):
    path = write(tmp_path / "school.xlsx", a_school())
    book = load_workbook(path)
    cell = book["学生"]["B2"]
    cell.value, cell.data_type = "#REF!", "e"
    book.save(path)
    outcome = load(path)
    assert told(outcome) == {("学生", 2, "姓名", "missing_required")}


def test_merged_cells_are_told_where_the_content_is_not(tmp_path):
    sheets = spoiled("学生", 3, "年级", None)
    sheets["学生"].insert(0, ["名册"])
    path = write(tmp_path / "school.xlsx", sheets)
    book = load_workbook(path)
    book["学生"].merge_cells("A1:K1")
    book["学生"].merge_cells("G3:G4")
    book.save(path)
    outcome = load(path)
    assert told(outcome) == {("学生", 4, "年级", "missing_required")}
    assert "合并" in outcome.problems[0].message


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(Unreadable, match="没有这个文件"):
        read_book(tmp_path / "none.xlsx")


def test_bytes_of_any_kind_never_break_the_reader(tmp_path):
    path = write(tmp_path / "school.xlsx", a_school())
    whole = path.read_bytes()
    for place in range(0, len(whole), max(len(whole) // 40, 1)):
        content = bytearray(whole)
        content[place] ^= 0xFF
        path.write_bytes(content)
        try:
            read_book(path)
        except Unreadable:
            continue
