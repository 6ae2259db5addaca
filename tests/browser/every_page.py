"""Every page that a person can open, as the one of the cast who sees most of it.

The pages are asked for first and handed to the browser afterwards as a server would hand them, with
their own headers: neither a server nor the database need run while the browser does.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import transaction
from django.urls import reverse

from tests.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from playwright.sync_api import BrowserContext, Page, Route

    from tests.cast import Cast

HOUSE = "http://house.test"
AS = (
    "principal",
    "secretary",
    "student_affairs",
    "administrator",
    "homeroom",
    "group_head",
    "teacher",
    "county_officer",
    "stranger",
)
"""In which order somebody is looked for who may open an address."""

OF_EACH = frozenset({"desk:home", "desk:overview", "desk:search", "kit:patterns"})
"""Pages that are another for each who opens them."""


@dataclass(frozen=True)
class Sent:
    """A page as it was sent to one of the cast."""

    name: str
    who: str
    address: str
    headers: dict[str, str]
    body: bytes
    weight: int
    """Bytes on the line."""

    def __str__(self) -> str:
        return f"{self.name} as {self.who}"


def pages_of(client: Client, cast: Cast, names: list[str]) -> Iterator[Sent]:
    for name in names:
        route = ROUTES[name]
        able = [who for who in AS if route.expected(who) == "open"]
        for who in able if name in OF_EACH else able[:1]:
            if (sent := sent_to(client, cast, who, name)) is not None:
                yield sent


def sent_to(client: Client, cast: Cast, who: str, name: str) -> Sent | None:
    """What one of the cast gets at an address, if it is a page; nothing it wrote stays."""
    with transaction.atomic():
        address = reverse(name, args=ROUTES[name].args(cast))
        answer = cast.sign_in(client, who).get(address, headers={"Accept-Encoding": "gzip"})
        sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    body = gzip.decompress(sent) if answer.headers.pop("Content-Encoding", "") else sent
    is_page = answer["Content-Type"].startswith("text/html") and b"<html" in body[:100]
    if not is_page or "attachment" in answer.get("Content-Disposition", ""):
        return None
    return Sent(name, who, address, dict(answer.headers), body, len(sent))


class Shelf:
    """Hands a browser the page that lies on it and the house's own files, and nothing else."""

    def __init__(self, context: BrowserContext) -> None:
        self.files: dict[str, str] = {}
        self.sent: Sent | None = None
        context.route("**/*", self.hand)

    def open(self, page: Page, sent: Sent) -> None:
        self.sent = sent
        page.goto(HOUSE + sent.address)

    def hand(self, route: Route) -> None:
        if route.request.is_navigation_request() and self.sent:
            headers = {k: v for k, v in self.sent.headers.items() if k != "Content-Length"}
            route.fulfill(headers=headers, body=self.sent.body)
        elif file := self.file(urlsplit(route.request.url).path):
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, body="")

    def file(self, path: str) -> str:
        if path not in self.files:
            found = finders.find(path.removeprefix("/static/")) if "/static/" in path else None
            self.files[path] = str(found or "")
        return self.files[path]
