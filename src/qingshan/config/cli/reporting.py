"""Documents from the command line: which there are, and any of them made from live figures.

`qingshan report KEY` makes the document of that key; `list` and `rows` say which there are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from qingshan.config.cli.app import AsJson, SchoolCode, app, prepare, print_json, say, stop
from qingshan.config.cli.school import AsOf, school_meant

if TYPE_CHECKING:
    from datetime import date

    from qingshan.documents.declaring import Asked, Document
    from qingshan.school.models import School

MAKE = "make"
ROWS_TOLD = 10
ASKS = {"day": "一天", "month": "一个月", "term": "一个学期", "row": "一条"}


class AnyDocument(TyperGroup):
    """A word that is no subcommand is the key of a document to make."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = [MAKE, *args]
        return super().resolve_command(ctx, args)


report = typer.Typer(
    cls=AnyDocument, no_args_is_help=True, help="Writes a document from live figures."
)
app.add_typer(report, name="report")
Why = Annotated[str, typer.Option("--why", help="why one with children's names leaves")]
Out = Annotated[Path, typer.Option("-o", "--out", help="the .docx or .xlsx to write")]
Row = Annotated[
    int | None, typer.Option("--row", help="which one, for a document about one: see report rows")
]


@report.command("list")
def listed(*, as_json: AsJson = False) -> None:
    """Every document of the house, and what it is asked for."""
    prepare()
    from qingshan.documents.declaring import documents

    told = [
        {
            "key": one.key,
            "title": one.title,
            "asks": one.asks.value,
            "ending": one.ending,
            "names_children": one.names_children,
            "asks_why": one.asks_why,
        }
        for one in documents().values()
    ]
    if as_json:
        print_json({"documents": told})
        return
    for one in told:
        typer.echo(f"{one['key']}\t{one['title']}\t{ASKS[str(one['asks'])]}\t.{one['ending']}")


@report.command("rows")
def rows(key: str, school: SchoolCode = None, *, as_json: AsJson = False) -> None:
    """What a document about one row can be made for, the newest first."""
    prepare()
    document = _document(key)
    if document.rows is None:
        stop(f"{document.title}不是一条一份的，用 --as-of 说到哪一天。")
    found = document.rows(_a_school(school, document))
    if as_json:
        print_json({"key": key, "rows": [{"row": one.pk, "label": str(one)} for one in found]})
        return
    for one in found:
        typer.echo(f"{one.pk}\t{one}")


@report.command("case")
def case(as_of: AsOf, out: Out, school: SchoolCode = None) -> None:
    """The school's case document in Word."""
    prepare()
    from qingshan.reports.asking import asked_on

    _write(_document("case"), asked_on(school_meant(school), as_of.date()), out)


@report.command(MAKE, hidden=True)
def make(
    key: str, as_of: AsOf, out: Out, school: SchoolCode = None, row: Row = None, why: Why = ""
) -> None:
    """The document KEY for the day, or for the month or the term that the day is in."""
    prepare()
    document = _document(key)
    asked = _asked(document, _a_school(school, document), as_of.date(), row)
    if document.asks_why and not why.strip():
        stop(f"{document.title}里有孩子的名字，请用 --why 写为什么导出，例如“报县教育局”。")
    _write(document, asked, out, why=why.strip()[:200])


def _document(key: str) -> Document:
    import difflib

    from qingshan.documents.declaring import documents

    found = documents().get(key)
    if found is None:
        near = "、".join(difflib.get_close_matches(key, documents(), n=3, cutoff=0.5))
        hint = f"是不是 {near}？" if near else "用 qingshan report list 看全部。"
        stop(f"没有文档 {key}。{hint}")
    return found


def _a_school(code: str | None, document: Document) -> School:
    school = school_meant(code)
    if school is None:
        stop(f"这里还没有学校，做不了{document.title}。先用 qingshan load 搬进来。")
    return school


def _asked(document: Document, school: School, day: date, row: int | None) -> Asked:
    from qingshan.documents.declaring import Asks
    from qingshan.reports.asking import asked_for_month, asked_for_term, asked_on
    from qingshan.school.queries import terms_begun

    if document.asks is Asks.ROW:
        return _about(document, school, day, row)
    if row is not None:
        stop(f"{document.title}不是一条一份的，不用 --row。")
    if document.asks is Asks.MONTH:
        return asked_for_month(school, f"{day:%Y-%m}", day)
    if document.asks is Asks.TERM:
        terms = terms_begun(school, day)
        if not terms:
            stop(f"{school.name}到 {day} 还没有开始的学期，做不了{document.title}。")
        terms[0].school = school
        return asked_for_term(terms[0], day)
    return asked_on(school, day)


def _about(document: Document, school: School, day: date, row: int | None) -> Asked:
    from qingshan.documents.declaring import Asked

    if document.rows is None:
        raise LookupError(f"the document {document.key} is about a row and names none")
    known = document.rows(school)
    found = known.filter(pk=row).first() if row is not None else None
    if found is None:
        told = "、".join(f"{one.pk}（{one}）" for one in known[:ROWS_TOLD])
        stop(
            f"请用 --row 说是哪一条的{document.title}" + (f"：{told}。" if told else "，现在没有。")
        )
    return Asked(school=school, first=day, last=day, as_of=day, words="", row=found)


def _write(document: Document, asked: Asked, out: Path, *, why: str = "") -> None:
    from django.conf import settings

    from qingshan.access.audit import note
    from qingshan.documents.checking import TemplateRefused
    from qingshan.documents.making import made

    try:
        done = made(document, asked, site=settings.PUBLIC_ADDRESS.rstrip("/"))
        out.write_bytes(done.data)
    except TemplateRefused as refused:
        stop(f"学校自己的模板用不了：{refused}")
    except OSError as error:
        stop(f"写不了 {out}：{error.strerror or error}")
    if document.asks_why and asked.school:
        note(
            actor=None,
            deed="export_document",
            subject=asked.school,
            school_id=asked.school.pk,
            document=document.key,
            asked=asked.query,
            reason=why,
        )
    say(f"{document.title}写好了：{out}")
