"""What of care is offered where there is no signal."""

from __future__ import annotations

from qingshan.care.visits.queries import planned_sheets
from qingshan.records.offline.coming import comes_along

comes_along(planned_sheets)
