"""What a reader of English keeps is kept in Chinese, the language of the school's rows."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from auditlog.models import LogEntry
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from lxml import html

from qingshan.access.audit import note
from qingshan.growth.models import StageReview
from qingshan.indicators.models import PublishedDocument
from qingshan.kit.words import tr
from qingshan.people.models import Leave
from tests.routes import ROUTES
from tests.words.finding import ROOT
from tests.words.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS = ("administrator", "principal", "student_affairs", "homeroom")
NEW_EACH_TIME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
CHOOSES_A_LANGUAGE = "ancestor-or-self::form[contains(@action, '/language')]"


def sent_by(page: str) -> set[tuple[str, str]]:
    """Each value that a form of the page may send, by the name it is sent under."""
    return {
        (name, NEW_EACH_TIME.sub("", value))
        for name, value in _values(html.document_fromstring(page))
        if name != "csrfmiddlewaretoken"
    }


def _values(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for one in page.xpath("//input|//button|//option|//textarea"):
        if one.xpath(CHOOSES_A_LANGUAGE):
            continue
        if one.tag == "option":
            (box, *_) = one.xpath("ancestor::select|ancestor::datalist")
            yield box.get("name") or box.get("id") or "", one.get("value", one.text or "")
        else:
            written = (one.text or "") if one.tag == "textarea" else ""
            yield one.get("name", ""), one.get("value", written)
    for box in page.xpath("//input[@data-offers]"):
        (offers,) = page.xpath("//*[@id=$place]", place=box.get("data-offers"))
        for line in (offers.text or "").split("\n"):
            _, *texts = line.split("|")
            yield from ((box.get("name"), text.partition("~")[0]) for text in texts)


@pytest.mark.parametrize("who", READERS)
def test_a_form_sends_the_same_in_both_languages(client, cast, who):
    other, forms = {}, 0
    for name in sorted(name for name, route in ROUTES.items() if route.expected(who) == "open"):
        with transaction.atomic():
            args = ROUTES[name].args(cast)
            cast.sign_in(client, who)
            chinese, english = (page_of(client, name, args, each) for each in ("zh-hans", "en"))
            transaction.set_rollback(True)
        if "<form" in chinese:
            forms += 1
            if differ := sent_by(chinese) ^ sent_by(english):
                other[name] = sorted(differ)
    assert other == {}
    assert forms > 20


def test_an_own_reason_of_an_end_is_kept_as_it_was_written(client, cast):
    """The page is opened, filled, sent and opened again in English."""
    args = ROUTES["people:pairing"].args(cast)
    cast.sign_in(client, "principal")
    page = html.document_fromstring(page_of(client, "people:pairing", args, "en"))
    (own,) = page.xpath("//label[contains(., 'Other')]//input[@name='because']/@value")
    sent = {"on": "2026-10-31", "because": own, "words": "搬家了"}
    assert client.post(reverse("people:pairing_end", args=args), sent).status_code == 302
    page = html.document_fromstring(page_of(client, "people:pairing", args, "en"))
    assert page.xpath("//input[@name='because'][@checked]/@value") == [own]
    assert page.xpath("//input[@name='words']/@value") == ["搬家了"]


def test_a_listed_reason_is_kept_in_chinese(client, cast):
    args = ROUTES["people:pairing"].args(cast)
    cast.sign_in(client, "principal")
    sent = {"on": "2026-10-31", "because": "任务完成", "words": ""}
    client.cookies["language"] = "en"
    client.post(reverse("people:pairing_end", args=args), sent)
    assert page_of(client, "people:pairing", args, "zh-hans").count("任务完成") > 1


def test_modules_hold_the_same_in_whatever_language_they_are_imported():
    """One that is first needed by a page in English is there for the next reader's in Chinese."""
    assert held_after_importing("en") == held_after_importing("zh-hans")


def held_after_importing(language: str) -> set[str]:
    place = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    told = subprocess.run(
        [sys.executable, "-m", "tests.words.imported", language],
        env=os.environ | place | {"PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    held = told.stdout.decode().splitlines()
    assert len(held) > 5000
    return {line.partition(": ")[2] for line in held}


def test_sealed_words_that_were_joined_are_kept_in_chinese(cast):
    with translation.override("en"):
        words = tr("、").join([tr("孩子"), "3" + tr("老师")])
        assert str(words) != "孩子、3老师"
        kept = StageReview.objects.create(
            school=cast.school,
            staff=cast.staff["teacher"],
            by=cast.staff["teacher"],
            words=words,
            on=dt.date(2026, 11, 2),
        )
    kept.refresh_from_db()
    assert kept.words == "孩子、3老师"


def test_the_audit_log_calls_rows_by_their_chinese_names(cast):
    """Both what is noted of a deed and what is noted whenever a row is saved."""
    leave = Leave(school=cast.school, staff=cast.staff["teacher"], kind="personal")
    leave.starts_on = dt.date(2026, 11, 2)
    with translation.override("en"):
        leave.save()
        note(actor=None, deed="look", subject=leave, school_id=cast.school.pk)
    called = set(LogEntry.objects.get_for_object(leave).values_list("object_repr", flat=True))
    assert called == {"吴老师 事假 2026-11-02"}


@pytest.mark.parametrize("key", ["case", "term-summary", "term-tables", "branch-report"])
def test_a_document_is_chinese_whoever_makes_it(client, cast, key):
    """Its name and all that is in it; of when it was written nothing is compared."""
    cast.sign_in(client, "principal")
    made = []
    for language in ("zh-hans", "en"):
        client.cookies["language"] = language
        answer = client.get(reverse("reports:document_file", args=[key]))
        with zipfile.ZipFile(BytesIO(answer.content)) as file:
            parts = {name: file.read(name) for name in file.namelist() if "docProps" not in name}
        made.append((answer.headers["Content-Disposition"], parts))
    assert made[0] == made[1]


def test_a_document_is_published_under_its_chinese_name(client, cast):
    cast.sign_in(client, "principal")
    client.cookies["language"] = "en"
    client.post(reverse("reports:document_publish", args=["term-summary"]), {"remark": ""})
    [held] = PublishedDocument.objects.all()
    assert held.title == "青山镇学校2026—2027 学年上学期工作总结"
