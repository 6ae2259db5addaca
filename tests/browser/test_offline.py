"""A visit in a village without a signal: the wire is cut, the browser killed, a phone lent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, PHONE, QUIET, in_hand
from tests.browser.reading import PATIENCE, says, until
from tests.browser.test_capture import come_in
from tests.browser.wire import Wire
from tests.records.test_evidence import photograph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

OFFLINE = "/records/offline/"


@pytest.fixture
def wire(demo_site: Site) -> Iterator[Wire]:
    held = Wire(demo_site.address)
    yield held
    held.close()


@pytest.fixture
def phones(browser) -> Iterator[list[BrowserContext]]:
    """Two phones: touched, not pointed at."""
    held = [in_hand(browser, has_touch=True) for _ in range(2)]
    yield held
    for context in held:
        context.close()


def sign_in_once(page: Page, wire: Wire, site: Site, who: str = "homeroom") -> None:
    """After it the phone is ready, without the offline page having been asked for."""
    come_in(page, type(site)(site.home, site.env, wire.address), who)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    takes_along(page)


def takes_along(page: Page, once: str = "") -> None:
    """Waits until the phone holds its list, and on it the sheet of that name."""
    until(
        page,
        """async (once) => {
          const held = await vault.get(await vault.who() || '', 'bundle', 'it');
          return held && (!once || held.coming.some(one => one.id === once));
        }""",
        once,
    )


def open_offline(page: Page, wire: Wire) -> None:
    page.goto(wire.address + OFFLINE)
    page.locator("main[data-ready]").wait_for()


def say(page: Page, sentence: str) -> None:
    page.locator("#line", has_text=sentence).wait_for()


def write_visit(page: Page, content: str) -> None:
    page.locator("#kinds button", has_text="家访").first.click()
    page.get_by_label("孩子").select_option(index=1)
    page.get_by_label("内容", exact=True).fill(content)


def arrived(page: Page, site: Site, content: str) -> list[dict[str, Any]]:
    """The person's records that say so, as the server has them."""
    sent = page.request.get(f"{site.address}/records/offline/bundle/").json()["sent"]
    return [one for one in sent if content in one["fields"]["content"]]


def typed(page: Page) -> None:
    """A person who types gives the device these few milliseconds at every key."""
    page.evaluate("() => sheetForm.keeping")


