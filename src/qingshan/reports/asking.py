"""What a document was asked for: the day, month or term in the address, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404

from qingshan.care.cases.ledgers import month_of
from qingshan.documents.declaring import Asked, Asks, documents
from qingshan.indicators.asking import as_of_asked
from qingshan.kit.words import tr
from qingshan.school.doors import school_of
from qingshan.school.queries import term_words, terms_begun

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from qingshan.documents.declaring import Document
    from qingshan.school.doors import MemberRequest
    from qingshan.school.membership import Member
    from qingshan.school.models import School, Term

MONTHS_OFFERED = 24


@dataclass(frozen=True)
class Choice:
    """A month or a term to choose: its value in the address and its words."""

    value: str
    words: str
    chosen: bool


def document_asked(request: MemberRequest, key: str) -> Document:
    """The document, for whoever may make it; for others it does not exist."""
    document = documents().get(key)
    if document is None or not document.is_for(request.member):
        raise Http404
    return document


def asked_in(document: Document, request: MemberRequest, given: QueryDict) -> Asked | None:
    """What the address asks for; None where the school has no term yet to ask for."""
    school, member = school_of(request), request.member
    if document.asks is Asks.MONTH:
        return _month(school, member, given)
    if document.asks is Asks.TERM:
        return _term(school, member, given)
    if document.asks is Asks.ROW:
        raise Http404
    day = as_of_asked(given, member)
    return asked_on(school, day, member=member)


def asked_on(school: School | None, day: date, *, member: Member | None = None) -> Asked:
    query = urlencode({"as_of": day.isoformat()})
    return Asked(
        school=school, first=day, last=day, as_of=day, words="", query=query, member=member
    )


def asked_for_month(school: School, text: str, today: date, member: Member | None = None) -> Asked:
    month = month_of(text, today)
    return Asked(
        school=school,
        first=month.first,
        last=month.last,
        as_of=min(month.last, today),
        words=month.words,
        query=urlencode({"month": month.key}),
        member=member,
    )


def asked_for_term(term: Term, today: date, member: Member | None = None) -> Asked:
    return Asked(
        school=term.school,
        first=term.starts_on,
        last=term.ends_on,
        as_of=min(term.ends_on, today),
        words=term_words(term),
        query=urlencode({"term": term.pk}),
        member=member,
    )


def choices_of(document: Document, request: MemberRequest, asked: Asked | None) -> list[Choice]:
    """The months or terms to choose from, the latest first."""
    if asked is None:
        return []
    today = request.member.today
    if document.asks is Asks.MONTH:
        firsts = [_back(today, n) for n in range(MONTHS_OFFERED)]
        return [Choice(key, words, key in asked.query) for key, words in firsts]
    if document.asks is Asks.TERM:
        return [
            Choice(str(term.pk), term_words(term), f"term={term.pk}" == asked.query)
            for term in terms_begun(school_of(request), today)
        ]
    return []


def _month(school: School, member: Member, given: QueryDict) -> Asked:
    return asked_for_month(school, given.get("month", ""), member.today, member)


def _term(school: School, member: Member, given: QueryDict) -> Asked | None:
    terms = terms_begun(school, member.today)
    named = given.get("term", "")
    term = next((one for one in terms if str(one.pk) == named), terms[0] if terms else None)
    if term is None:
        return None
    term.school = school
    return asked_for_term(term, member.today, member)


def _back(today: date, months: int) -> tuple[str, str]:
    at = today.year * 12 + today.month - 1 - months
    year, month = divmod(at, 12)
    return f"{year}-{month + 1:02}", tr("{year}年{month}月").format(year=year, month=month + 1)
