"""Whether a file can be a template: said in a Chinese sentence with the word and its place."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from jinja2 import TemplateSyntaxError

from qingshan.documents.language import NotAllowed, TemplateLanguage, UnknownPlaceholder
from qingshan.documents.places import place_of, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.documents.declaring import Document

LARGEST = 5 * 2**20  # bytes of the file
LARGEST_OPENED = 40 * 2**20  # bytes of all it holds
MOST_PARTS = 1000
TOO_LARGE = f"模板太大了，请把图片压缩到总共 {LARGEST // 2**20} MB 以内再传。"
ONLY = "模板里只能用占位符、if 条件和 for 循环，不能计算或调用别的东西。请对照占位符一览改一改。"
NOT_A = {
    "docx": "这不是 Word 的 .docx 文件，请用 Word 另存为 .docx 再传。",
    "xlsx": "这不是 Excel 的 .xlsx 文件，请用 Excel 另存为 .xlsx 再传。",
}
HEART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


class TemplateRefused(ValueError):
    """A file that cannot be a template; its text is a Chinese sentence that says how to mend it."""


def check_template(document: Document, data: bytes) -> set[str]:
    """The words that a template of the document names.

    Raises `TemplateRefused` unless `data` is a file of the right kind whose words are all known.
    """
    check_file(document.ending, data)
    language = TemplateLanguage(document.words(), autoescape=True)
    if document.ending == "xlsx":
        from qingshan.documents.workbook import check_workbook

        check_workbook(language, data)
    else:
        _check_word(language, data)
    return language.named


def check_file(ending: str, data: bytes) -> None:
    """Before anything in it is opened: size, kind, macros, and what it would unpack to."""
    if len(data) > LARGEST:
        raise TemplateRefused(TOO_LARGE)
    try:
        with ZipFile(BytesIO(data)) as parts:
            held = parts.infolist()
    except BadZipFile as broken:
        raise TemplateRefused(NOT_A[ending]) from broken
    names = {part.filename for part in held}
    if HEART[ending] not in names:
        raise TemplateRefused(NOT_A[ending])
    if len(held) > MOST_PARTS or sum(part.file_size for part in held) > LARGEST_OPENED:
        raise TemplateRefused("这个文件展开以后太大，不像是一份模板，请从现在的模板改起。")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise TemplateRefused(f"模板里不能有宏，请另存为不带宏的 .{ending} 再传。")


def refused(language: TemplateLanguage, where: str, unknown: UnknownPlaceholder) -> TemplateRefused:
    """An unknown word: how it stands there, where, and what was perhaps meant."""
    near = language.nearest(unknown.chain)
    hint = f"是不是想写 {{{{ {near} }}}}？" if near else "请对照占位符一览改一改。"
    return TemplateRefused(f"{where}不认识占位符 {{{{ {unknown.chain} }}}}，{hint}")


def _check_word(language: TemplateLanguage, data: bytes) -> None:
    from qingshan.documents.filling import SchoolTemplate

    try:
        template = SchoolTemplate(BytesIO(data))
        template.init_docx()
        sources = list(_sources(template))
    except Exception as broken:  # whatever a broken file makes the readers raise
        raise TemplateRefused("这个文件打不开，请用 Word 另存为 .docx 再传一次。") from broken
    for source in sources:
        try:
            language.parse(source)
        except UnknownPlaceholder as unknown:
            where = place_of(template, unknown.chain)
            raise refused(language, where, unknown) from unknown
        except NotAllowed as odd:
            raise TemplateRefused(f"{_where_odd(language, template)}{ONLY}") from odd
        except TemplateSyntaxError as wrong:
            raise TemplateRefused(_misspelt(language, template, wrong)) from wrong


def _sources(template: Any) -> Iterator[str]:
    """The texts of the file that are filled: the body, heads and feet, notes, properties."""
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.parts:
        if part.partname.endswith("/footnotes.xml"):
            yield template.patch_xml(part.blob.decode("utf-8"))
    properties = template.docx.core_properties
    for name in ("author", "comments", "identifier", "keywords", "subject", "title"):
        yield str(getattr(properties, name) or "")


def _misspelt(language: TemplateLanguage, template: Any, wrong: TemplateSyntaxError) -> str:
    """Which paragraph's braces cannot be read, where one by itself cannot."""
    for place in places(template):
        for expression in re.findall(r"\{\{r?(.*?)\}\}", place.text):
            try:
                language.compile_expression(expression)
            except (TemplateSyntaxError, UnknownPlaceholder, NotAllowed):
                return f"{place.words}这里写得不对：{{{{{expression}}}}}，请对照占位符一览改一改。"
    return (
        "模板里有没配好对的花括号，或者有 {% if %}、{% for %} 缺了 {% endif %}、{% endfor %}"
        f"（{wrong.message}）。"
    )


def _where_odd(language: TemplateLanguage, template: Any) -> str:
    """The first paragraph that does what the language has no word for, where one alone does."""
    for place in places(template):
        try:
            language.parse(place.text)
        except NotAllowed:
            return place.words
        except (TemplateSyntaxError, UnknownPlaceholder):
            continue
    return ""
