"""The documents of reports: the case, the term, the branch."""

from __future__ import annotations

from qingshan.reports.branch import BRANCH
from qingshan.reports.case import CASE
from qingshan.reports.term import SUMMARY, TABLES

DOCUMENTS = (CASE, SUMMARY, BRANCH, TABLES)
