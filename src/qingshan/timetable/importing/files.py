"""Looks at a file and reads it by what it is. XML without entities, other files or the network."""

from __future__ import annotations

from lxml import etree

from qingshan.kit.words import tr
from qingshan.timetable.importing import asc, fet
from qingshan.timetable.importing.found import MOST_BYTES, MOST_ENTRIES, Found, Unreadable

ENCODINGS = ("utf-8-sig", "gb18030")
DEEPEST = 64


def read_file(content: bytes) -> Found:
    """Raises `Unreadable` with the line where it is known."""
    if not content.strip():
        raise Unreadable(tr("这个文件是空的，请重新选一个。"))
    if len(content) > MOST_BYTES:
        raise Unreadable(
            tr("这个文件超过 {most_bytes} MB，不像是一张课表。").format(
                most_bytes=MOST_BYTES // 2**20
            )
        )
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = _xml(content) if start == b"<" or is_wide else _table(content)
    if not found.entries and not found.troubles:
        raise Unreadable(tr("文件里一节课也没有。请确认课已经排好，再导出一次。"))
    if len(found.entries) > MOST_ENTRIES:
        raise Unreadable(
            tr("文件里有 {entries} 节课，不像是一所学校的课表。").format(entries=len(found.entries))
        )
    return found


def _table(content: bytes) -> Found:
    if b"\0" in content or content.startswith((b"PK", b"%PDF", b"\xd0\xcf")):
        raise Unreadable(
            tr(
                "只收 FET 导出的 timetable.csv、*_data_and_timetable.fet、"
                "*_teachers.xml，"
                "和 aSc 导出的 XML。放在 Excel 里的课表，请用工作簿的“课表”表载入。"
            )
        )
    for encoding in ENCODINGS:
        try:
            return fet.read_table(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable(tr("文件里的字认不出来。请导出成 UTF-8 再试一次。"))


def _xml(content: bytes) -> Found:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise Unreadable(tr("这里断了或者坏了，读不下去。请重新导出一次。"), line) from error
    except ValueError as error:
        raise Unreadable(tr("文件里的字认不出来。请导出成 UTF-8 再试一次。")) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(
            tr("文件里有不该有的声明（DOCTYPE），没有读。请用 FET 或 aSc 重新导出。"), 1
        )
    readers = {
        "fet": fet.read_data,
        "Teachers_Timetable": fet.read_teachers,
        "timetable": asc.read,
    }
    if root.tag in readers:
        return readers[root.tag](root)
    if root.tag in {"Activities_Timetable", "Students_Timetable"}:
        raise Unreadable(
            tr(
                "FET 的这个文件里没有老师。请选同一个文件夹里的 timetable.csv，"
                "或者 *_data_and_timetable.fet。"
            )
        )
    raise Unreadable(tr("这不是 FET 或 aSc 导出的课表，请重新选一个。"), root.sourceline or 1)
