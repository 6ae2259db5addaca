"""Monday morning: everybody at once, and what is lost, slow or refused.

Three scenes, each on `qingshan serve` with a database of its own (`QINGSHAN_DATABASE_URL` for
PostgreSQL): a school of 3,000 children whose 200 staff open their page, take the rolls and write
down what they read, 50 at the same time and without a pause, which is harder than ten minutes;
their pages ten times a second while a workbook loads; and a county's server with 40 schools whose
800 staff do the same. Counts afterwards what the database holds.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.web import CSRF, PORT, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
AT_ONCE = 50
READINGS = 5
A_SECOND = 10
FORM = "application/x-www-form-urlencoded"


@dataclass
class Scene:
    """What was asked, in milliseconds, and what was not answered as it should be."""

    page: list[float] = field(default_factory=list)
    save: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, session: str, path: str, body: dict[str, object] | None = None) -> None:
        began = time.perf_counter()
        try:
            status, where = answer(session, path, body)
        except OSError as error:
            status, where = 0, str(error)
        took = (time.perf_counter() - began) * 1000
        fine = status == 200 if body is None else status in {200, 302} and "login" not in where
        with self.lock:
            (self.page if body is None else self.save).append(took)
            if not fine:
                self.wrong.append(f"{status} {path} {where}")


def answer(session: str, path: str, body: dict[str, object] | None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Cookie": f"csrftoken={CSRF}; sessionid={session}", "X-CSRFToken": CSRF}
    if body is None:
        connection.request("GET", path, headers=headers)
    else:
        connection.request("POST", path, urlencode(body), headers | {"Content-Type": FORM})
    with connection.getresponse() as told:
        told.read()
        return told.status, told.headers.get("Location", "")


def run() -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"{os.environ.get('QINGSHAN_DATABASE_URL', 'SQLite').split(':')[0]}",
        "",
        "| scene | requests | seconds | page p50 / p95 ms | save p50 / p95 ms | errors | lost |",
        "|---|---|---|---|---|---|---|",
    ]
    with served("one") as (env, known):
        lines += [morning("a school of 3,000, 200 staff, 50 at once", env, known)]
        lines += [while_loading(env, known)]
    with served("county") as (env, known):
        lines += [morning("a county's server, 40 schools, 50 at once", env, known)]
    return "\n".join(lines)


@contextmanager
def served(what: str) -> Iterator[tuple[dict[str, str], dict]]:
    with tempfile.TemporaryDirectory(prefix="qingshan-monday-") as home, database() as url:
        env = os.environ | {
            "QINGSHAN_HOME": home,
            "DJANGO_SETTINGS_MODULE": "qingshan.config.settings",
            "QINGSHAN_REMIND": "0",
        }
        if url:
            env["QINGSHAN_DATABASE_URL"] = url
        known = told_by(env, "bench.monday_school", what)
        program = Path(sys.executable).parent / "qingshan"
        with subprocess.Popen([program, "serve", "--port", str(PORT)], env=env) as server:
            try:
                wait_until_up()
                yield env, known
            finally:
                server.terminate()


@contextmanager
def database() -> Iterator[str]:
    """On a server, one that is gone afterwards; on SQLite the home has its own."""
    server = os.environ.get("QINGSHAN_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"qingshan_monday_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.rsplit("/", 1)[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def told_by(env: dict[str, str], module: str, *words: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=env,
        cwd=HERE.parent,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def morning(title: str, env: dict[str, str], known: dict) -> str:
    scene = Scene()
    before = told_by(env, "bench.monday_school", "count")
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda person: begin_the_day(scene, person, known["day"]), known["people"]))
    took = time.perf_counter() - began
    after = told_by(env, "bench.monday_school", "count")
    wanted = {
        "records": READINGS * len(known["people"]),
        "rolls": sum(person["class"] is not None for person in known["people"]),
    }
    lost = sum(before[name] + wanted[name] - after[name] for name in wanted)
    return row(title, scene, took, str(lost))


def begin_the_day(scene: Scene, person: dict, day: str) -> None:
    session = person["session"]
    scene.ask(session, person["home"])
    if person["class"] is not None:
        roll = f"/care/attendance/{person['class']}/morning/{day}/"
        scene.ask(session, roll)
        absent = person["child"]
        scene.ask(session, roll, {"seen": "", f"absent_{absent}": "on", f"reason_{absent}": "sick"})
    for number in range(READINGS):
        scene.ask(session, "/records/new/news_reading/")
        told = {"kind": "news_reading", "date": known_day(), "title": f"周一的新闻{number}"}
        scene.ask(session, "/records/new/news_reading/", told)


def known_day() -> str:
    return time.strftime("%Y-%m-%d")


def while_loading(env: dict[str, str], known: dict) -> str:
    """Their own page, at fixed moments whether or not the one before has been answered."""
    scene = Scene()
    book = Path(env["QINGSHAN_HOME"]) / "another.xlsx"
    told_by(env, "bench.monday_school", "book", str(book))
    program = Path(sys.executable).parent / "qingshan"
    began, asked = time.perf_counter(), 0
    with (
        subprocess.Popen([program, "load", str(book)], env=env, stderr=subprocess.DEVNULL) as load,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        while load.poll() is None:
            person = known["people"][asked % len(known["people"])]
            pool.submit(scene.ask, person["session"], person["home"])
            asked += 1
            time.sleep(max(0.0, began + asked / A_SECOND - time.perf_counter()))
    if load.returncode:
        scene.wrong.append(f"the load ended with {load.returncode}")
    return row("the same pages while a workbook loads", scene, time.perf_counter() - began, "0")


def row(title: str, scene: Scene, took: float, lost: str) -> str:
    for wrong in scene.wrong[:5]:
        print(wrong, file=sys.stderr)
    asked = len(scene.page) + len(scene.save)
    page, save = shown(scene.page), shown(scene.save)
    return f"| {title} | {asked:,} | {took:.1f} | {page} | {save} | {len(scene.wrong)} | {lost} |"


def shown(taken: list[float]) -> str:
    if not taken:
        return ""
    ranked = sorted(taken)
    return f"{ranked[len(ranked) // 2]:.0f} / {ranked[int(len(ranked) * 0.95)]:.0f}"


if __name__ == "__main__":
    print(run())
