"""A hostile hand goes through the house by its links, and strikes at each address and form once.

Of addresses that one view answers, the first is taken. Every word behind the `?` and every field of
every form gets what `strikes` has; nothing of it stays.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import Resolver404, resolve

from tests.walls.outlets import ASIDE
from tests.walls.strikes import SIGN, STRIKES, wrongs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag
    from django.test import Client

ALWAYS = ("next", "page", "q", "sort", "order")
"""Words that are tried at every address, asked for or not."""
SILENT = ("submit", "button", "image", "reset")


@dataclass(frozen=True)
class Form:
    address: str
    method: str
    fields: tuple[tuple[str, str, str], ...]
    """Name, kind and what stands in it."""

    @property
    def shape(self) -> tuple[object, ...]:
        """Forms of one view with the same fields are one form."""
        return (view_of(self.address), self.method, *sorted({name for name, *_ in self.fields}))


@dataclass
class Crawl:
    client: Client
    thorough: bool
    wrong: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    shown: int = 0
    """Pages on which something that had been struck in stood, as words."""
    turns: Iterator[str] = field(default_factory=lambda: cycle(STRIKES.values()))
    words: dict[str, set[str]] = field(default_factory=dict)
    """Address, the first of its view → the words behind its `?`."""
    forms: dict[tuple[object, ...], Form] = field(default_factory=dict)

    def go(self, start: str) -> None:
        self.look(start)
        for address, words in self.words.items():
            self.strike_words(address, words)
        for form in self.forms.values():
            self.strike_form(form)

    def look(self, start: str) -> None:
        """Everything that can be reached; the forms and words that stand there."""
        left, first = [start], {view_of(start): start}
        while left:
            address = left.pop()
            body = self.send("get", address, {})
            soup = BeautifulSoup(body, "lxml")
            for form in soup.find_all("form"):
                for one in forms_of(address, form):
                    self.take(one)
            for link in links_of(address, soup):
                view, split = view_of(link.path), link
                if view is None or ASIDE.match(split.path):
                    continue
                if view not in first:
                    first[view] = split.path
                    left.append(split.path)
                asked = {name for name, _ in parse_qsl(split.query)}
                self.words.setdefault(first[view], set()).update(asked)

    def take(self, form: Form) -> None:
        to_the_house = form.method in {"get", "post"} and view_of(form.address)
        if not to_the_house or ASIDE.match(form.address):
            return
        if form.method == "get":
            self.words.setdefault(form.address, set()).update(name for name, *_ in form.fields)
        else:
            self.forms.setdefault(form.shape, form)

    def strike_words(self, address: str, words: set[str]) -> None:
        """In all words at once, and in each word alone."""
        words = words | set(ALWAYS)
        for strike in self.some(3):
            self.send("get", address, dict.fromkeys(sorted(words), strike))
        for word in sorted(words - set(ALWAYS)):
            for strike in self.some(1):
                self.send("get", address, {word: strike})

    def strike_form(self, form: Form) -> None:
        """In all that one may type in, and in each field alone."""
        filled = {name: found for name, kind, found in form.fields if kind != "file"}
        typed = [name for name, kind, _ in form.fields if kind in {"text", "hidden"}]
        for strike in self.some(3 if typed else 1):
            self.send("post", form.address, filled | dict.fromkeys(typed, strike))
        for name, kind, _ in form.fields:
            for strike in self.some(1):
                given = a_file(strike) if kind == "file" else strike
                self.send("post", form.address, filled | {name: given})

    def some(self, few: int) -> list[str]:
        """All strikes, or so many: those whose turn it is."""
        return [next(self.turns) for _ in range(len(STRIKES) if self.thorough else few)]

    def send(self, method: str, address: str, told: dict[str, Any]) -> str:
        """The page that came, if it was one; who is signed in stays so."""
        self.sent += 1
        cookies = self.client.cookies.copy()
        with transaction.atomic():
            answer = getattr(self.client, method)(address, told)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        self.client.cookies = cookies
        text = body.decode("utf-8", "replace")
        for one in wrongs(address, answer, text):
            struck = [name for name, strike in STRIKES.items() if strike in told.values()]
            at = sorted(name for name, value in told.items() if value in STRIKES.values())
            self.wrong[f"{method} {view_of(address)} {one} {struck} at {at[:6]}"] += 1
        is_page = answer.get("Content-Type", "").startswith("text/html")
        self.shown += is_page and f"&lt;{SIGN}" in text
        if answer.status_code == 302:
            return f'<a href="{answer["Location"]}"></a>' if not told else ""
        return text if is_page else ""


def a_file(strike: str) -> io.BytesIO:
    made = io.BytesIO(strike.encode())
    made.name = strike.replace("\x00", "") + ".jpg"
    return made


def view_of(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def links_of(address: str, soup: BeautifulSoup) -> Iterator[Any]:
    for element in soup.select("a[href], [hx-get]"):
        split = urlsplit(urljoin(address, str(element.get("href") or element.get("hx-get"))))
        if not split.netloc:
            yield split


def forms_of(address: str, form: Tag) -> Iterator[Form]:
    """One for each address that a button of it sends to."""
    method = str(form.get("method") or ("post" if form.get("hx-post") else "get")).lower()
    own = str(form.get("action") or form.get("hx-post") or "")
    buttons = form.select("button:not([type=button]), input[type=submit]")
    for to in {str(button.get("formaction") or own) for button in buttons} or {own}:
        path = urlsplit(urljoin(address, to)).path
        yield Form(path, method, tuple(fields_of(form)))


def fields_of(form: Tag) -> Iterator[tuple[str, str, str]]:
    for element in form.select("input[name], textarea[name], select[name], button[name]"):
        name, kind = str(element["name"]), str(element.get("type") or "text")
        if name == "csrfmiddlewaretoken" or kind in SILENT:
            continue
        if element.name == "select":
            chosen = element.select_one("option[selected]") or element.select_one("option")
            yield name, "choice", str(chosen.get("value") or "") if chosen else ""
        elif element.name == "textarea":
            yield name, "text", element.get_text()
        elif kind in {"checkbox", "radio", "file", "hidden"}:
            yield name, kind, str(element.get("value") or "on")
        else:
            yield name, "text", str(element.get("value") or "")
