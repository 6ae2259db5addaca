"""What an inspection file holds: documents and tables of a term, and evidence that may leave.

Nothing about a child leaves: no record about one or about a class, whose photographs show them, no
child's certificate, and no document that names children. Of teachers, certificates leave with their
own consent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from qingshan.documents.declaring import Asks, documents
from qingshan.documents.making import made
from qingshan.outcomes.honours.visibility import honours_shown_in_public
from qingshan.outcomes.models import Certificate, Honour
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Evidence
from qingshan.records.visibility import records_visible_to
from qingshan.reports.asking import asked_for_month, asked_for_term, asked_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet
    from django.db.models.fields.files import FieldFile
    from django.utils.safestring import SafeString

    from qingshan.documents.declaring import Asked, Document
    from qingshan.school.membership import Member
    from qingshan.school.models import School, Term

CERTIFICATES = "certificates"
LARGEST_EVIDENCE = 500 * 2**20  # bytes in all
ODD = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "-"))
LOOK = (
    "body{font-family:'Microsoft YaHei','PingFang SC',sans-serif;max-width:760px;margin:32px auto;"
    "padding:0 16px;line-height:1.8}h1{font-size:24px}h2{font-size:18px;margin-top:28px}"
    "a{color:#2c6650}li small{color:#56635c;margin-left:8px}"
)


@dataclass(frozen=True)
class Held:
    """A file of the zip: its folder, its name there, what it is, and what it holds."""

    folder: str
    name: str
    words: str
    data: bytes

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}"


def documents_offered(member: Member) -> list[Document]:
    """Those of the person that name no child and are not about one row."""
    return [
        one
        for one in documents().values()
        if one.is_for(member)
        and not (one.names_children or one.asks_why)
        and one.asks is not Asks.ROW
    ]


def evidence_offered(member: Member, term: Term, today: date) -> list[tuple[str, str, int]]:
    """Kinds of deeds with files in a term: key, words, how many files. Two queries."""
    counts: dict[str, int] = {}
    kinds = _evidence(member, term, today).values_list("record__kind", flat=True)
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    labels = all_kinds()
    offered = [(key, labels[key].label, n) for key, n in counts.items() if key in labels]
    certificates = _certificates(term.school, term, today).count()
    if certificates:
        offered.append((CERTIFICATES, "学校的、老师同意公开的荣誉证书", certificates))
    return offered


def documents_of(
    member: Member, term: Term, today: date, keys: list[str], *, site: str
) -> Iterator[Held]:
    for document in documents_offered(member):
        if document.key in keys:
            asked = _asked(document, member, term, today)
            data = made(document, asked, site=site).data
            folder = "一、文档" if document.ending == "docx" else "二、表格"
            name = f"{document.file_name(asked)}.{document.ending}".translate(ODD)
            yield Held(folder, name, document.about, data)


def files_of(member: Member, term: Term, today: date, kinds: list[str]) -> Iterator[Held]:
    """Evidence of the kinds asked for, until there is too much; a file that is lost is left out."""
    weight, number = 0, 0
    for file, words, name in _files(member, term, today, kinds):
        try:
            with file.open("rb") as opened:
                data = opened.read()
        except FileNotFoundError:
            continue
        weight += len(data)
        if weight > LARGEST_EVIDENCE:
            return
        number += 1
        yield Held("三、佐证", f"{number:03}-{name.translate(ODD)[-80:]}", words, data)


def index_of(title: str, made_on: str, held: list[Held]) -> str:
    """The first page: what lies where, each a link; opens in any browser without a network."""
    folders = dict.fromkeys(one.folder for one in held)
    return format_html(
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{0}</title>'
        "<style>{1}</style></head><body><h1>{0}</h1><p>{2}。文档和表格里的数字，"
        "在学校的网络里点开，能看到它背后的每一条记录。</p>{3}</body></html>",
        title,
        LOOK,
        made_on,
        format_html_join("", "{}", ((_chapter(f, held),) for f in folders)),
    )


def _chapter(folder: str, held: list[Held]) -> SafeString:
    lines = format_html_join(
        "",
        '<li><a href="{}">{}</a><small>{}</small></li>',
        ((one.path, one.name, one.words) for one in held if one.folder == folder),
    )
    return format_html("<h2>{}</h2><ul>{}</ul>", folder, lines)


def _asked(document: Document, member: Member, term: Term, today: date) -> Asked:
    last = min(term.ends_on, today)
    if document.asks is Asks.MONTH:
        return asked_for_month(term.school, f"{last:%Y-%m}", today, member)
    if document.asks is Asks.TERM:
        return asked_for_term(term, today, member)
    return asked_on(term.school, last, member=member)


def _files(
    member: Member, term: Term, today: date, kinds: list[str]
) -> Iterator[tuple[FieldFile, str, str]]:
    chosen = _evidence(member, term, today).filter(record__kind__in=kinds)
    for one in chosen.select_related("record__staff").order_by("record__date", "pk").iterator(100):
        record = one.record
        words = f"{record.date} {record.kind_label} {record.title} {record.staff.name}"
        yield one.file, words, one.name
    if CERTIFICATES in kinds:
        honours = _certificates(term.school, term, today).select_related("honour")
        for certificate in honours.order_by("honour__date", "pk"):
            honour = certificate.honour
            yield certificate.file, f"{honour.date} {honour.name}", certificate.name


def _evidence(member: Member, term: Term, today: date) -> QuerySet[Evidence]:
    seen = records_visible_to(member).filter(
        student=None, school_class=None, date__range=(term.starts_on, min(term.ends_on, today))
    )
    return Evidence.objects.filter(record__in=seen.values("pk"))


def _certificates(school: School, term: Term, today: date) -> QuerySet[Certificate]:
    agreed = honours_shown_in_public(school, today).exclude(recipient=Honour.Recipient.STUDENT)
    within = agreed.filter(date__range=(term.starts_on, term.ends_on))
    return Certificate.objects.filter(honour__in=within.values("pk"))
