"""The template of a school: the shipped one, or its own as edited in Word."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from jinja2 import TemplateSyntaxError

from qingshan.access.audit import note
from qingshan.reports.case_template import shipped_template
from qingshan.reports.language import NotAllowed, TemplateLanguage, UnknownPlaceholder
from qingshan.reports.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qingshan.access.models import Account
    from qingshan.school.models import School

LARGEST = 5 * 2**20  # bytes of the file
LARGEST_OPENED = 40 * 2**20  # bytes of all it holds
MOST_PARTS = 1000
BEGINNING = 14  # characters of a paragraph that are quoted


class TemplateRefused(ValueError):
    """A file that cannot be a template; its text is a Chinese sentence that says how to mend it."""


def template_of(school: School | None) -> bytes:
    """The school's own template, else the shipped one."""
    own = own_template(school)
    return own.read_bytes() if own else shipped_template()


def own_template(school: School | None) -> Path | None:
    """Where the school's own template lies, if it has one."""
    if school is None:
        return None
    place = _place(school)
    return place if place.exists() else None


def keep_template(*, school: School, data: bytes, actor: Account) -> None:
    """Makes `data` the school's template. Raises `TemplateRefused` and then changes nothing."""
    check_template(data)
    place = _place(school)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".new")
    beside.write_bytes(data)
    beside.replace(place)
    note(actor=actor, deed="keep_template", subject=school, school_id=school.pk, size=len(data))


def drop_template(*, school: School, actor: Account) -> None:
    """Back to the shipped template; the school's own is gone."""
    if own_template(school):
        _place(school).unlink(missing_ok=True)
        note(actor=actor, deed="drop_template", subject=school, school_id=school.pk)


def check_template(data: bytes) -> None:
    """Raises `TemplateRefused` unless `data` is a Word file whose placeholders are all known."""
    _check_file(data)
    from docxtpl import DocxTemplate

    try:
        template = DocxTemplate(BytesIO(data))
        template.init_docx()
        sources = list(_sources(template))
    except Exception as broken:  # whatever a broken file makes the readers raise
        raise TemplateRefused("这个文件打不开，请用 Word 另存为 .docx 再传一次。") from broken
    language = TemplateLanguage(autoescape=True)
    for source in sources:
        try:
            language.parse(source)
        except UnknownPlaceholder as unknown:
            raise TemplateRefused(_unknown(template, unknown.chain)) from unknown
        except NotAllowed as odd:
            raise TemplateRefused(
                "模板里只能用占位符、if 条件和 for 循环，不能计算或调用别的东西。"
                "请对照占位符一览改一改。"
            ) from odd
        except TemplateSyntaxError as wrong:
            raise TemplateRefused(_misspelt(template, wrong)) from wrong


def _place(school: School) -> Path:
    home: Path = settings.QINGSHAN_HOME
    return home / "templates" / str(school.pk) / "case.docx"


def _check_file(data: bytes) -> None:
    if len(data) > LARGEST:
        raise TemplateRefused("模板太大了，请把图片压缩到总共 5 MB 以内再传。")
    try:
        with ZipFile(BytesIO(data)) as parts:
            held = parts.infolist()
    except BadZipFile as broken:
        raise TemplateRefused(
            "这不是 Word 的 .docx 文件，请用 Word 另存为 .docx 再传。"
        ) from broken
    names = {part.filename for part in held}
    if "word/document.xml" not in names:
        raise TemplateRefused("这不是 Word 的 .docx 文件，请用 Word 另存为 .docx 再传。")
    if len(held) > MOST_PARTS or sum(part.file_size for part in held) > LARGEST_OPENED:
        raise TemplateRefused("这个文件展开以后太大，不像是一份模板，请从现在的模板改起。")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise TemplateRefused("模板里不能有宏，请另存为不带宏的 .docx 再传。")


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


def _unknown(template: Any, chain: str) -> str:
    near = Vocabulary().nearest(chain)
    hint = f"是不是想写 {{{{ {near} }}}}？" if near else "请对照占位符一览改一改。"
    return f"{_where(template, chain)}不认识占位符 {{{{ {chain} }}}}，{hint}"


def _misspelt(template: Any, wrong: TemplateSyntaxError) -> str:
    """Which paragraph's braces cannot be read, where one by itself cannot."""
    language = TemplateLanguage()
    for text in _paragraphs(template):
        for expression in re.findall(r"\{\{r?(.*?)\}\}", text):
            try:
                language.compile_expression(expression)
            except (TemplateSyntaxError, UnknownPlaceholder, NotAllowed):
                where = _where(template, expression)
                return f"{where}这里写得不对：{{{{{expression}}}}}，请对照占位符一览改一改。"
    return (
        "模板里有没配好对的花括号，或者有 {% if %}、{% for %} 缺了 {% endif %}、{% endfor %}"
        f"（{wrong.message}）。"
    )


def _where(template: Any, text: str) -> str:
    """第 3 段（“近年来，受益于……”）, for the first paragraph that holds `text`."""
    for number, paragraph in enumerate(_paragraphs(template), start=1):
        if text in paragraph:
            return f"第 {number} 段（“{paragraph.strip()[:BEGINNING]}……”）里，"
    return ""


def _paragraphs(template: Any) -> Iterator[str]:
    """The texts of all paragraphs in the order of the file, those of tables and feet included."""
    from docx.oxml.ns import qn

    document = template.docx
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
