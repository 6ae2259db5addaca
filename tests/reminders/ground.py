"""A school week to write letters in: Tuesday 24 November 2026, and two programmes alone."""

from __future__ import annotations

import datetime as dt
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.people.models import Pairing
from qingshan.records.models import Record
from qingshan.reminders.models import GroupRobot, Letter, Preference
from qingshan.reminders.reminding import remind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.people.models import Staff, Student
    from qingshan.reminders.reminding import Round
    from tests.cast import Cast

MONDAY, TODAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
_numbers = count(1)


def at(text: str) -> dt.datetime:
    """`at("2026-11-24 09:00")` by the school's clock."""
    return timezone.make_aware(dt.datetime.fromisoformat(text))


NOW = at("2026-11-24 09:00")


def round_at(text: str) -> Round:
    return remind(at(text))


def record(staff: Staff, kind: str, *days: str, **more) -> None:
    for day in days:
        Record.objects.create(
            school_id=staff.school_id,
            number=f"L{next(_numbers)}",
            date=dt.date.fromisoformat(day),
            kind=kind,
            staff=staff,
            **more,
        )


def support(staff: Staff, student: Student) -> None:
    Pairing.objects.create(
        school_id=staff.school_id,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=staff,
        student=student,
        starts_on=dt.date(2026, 9, 1),
    )


def prefers(cast: Cast, who: str, **wishes) -> Preference:
    return Preference.objects.create(account=cast.accounts[who], **wishes)


def letter_of(cast: Cast, who: str, audience: str = "personal") -> Letter:
    return Letter.objects.get(account=cast.accounts[who], audience=audience)


def told(letter: Letter) -> str:
    return "\n".join(line["text"] for line in letter.lines)


@dataclass
class Robot:
    """A chat group's robot on loopback: keeps what it was posted, answers as it is told."""

    address: str = ""
    heard: list[dict] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    status: int = 200
    answer: dict = field(default_factory=lambda: {"errcode": 0, "errmsg": "ok"})
    headers: dict[str, str] = field(default_factory=dict)
    takes: float = 0.0  # seconds

    @property
    def origin(self) -> str:
        return self.address.rpartition("/")[0]

    def in_group(self, cast: Cast, kind: str = "wecom", **more) -> GroupRobot:
        return GroupRobot.objects.create(
            school=cast.school, name="教师群", kind=kind, url=self.address, **more
        )


@contextmanager
def listening() -> Iterator[Robot]:
    robot = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            robot.heard.append(json.loads(self.rfile.read(length)))
            robot.paths.append(self.path)
            time.sleep(robot.takes)
            body = json.dumps(robot.answer).encode()
            self.send_response(robot.status)
            for name, value in robot.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    robot.address = f"http://127.0.0.1:{server.server_port}/send"
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    serving.start()
    try:
        yield robot
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
