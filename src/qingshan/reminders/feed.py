"""A person's calendar as a file that a telephone reads by itself (iCalendar, RFC 5545).

It leaves the house, so it holds no child and nobody's words: what one is called to, and until when
what one has promised is open.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qingshan.gatherings.models import Gathering
from qingshan.gatherings.visibility import calls
from qingshan.kit.cells import tidy
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.programmes.standing import open_duties_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qingshan.school.membership import Member

PAST, AHEAD = dt.timedelta(days=30), dt.timedelta(days=366)
AT_MOST = 300
FOLD = 75  # octets
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def feed_of(member: Member, now: dt.datetime) -> str:
    """The whole calendar; three queries and those of one's standing."""
    stamp = _moment(now)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qingshan//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(tr('青山'))}"]
    for event in (*_gatherings(member), *_duties(member)):
        lines += ["BEGIN:VEVENT", f"DTSTAMP:{stamp}", *event, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _gatherings(member: Member) -> Iterator[list[str]]:
    staff = staff_of(member)
    if staff is None:
        return
    days = (member.today - PAST, member.today + AHEAD)
    called = Gathering.objects.filter(calls(staff), school=member.school, date__range=days)
    for one in called.order_by("date", "starts_at")[:AT_MOST]:
        yield [
            f"UID:gathering-{one.pk}@qingshan",
            f"DTSTART:{_moment(one.at(one.starts_at))}",
            f"DTEND:{_moment(one.at(one.ends_at))}",
            f"SUMMARY:{_text(one.title)}",
            f"LOCATION:{_text(one.place)}",
            f"STATUS:{'CANCELLED' if one.called_off else 'CONFIRMED'}",
        ]


def _duties(member: Member) -> Iterable[list[str]]:
    """Each that is open, on the last day that it can still be done."""
    staff = staff_of(member)
    if staff is None:
        return
    for now in open_duties_of(staff, member.today):
        day = now.round.due_on
        if day is None:
            continue
        yield [
            f"UID:{now.duty.key.replace('.', '-')}-{day:%Y%m%d}-{staff.pk}@qingshan",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(tr('到今天为止：{duty}').format(duty=now.duty.title))}",
            "TRANSP:TRANSPARENT",
        ]


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return tidy(text).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Lines of at most `FOLD` octets, broken between characters."""
    held, room, first = "", FOLD, True
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield held if first else f" {held}"
            held, room, first = "", FOLD - 1, False
        held, room = held + letter, room - size
    yield held if first else f" {held}"
