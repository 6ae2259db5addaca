"""When a page first shows something on a village's line, in Chromium held to 400 kbit/s and 400 ms.

Serves the demonstration school with `qingshan serve` on loopback; each page is opened by a browser
that holds nothing of the house yet, five times. Prints a Markdown table: the median of the first
contentful paint, the bytes of the page and of the whole first visit, and what the browser waits for
before it paints. Aim: 2.5 s for a home page. `BENCH_TIMES` says how often each is opened.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PORT = 8766
HOUSE = f"http://127.0.0.1:{PORT}"
TIMES = int(os.environ.get("BENCH_TIMES", "5"))
BITS, LATENCY = 400_000, 400  # a second; milliseconds before each answer
PAGES = (
    ("a stranger", "the sign-in", "/account/login/"),
    ("homeroom", "home of a homeroom teacher", "/"),
    ("principal", "home of a principal", "/"),
    ("principal", "the sheet of a visit, 780 children to choose from", "/records/new/home_visit/"),
    ("principal", "list of 780 children", "/people/students/"),
    ("principal", "calendar of a year", "/school/calendar/"),
)
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FETCHED = """() => ['navigation', 'resource'].flatMap(
  kind => performance.getEntriesByType(kind)).map(
  each => [each.transferSize, each.renderBlockingStatus])"""


def run() -> str:
    lines = [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "",
        "| page | first paint | page, kB | first visit, kB | sheets waited for |",
        "|---|---|---|---|---|",
    ]
    with served(), sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        lines[0] += f", Chromium {browser.version}"
        known = {who: signed_in(browser, who) for who in ("homeroom", "principal")}
        for who, name, path in PAGES:
            seen = [opened(browser, known.get(who, []), path) for _ in range(TIMES)]
            painted = statistics.median(first for first, _ in seen)
            fetched = seen[-1][1]
            page, visit = fetched[0][0] / 1000, sum(size for size, _ in fetched) / 1000
            waits = sum(status == "blocking" for _, status in fetched)
            lines.append(
                f"| {name} | {painted / 1000:.1f} s | {page:.0f} | {visit:.0f} | {waits} |"
            )
        browser.close()
    return "\n".join(lines)


@contextmanager
def served() -> Iterator[None]:
    home = tempfile.mkdtemp(prefix="qingshan-bench-")
    env = os.environ | {"QINGSHAN_HOME": home}
    program = [str(Path(sys.executable).parent / "qingshan")]
    subprocess.run([*program, "demo", "--no-serve"], env=env, check=True, capture_output=True)
    server = subprocess.Popen([*program, "serve", "--port", str(PORT)], env=env)
    try:
        wait_until_it_answers()
        yield
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(home, ignore_errors=True)


def wait_until_it_answers() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(HOUSE + "/account/login/").close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(HOUSE)


def signed_in(browser: Browser, who: str) -> list[Any]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(HOUSE + "/account/login/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", "qingshan-demo")
    page.press("[name=password]", "Enter")
    page.wait_for_url(HOUSE + "/")
    cookies: list[Any] = context.cookies()
    context.close()
    return cookies


def opened(browser: Browser, cookies: list[Any], path: str) -> tuple[float, list[Any]]:
    """The first paint in milliseconds; of all that was fetched its bytes and whether waited for."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", service_workers="block"
    )
    context.add_cookies(cookies)
    page = context.new_page()
    line = context.new_cdp_session(page)
    speed = {"downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8, "latency": LATENCY}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    page.goto(HOUSE + path)
    page.wait_for_load_state("networkidle")
    painted, fetched = page.evaluate(PAINTED), page.evaluate(FETCHED)
    context.close()
    return painted, fetched
