"""The documents of care: the month's report and its ledgers, home teaching, papers of the fund."""

from __future__ import annotations

from qingshan.care.cases.ledger_book import LEDGER_BOOK
from qingshan.care.cases.papers import MONTH_REPORT
from qingshan.care.fund.papers import RECEIPT
from qingshan.care.home_teaching.papers import HOME_PLAN

DOCUMENTS = (MONTH_REPORT, LEDGER_BOOK, HOME_PLAN, RECEIPT)
