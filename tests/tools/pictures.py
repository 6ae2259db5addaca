"""Makes the pictures of the documentation anew: `python3 run.py pictures [--at ADDRESS] [NAME …]`.

From a demonstration school of its own, or the one served at ADDRESS, in a browser, by opening and
clicking what a person would. The clock of a school of its own is set so that it is morning there;
made on a school day, lessons are on the pages.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, DESK, PHONE, QUIET, in_hand, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLACE = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 60_000  # bytes
MORNING = 8  # o'clock
SHARPNESS = 1.5  # pixels of the picture for one of the page
MAIN = "#main"
IN_CHINESE = {**os.environ, "LANGUAGE": "zh_CN"}  # what the browser itself says
PASSWORD = "qingshan-demo"


@dataclass(frozen=True)
class Picture:
    """What `who` sees after these steps: addresses to open, or patterns of words to click."""

    name: str
    who: str
    steps: tuple[str, ...] = ()
    size: dict[str, int] | None = None
    then: Callable[[Page], None] | None = None


def at_desk(
    name: str, who: str, *steps: str, then: Callable[[Page], None] | None = None
) -> Picture:
    return Picture(name, who, steps, DESK, then)


def in_the_hand(
    name: str, who: str, *steps: str, then: Callable[[Page], None] | None = None
) -> Picture:
    return Picture(name, who, steps, PHONE, then)


def write_a_visit(page: Page) -> None:
    page.get_by_label("内容").fill("奶奶身体好些了。孩子说想多读点故事书，答应下周带两本去。")
    page.get_by_label("政策宣传").check()


def read_the_news(page: Page) -> None:
    page.get_by_label("题目").fill("山里的小学")
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：新闻阅读。").wait_for()


def open_help(page: Page) -> None:
    page.get_by_text("我帮扶的孩子").first.scroll_into_view_if_needed()


PICTURES = (
    at_desk("home", "principal", "/"),
    in_the_hand("sign-in", "", "/account/login/"),
    in_the_hand("today", "teacher", "/"),
    in_the_hand("today-below", "homeroom", "/", then=open_help),
    in_the_hand("account", "teacher", "/access/me/"),
    in_the_hand("write", "homeroom", "/records/new/"),
    in_the_hand("visit", "homeroom", "/records/new/home_visit/", then=write_a_visit),
    in_the_hand("saved", "teacher", "/records/new/news_reading/", then=read_the_news),
    in_the_hand("visits", "homeroom", "/care/visits/"),
    in_the_hand("offline", "homeroom", "/records/offline/"),
    in_the_hand("roll", "homeroom", "/care/attendance/", "年级.*班"),
    in_the_hand("child", "homeroom", "/", "上次家访|没有家访过"),
    in_the_hand("case", "homeroom", "/care/cases/new/"),
    in_the_hand("duties", "teacher", "/programmes/mine/"),
    in_the_hand("drops", "teacher", "/character/drops/"),
    in_the_hand("observe", "teacher", "/teaching/observations/new/"),
    in_the_hand("mentoring", "teacher", "/growth/mentoring/", r"^(?!师傅)\S+ → "),
    at_desk("documents", "secretary", "/reports/"),
    at_desk("case-document", "secretary", "/reports/", "^案例报告"),
    at_desk("workbook", "admin", "/exchange/"),
    at_desk("accounts", "admin", "/people/accounts/"),
    at_desk("calendar", "admin", "/school/calendar/"),
    at_desk("county", "county", "/county/"),
    at_desk("county-school", "county", "/county/", "青山镇学校"),
    at_desk("county-sees", "principal", "/county/package/"),
)


def main(words: list[str]) -> int:
    asked = argparse.ArgumentParser(description="makes the pictures of the documentation")
    asked.add_argument("--at", help="the address of a demonstration school with its county")
    asked.add_argument("names", nargs="*", help="only these")
    told = asked.parse_args(words)
    chosen = [one for one in PICTURES if not told.names or one.name in told.names]
    if told.at:
        make(chosen, told.at.rstrip("/"))
        return 0
    os.environ["QINGSHAN_TIME_ZONE"] = where_it_is_morning(datetime.now(UTC).hour)
    with serving(prepare=["demo", "--county", "--no-serve"]) as site:
        make(chosen, site.address)
    return 0


def make(chosen: list[Picture], address: str) -> None:
    PLACE.mkdir(exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET, env=IN_CHINESE)
        for one in chosen:
            file = PLACE / f"{one.name}.webp"
            file.write_bytes(small(taken(browser, one, address)))
            print(f"{file.stat().st_size / 1000:5.1f} kB  {file.name}", flush=True)
        browser.close()


def where_it_is_morning(hour: int) -> str:
    """The zone in which it is morning at that hour of UTC; POSIX turns the sign round."""
    ahead = (MORNING - hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}"


def taken(browser: Browser, one: Picture, address: str) -> bytes:
    context = in_hand(browser, one.size or PHONE, device_scale_factor=SHARPNESS)
    page = context.new_page()
    if one.who:
        come_in(page, address, one.who)
    for step in one.steps:
        if step.startswith("/"):
            page.goto(address + step)
        else:
            page.locator(MAIN).get_by_role("link", name=re.compile(step)).first.click()
        page.wait_for_load_state("networkidle")
    if one.then:
        one.then(page)
    picture = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return picture


def come_in(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/account/login/")
    page.get_by_label("账号").fill(who)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.get_by_role("button", name="自己看").click()  # a school of one's own offers no tour
    page.wait_for_load_state()


def small(png: bytes) -> bytes:
    """As WebP, as sharp and as good as fits."""
    taken = Image.open(io.BytesIO(png)).convert("RGB")
    for smaller in (1, 1.2, SHARPNESS):
        size = (round(taken.width / smaller), round(taken.height / smaller))
        picture = taken.resize(size, Image.Resampling.LANCZOS)
        for quality in range(85, 50, -5):
            written = io.BytesIO()
            picture.save(written, "WEBP", quality=quality, method=6)
            if written.tell() <= LARGEST:
                return written.getvalue()
    raise ValueError("the picture is too large at any quality")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
