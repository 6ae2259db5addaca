"""A case document that went out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qingshan.documents.checking import check_template
from qingshan.documents.making import made
from qingshan.indicators.publishing import publish
from qingshan.reports.asking import asked_on
from qingshan.reports.case import CASE

if TYPE_CHECKING:
    from qingshan.indicators.models import PublishedDocument
    from tests.cast import Cast


def issued_case(cast: Cast, day: dt.date = dt.date(2026, 11, 24)) -> PublishedDocument:
    asked = asked_on(cast.school, day)
    done = made(CASE, asked)
    return publish(
        document=CASE,
        asked=asked,
        made=done,
        named=check_template(CASE, done.template),
        actor=cast.accounts["secretary"],
        remark="",
    )
