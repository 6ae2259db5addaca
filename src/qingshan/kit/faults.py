"""What can be wrong in a cell of a workbook, by the names that others know it by."""

from __future__ import annotations

import datetime as dt
from typing import Any

MISSING_REQUIRED = "missing_required"
BAD_DATE = "bad_date"
BAD_NUMBER = "bad_number"
OUT_OF_RANGE = "out_of_range"
BAD_ID_NUMBER = "bad_id_number"
BIRTH_MISMATCH = "birth_mismatch"
UNKNOWN_CODE = "unknown_code"
UNKNOWN_REFERENCE = "unknown_reference"
DUPLICATE_KEY = "duplicate_key"
MISSING_SHEET = "missing_sheet"
MISSING_COLUMN = "missing_column"

SHOWN_AT_MOST = 24


class Fault(Exception):
    """A cell cannot be taken as it stands; `sentence` says how to mend it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def quoted(raw: Any) -> str:
    """The cell as its writer saw it, in quotation marks, shortened where it is long."""
    text = shown(raw)
    return f"“{text[:SHOWN_AT_MOST]}…”" if len(text) > SHOWN_AT_MOST else f"“{text}”"


def shown(raw: Any) -> str:
    """A raw cell as text: `1.0` is 1, a date without a time is only its day."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return str(raw).strip()