@pytest.mark.system("C5")
def test_a_visit_without_a_signal_survives_a_closed_page_and_arrives_once(
    browser, phones, wire, demo_site
):
    phone = phones[0]
    page = phone.new_page()
    sign_in_once(page, wire, demo_site)
    wire.cut()
    page.goto(wire.address + "/")  # whatever page is asked for, the one that works is shown
    page.locator("main[data-ready]").wait_for()
    say(page, "没有信号")
    write_visit(page, "南河村路不好走")
    typed(page)
    page.close()  # not saved, not left: closed

    page = phone.new_page()
    open_offline(page, wire)
    page.locator("#waiting button", has_text="没写完").click()
    expect(page.get_by_label("内容", exact=True)).to_have_value("南河村路不好走")
    page.get_by_label("内容", exact=True).fill("南河村路不好走，校车改了站")
    page.get_by_label("沟通").check()
    page.set_input_files(
        "#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.locator("#photos img").wait_for()
    page.get_by_role("button", name="记下").click()
    page.locator("#waiting button", has_text="等着送").wait_for()

    wire.mend()
    wire.losing = True  # the server takes it, the phone never hears of it
    page.get_by_role("button", name="现在送出").click()
    say(page, "没有信号")
    page.locator("#waiting button", has_text="等着送").wait_for()
    wire.mend()
    page.get_by_role("button", name="现在送出").click()
    say(page, "送到了：家访")
    expect(page.locator("#waiting button")).to_have_count(0)

    desk = in_hand(browser).new_page()
    come_in(desk, demo_site, "homeroom")
    (record,) = arrived(desk, demo_site, "南河村路不好走")
    assert record["fields"]["parts"] == ["talk"]
    desk.goto(f"{demo_site.address}/records/{record['record']}/")
    says(desk, "校车改了站")
    expect(desk.locator("main a", has_text="photo.jpg")).to_have_count(1)
    desk.context.close()


@pytest.mark.system("C5")
def test_two_phones_that_edit_the_same_visit_show_both_and_let_a_person_choose(
    browser, phones, wire, demo_site
):
    first, second = (phone.new_page() for phone in phones)
    sign_in_once(first, wire, demo_site)
    open_offline(first, wire)
    write_visit(first, "两台手机开头一样")
    first.get_by_role("button", name="记下").click()
    say(first, "送到了")
    sign_in_once(second, wire, demo_site)
    for page in (first, second):
        open_offline(page, wire)
        say(page, "有信号")
    wire.cut()
    for page, words in ((first, "第一台改的"), (second, "第二台改的")):
        page.locator("#sent button", has_text="两台手机开头一样").click()
        page.get_by_label("内容", exact=True).fill(words)
        page.get_by_role("button", name="记下").click()
        page.locator("#waiting button", has_text=words).wait_for()
    wire.mend()
    first.get_by_role("button", name="现在送出").click()
    say(first, "送到了")
    second.get_by_role("button", name="现在送出").click()
    second.locator("#waiting button", has_text="两份不一样").click()
    for words in ("第一台改的", "第二台改的"):
        second.locator("#both").get_by_text(words).first.wait_for()
    expect(second.locator("#both mark")).to_have_count(2)
    second.get_by_role("button", name="用这台手机上的").click()
    say(second, "送到了")
    desk = in_hand(browser).new_page()
    come_in(desk, demo_site, "homeroom")
    assert not arrived(desk, demo_site, "第一台改的")
    assert len(arrived(desk, demo_site, "第二台改的")) == 1
    desk.context.close()


@pytest.mark.system("C5")
def test_signing_out_asks_about_what_is_not_sent_and_leaves_nothing(phones, wire, demo_site):
    page = phones[0].new_page()
    sign_in_once(page, wire, demo_site, "teacher")
    open_offline(page, wire)
    say(page, "有信号")
    page.locator("#home summary", has_text="别的").click()
    page.locator("#others button", has_text="新闻阅读").first.click()
    page.get_by_label("题目").fill("一条没送出去的新闻")
    page.get_by_role("button", name="先放着").click()
    page.locator("#waiting button").wait_for()

    page.goto(wire.address + "/account/logout/")
    page.locator("main").get_by_role("button", name="退出").click()
    page.locator("#unsent", has_text="还有 1 条没有送到").wait_for()
    page.get_by_role("button", name="不退了").click()
    page.goto(wire.address + "/")
    page.locator(".bottombar").wait_for()  # still signed in

    boxes = """() => new Promise(done => {
      const asked = indexedDB.open('qingshan-vault');
      asked.onsuccess = () => {
        const stores = asked.result.transaction(['keys', 'boxes']);
        const [keys, boxes] = ['keys', 'boxes'].map(name => stores.objectStore(name).getAll());
        stores.oncomplete = () => done([keys.result.length, boxes.result.length,
          new TextDecoder('latin1').decode(new Uint8Array(boxes.result.flatMap(
            box => [...new Uint8Array(box.sealed)])))]);
      };
    })"""
    keys, held, bytes_ = page.evaluate(boxes)
    assert keys
    assert held
    assert "没送出去".encode().decode("latin1") not in bytes_
    page.goto(wire.address + "/account/logout/")
    page.locator("main").get_by_role("button", name="退出").click()
    page.get_by_role("button", name="不要了，退出").click()
    page.locator("input[name=login]").wait_for()
    left = page.evaluate(boxes)
    assert left == [0, 0, ""]
    wire.cut()
    page.goto(wire.address + OFFLINE)
    say(page, "请先在有信号的地方登录一次")


@pytest.mark.system("C5")
def test_a_browser_that_is_killed_keeps_every_key_that_was_pressed(browser, wire, demo_site):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:

        def opened() -> BrowserContext:
            own = browser.browser_type.launch_persistent_context(
                folder, executable_path=CHROMIUM, args=QUIET, viewport=PHONE, has_touch=True
            )
            own.set_default_timeout(PATIENCE)
            return own

        phone = opened()
        page = phone.new_page()
        sign_in_once(page, wire, demo_site)
        wire.cut()
        open_offline(page, wire)
        write_visit(page, "")
        page.get_by_label("内容", exact=True).press_sequentially("路上没电了")
        typed(page)
        kill_browser_of(folder)
        phone = opened()
        page = phone.new_page()
        open_offline(page, wire)
        page.locator("#waiting button", has_text="没写完").click()
        expect(page.get_by_label("内容", exact=True)).to_have_value("路上没电了")
        phone.close()


def kill_browser_of(folder: str) -> None:
    """All its processes at once, as when the battery ends; what they locked is theirs no more."""
    while pids := processes_with(f"--user-data-dir={folder}"):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    for lock in Path(folder).glob("Singleton*"):
        lock.unlink()


def processes_with(word: str) -> list[int]:
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,stat=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in listed.stdout.splitlines() if word in line]
    return [int(pid) for pid, state, _ in lines if not state.startswith("Z")]
