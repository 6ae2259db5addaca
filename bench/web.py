"""The pages under load, with the tool and columns of the peers' table: wrk, 1, 8 and 32 clients.

Serves a school of 800 children, 90 teachers and 283,200 records with `qingshan serve` on loopback
and prints a Markdown table: requests per second · p50 / p95 in milliseconds, bytes a page, and the
ratio to the better of RosarioSIS 12 and Kolibri 0.19.5, whose figures were measured with the same
tool on a machine of the same kind. `BENCH_SECONDS` shortens each cell; `QINGSHAN_DATABASE_URL`
chooses the database (default: SQLite).
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

HERE = Path(__file__).resolve().parent
PORT = 8765
SECONDS = os.environ.get("BENCH_SECONDS", "10")
ROLLS_A_CELL = 10_000  # more than a cell takes, so that each is a roll nobody has taken
CSRF = "benchbenchbenchbenchbenchbenchbe"


@dataclass(frozen=True)
class Page:
    """One row: who asks for what, and the better peer's requests per second at each width."""

    name: str
    path: str
    who: str  # administrator, teacher or - for a stranger
    peers: tuple[float, float, float] | None
    body: str = ""
    expect: int = 200
    seconds: int = 60  # at most; sign-ins from one address are limited a minute
    takes_rolls: bool = False  # each request is the roll of another class or day


def pages(student: int, day: str) -> list[Page]:
    reading = "kind=news_reading&date={today}&title=%E6%96%B0%E9%97%BB{n}"
    return [
        Page("sign-in page", "/account/login/", "-", (332, 502, 523)),
        Page(
            "sign-in accepted",
            "/account/login/",
            "-",
            (140, 260, 260),
            "login=T{nn}&password=bench-only-password",
            302,
            seconds=3,
        ),
        Page("administrator's home", "/", "administrator", (14, 27, 22)),
        Page("teacher's home", "/", "teacher", (84, 150, 145)),
        Page(
            "list of 800 students, one page",
            "/people/students/?per=1000",
            "administrator",
            (73, 104, 101),
        ),
        Page("one student", f"/people/students/{student}/", "administrator", (151, 134, 146)),
        Page(
            "save one record",
            "/records/new/news_reading/",
            "teacher",
            (142, 204, 186),
            reading.replace("{today}", time.strftime("%Y-%m-%d")),
            302,
        ),
        Page(
            "save attendance of a class of 22",
            "/care/attendance/",
            "teacher",
            (99, 100, 86),
            takes_rolls=True,
        ),
        Page(
            "attendance of the school, one day",
            f"/care/attendance/?day={day}",
            "administrator",
            (5, 8, 8),
        ),
        Page(
            "who was absent, with every row of the day",
            f"/care/attendance/absences/?from={day}&to={day}&per=1000",
            "administrator",
            (5, 8, 8),
        ),
    ]


def run() -> str:
    wrk = shutil.which("wrk")
    if not wrk:
        return "wrk is not installed (Debian: apt-get install wrk); nothing measured."
    with tempfile.TemporaryDirectory(prefix="qingshan-bench-") as home:
        env = os.environ | {
            "QINGSHAN_HOME": home,
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
        }
        made = subprocess.run(
            [sys.executable, "-m", "bench.school"],
            env=env,
            cwd=HERE.parent,
            check=True,
            capture_output=True,
            text=True,
        )
        known = json.loads(made.stdout.splitlines()[-1])
        program = Path(sys.executable).parent / "qingshan"
        with subprocess.Popen([program, "serve", "--port", str(PORT)], env=env) as server:
            try:
                wait_until_up()
                return table(wrk, Path(home), known)
            finally:
                server.terminate()


def table(wrk: str, home: Path, known: dict) -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"{os.environ.get('QINGSHAN_DATABASE_URL', 'SQLite').split(':')[0]}; {SECONDS} s a cell",
        "",
        "| page | bytes | 1 client | 8 clients | 32 clients | × the better peer |",
        "|---|---|---|---|---|---|",
    ]
    rolls = iter(known["rolls"])
    for page in pages(known["student"], known["day"]):
        cells = [cell(wrk, home, known, page, clients, rolls) for clients in (1, 8, 32)]
        ratios = " · ".join(
            f"{c['rps'] / p:.1f}" for c, p in zip(cells, page.peers or (), strict=False)
        )
        shown = " | ".join(f"{c['rps']:.0f} · {c['p50']:.1f}/{c['p95']:.1f}" for c in cells)
        lines.append(f"| {page.name} | {cells[0]['bytes']:,.0f} | {shown} | {ratios} |")
        errors = sum(c["errors"] for c in cells)
        if errors:
            lines.append(f"| ↑ {errors:.0f} ERRORS | | | | | |")
        print(lines[-1], file=sys.stderr)
    return "\n".join(lines)


def cell(
    wrk: str, home: Path, known: dict, page: Page, clients: int, rolls: Iterator[list[str]]
) -> dict[str, float]:
    sessions = home / "sessions.txt"
    keys = known["sessions"].get(page.who, ["-"] * 64)
    sessions.write_text("\n".join(keys) + "\n")
    body = home / "body.txt"
    body.write_text(page.body)
    deeds = home / "deeds.txt"
    if page.takes_rolls:
        deeds.write_text("".join("\t".join(roll) + "\n" for roll in islice(rolls, ROLLS_A_CELL)))
    ask_once(page, keys[0])
    env = os.environ | {
        "BENCH_SESSIONS": str(sessions),
        "BENCH_BODY": str(body) if page.body else "",
        "BENCH_DEEDS": str(deeds) if page.takes_rolls else "",
    }
    done = subprocess.run(
        [
            wrk,
            "-t1",
            f"-c{clients}",
            f"-d{min(int(SECONDS), page.seconds)}s",
            "--timeout",
            "10s",
            "-s",
            HERE / "wrk.lua",
            f"http://127.0.0.1:{PORT}{page.path}",
        ],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    figures = next(line for line in done.stdout.splitlines() if line.startswith("CELL")).split()[1:]
    return dict(zip(("rps", "p50", "p95", "errors", "bytes"), map(float, figures), strict=True))


def ask_once(page: Page, session: str) -> None:
    """Makes sure that what is measured is the page itself and no redirect to the sign-in."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    headers = {"Cookie": f"csrftoken={CSRF}; sessionid={session}", "X-CSRFToken": CSRF}
    if page.body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = page.body.replace("{nn}", "021").replace("{n}", "1")
        connection.request("POST", page.path, body, headers)
    else:
        connection.request("GET", page.path, headers=headers)
    answer = connection.getresponse()
    location = answer.headers.get("Location", "")
    if answer.status != page.expect or "login" in location:
        raise SystemExit(f"{page.name}: {page.path} answered {answer.status} {location}")


def wait_until_up() -> None:
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            connection.request("GET", "/account/login/")
            connection.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    print(run())
