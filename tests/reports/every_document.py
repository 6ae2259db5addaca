"""Every document of the house, made once for a school."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qingshan.documents.declaring import Asks, documents
from qingshan.documents.making import made, of_a_row
from qingshan.reports.asking import asked_for_month, asked_for_term, asked_on
from qingshan.school.membership import member_for
from qingshan.school.models import Term

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked, Document
    from qingshan.documents.making import Made
    from qingshan.school.membership import Member
    from tests.cast import Cast

TODAY = dt.date(2026, 11, 24)
SITE = "http://10.0.0.5:8000"


def make_every_document(cast: Cast) -> dict[str, Made]:
    """By key, for the cast's school."""
    member = member_for(cast.accounts["principal"], school_id=cast.school.pk)
    rows = {key: make(cast) for key, make in ROWS.items()}
    return make_every_document_of(member, rows, TODAY)


def make_every_document_of(member: Member, rows: dict[str, Any], today: dt.date) -> dict[str, Made]:
    """By key. A document that is about a row and has none in `rows` fails with its key."""
    return {
        key: made(document, _asked(document, member, rows, today), site=SITE)
        for key, document in documents().items()
    }


def _asked(document: Document, member: Member, rows: dict[str, Any], today: dt.date) -> Asked:
    school = member.school
    if document.asks is Asks.ROW:
        return of_a_row(member, rows[document.key])
    if document.asks is Asks.MONTH:
        return asked_for_month(school, f"{today:%Y-%m}", today, member)
    if document.asks is Asks.TERM:
        term = Term.objects.select_related("year", "school").filter(
            school=school, starts_on__lte=today
        )
        return asked_for_term(term.latest("starts_on"), today, member)
    return asked_on(school, today, member=member)


def _pair(cast: Cast) -> Any:
    from qingshan.people.models import Pairing

    return Pairing.objects.create(
        school=cast.school,
        kind="mentoring",
        giver=cast.staff["group_head"],
        mentee=cast.staff["teacher"],
        starts_on=dt.date(2026, 9, 1),
    )


def _home_plan(cast: Cast) -> Any:
    from qingshan.care.models import HomePlan

    return HomePlan.objects.create(
        school=cast.school,
        student=cast.feng,
        reason="illness",
        situation="在家养病",
        starts_on=dt.date(2026, 9, 1),
    )


def _fund_entry(cast: Cast) -> Any:
    from qingshan.care.models import FundEntry

    return FundEntry.objects.filter(school=cast.school, kind="donation").earliest("pk")


def _piece(cast: Cast) -> Any:
    from tests.ideals.ground import published

    return published(cast)


ROWS = {
    "mentoring-agreement": _pair,
    "home-teaching-plan": _home_plan,
    "fund-paper": _fund_entry,
    "series-piece": _piece,
}
