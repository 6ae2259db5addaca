"""Looks at a file before it is opened: is it a workbook, whole, and of a size that can be read?

A workbook is a zip of XML. The library that reads it trusts what the file says of itself, so all
that could exhaust the machine is looked at here first, on the bytes.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingshan.exchange.problems import Unreadable

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

MOST_BYTES = 200 * 2**20
"""Of the whole workbook unpacked; a school of 500,000 records takes some 150 MiB."""
MOST_CELLS = 8_000_000
"""Rows × columns of a sheet for the quick reader, which holds the blank ones too."""
MOST_PARTS = 2_000
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(r'<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"[^>]*?\s\w+:id="([^"]*)"')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_PLACE = re.compile(rb' r="([A-Z]*)(\d+)"')
_WIDE = re.compile(rb' r="([A-Z]{2,})\d')
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]+)(\d+)"(?![^>]*\st="str")[^>]*>'
    rb"<f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"
)
_BROKEN = re.compile(rb'<c r="([A-Z]+)(\d+)"(?=[^>]*\st="e")')


@dataclass
class SheetFile:
    """What the bytes of one sheet tell: the extent of its content, and cells without a value.

    `sparse`: too wide or tall for the quick reader. `unworked` are formulas that no program has
    worked out, `broken` those that ended in an error such as #REF!; (row, column) from 0.
    """

    sparse: bool = False
    unworked: set[tuple[int, int]] = field(default_factory=set)
    broken: set[tuple[int, int]] = field(default_factory=set)


def examine(path: Path) -> dict[str, SheetFile]:
    """The sheets of the workbook by name. Raises `Unreadable` with a sentence for its owner."""
    try:
        with path.open("rb") as file:
            _known_from_its_start(file)
        with zipfile.ZipFile(path) as parts:
            return _sheets_of(parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unreadable(
            "这个文件不完整或者坏了，可能没有传完。请用原来的文件再试一次，"
            "还不行就用表格软件打开它，另存为 .xlsx。"
        ) from error
    except FileNotFoundError as error:
        raise Unreadable(f"没有这个文件：{path}。请核对路径和文件名。") from error
    except IsADirectoryError as error:
        raise Unreadable(f"{path} 是文件夹。请写明里面的工作簿（.xlsx）。") from error
    except OSError as error:
        raise Unreadable(f"打不开这个文件：{error.strerror or error}") from error


def _known_from_its_start(file: IO[bytes]) -> None:
    start = file.read(8)
    if start.startswith(b"PK"):
        return
    if not start:
        raise Unreadable("这个文件是空的，里面什么都没有。请选学校数据工作簿（.xlsx）。")
    if start == _OLD_OFFICE:
        if _ENCRYPTED in file.read():
            raise Unreadable("这个工作簿加了密码。请用表格软件打开，去掉打开密码，保存后再试。")
        raise Unreadable("这是旧格式的文件（.xls 或 .doc）。请用表格软件打开，另存为 .xlsx。")
    if start.startswith(b"%PDF"):
        raise Unreadable("这是 PDF 文件，不是工作簿。请选学校数据工作簿（.xlsx）。")
    raise Unreadable(
        "这不是 Excel 工作簿（.xlsx）。文本或 CSV 文件请用表格软件打开，另存为 .xlsx 再试。"
    )


def _sheets_of(parts: zipfile.ZipFile) -> dict[str, SheetFile]:
    listed = parts.infolist()
    names = {part.filename for part in listed}
    _is_workbook(names)
    if any(part.flag_bits & 1 for part in listed):
        raise Unreadable("这个工作簿加了密码。请去掉密码，保存后再试。")
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_BYTES:
        raise Unreadable(_too_big())
    book, looks = _unpacked(parts)
    return {name: looks[path] for name, path in _paths_of_sheets(book).items() if path in looks}


def _is_workbook(names: set[str]) -> None:
    if BOOK in names:
        return
    if "xl/workbook.bin" in names:
        raise Unreadable("这是 .xlsb 格式。请用表格软件打开，另存为 .xlsx。")
    if "word/document.xml" in names:
        raise Unreadable("这是 Word 文档，不是工作簿。请选学校数据工作簿（.xlsx）。")
    if "content.xml" in names:
        raise Unreadable("这是 OpenDocument 格式。请用表格软件打开，另存为 .xlsx。")
    raise Unreadable("这个压缩文件里没有工作簿。请选学校数据工作簿（.xlsx）。")


def _unpacked(parts: zipfile.ZipFile) -> tuple[dict[str, str], dict[str, SheetFile]]:
    """The texts that name the sheets, and a look at each sheet by its path.

    What a zip says of its sizes is not believed: every part is unpacked once and counted.
    """
    book: dict[str, str] = {}
    looks: dict[str, SheetFile] = {}
    left = MOST_BYTES
    for part in parts.infolist():
        with parts.open(part) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise Unreadable(_too_big())
        if b"<!DOCTYPE" in content[:2048] and part.filename.endswith((".xml", ".rels")):
            raise Unreadable("这个工作簿里有不该有的内容。请用表格软件打开，另存为 .xlsx。")
        if part.filename in {BOOK, RELATIONS}:
            book[part.filename] = content.decode("utf-8", "replace")
        elif b"sheetData" in content:
            looks[part.filename] = _look(content)
    return book, looks


def _paths_of_sheets(book: dict[str, str]) -> dict[str, str]:
    targets = {}
    for found in _RELATION.finditer(book.get(RELATIONS, "")):
        relation = dict(_ATTRIBUTE.findall(found[1]))
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    named = _SHEET.findall(book.get(BOOK, ""))
    return {html.unescape(name): targets[key] for name, key in named if key in targets}


def _look(xml: bytes) -> SheetFile:
    look = SheetFile(sparse=_is_sparse(xml))
    if xml.find(b"<f") >= 0:
        look.unworked = {_position(*found.groups()) for found in _NO_VALUE.finditer(xml)}
    if xml.find(b't="e"') >= 0:
        look.broken = {_position(*found.groups()) for found in _BROKEN.finditer(xml)}
    return look


def _is_sparse(xml: bytes) -> bool:
    """Whether the stretch from the first to the last filled cell is too much to hold."""
    if b"<sheetData" not in xml or b" r='" in xml:  # not as the common programs write it
        return True
    last = max(xml.rfind(b"</v>"), xml.rfind(b"</is>"), xml.rfind(b"</f>"))
    if last < 0:
        return False
    wide = set(_WIDE.findall(xml))
    columns = max(map(_column_number, wide), default=25) + 1
    place = _PLACE.match(xml, max(xml.rfind(b' r="', 0, last), 0))
    rows = int(place[2]) if place else xml.count(b"<row")
    return rows * columns > MOST_CELLS


def _position(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _column_number(letters)


def _column_number(letters: bytes) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _too_big() -> str:
    return (
        f"这个工作簿展开后超过 {MOST_BYTES // 2**20} MB，不像是学校数据工作簿。"
        "请删去多余的工作表、图片和空行，再试一次。"
    )
