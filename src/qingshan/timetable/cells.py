"""The time of a clock as a cell of a workbook, and a box of a page, holds it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from qingshan.kit.cells import Kind, plain_width
from qingshan.kit.faults import BAD_DATE, OUT_OF_RANGE, Fault, quoted
from qingshan.kit.words import tr

_TIME = re.compile(r"(\d{1,2})[:时点.](\d{1,2})分?(?::\d{1,2}(?:\.\d+)?)?")
_PART_OF_A_DAY = re.compile(r"0?\.\d+")


class Clock(Kind):
    """A time such as 08:00; a spreadsheet's own way to hold one is a part of a day."""

    empty = None
    hint = tr("时间，如 08:00")

    def read(self, raw: Any) -> dt.time:
        if isinstance(raw, dt.datetime):
            return raw.time().replace(second=0, microsecond=0)
        if isinstance(raw, dt.time):
            return raw.replace(second=0, microsecond=0)
        if isinstance(raw, dt.timedelta):
            return _of_minutes(raw.seconds // 60)
        text = plain_width(raw)
        if _PART_OF_A_DAY.fullmatch(text):
            return _of_minutes(round(float(text) * 24 * 60) % (24 * 60))
        found = _TIME.fullmatch(text)
        if not found:
            raise Fault(BAD_DATE, tr("{raw}不是时间，请写成 08:00 这样。").format(raw=quoted(raw)))
        hour, minute = int(found[1]), int(found[2])
        if hour > 23 or minute > 59:
            raise Fault(
                OUT_OF_RANGE, tr("钟上没有{raw}，请写成 08:00 这样。").format(raw=quoted(raw))
            )
        return dt.time(hour, minute)

    def cell(self, value: dt.time | None) -> str | None:
        return None if value is None else f"{value:%H:%M}"


def after_start(ends: dt.time | None, starts: dt.time | None) -> Fault | None:
    """A rule: the bell that ends a lesson rings after the one that begins it."""
    if ends is None or starts is None or ends > starts:
        return None
    return Fault(
        OUT_OF_RANGE,
        tr("下课 {ends:%H:%M} 不比上课 {starts:%H:%M} 晚，请核对。").format(
            ends=ends, starts=starts
        ),
    )


def _of_minutes(minutes: int) -> dt.time:
    return dt.time(minutes // 60, minutes % 60)
