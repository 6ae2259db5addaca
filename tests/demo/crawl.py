"""A person who taps every link, and one who writes hostile things into every field.

Of the pages of one address (`records:record`) the first is looked at. Nothing that is sent stays,
each sending is rolled back.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

HOSTILE = "\"'><svg/onload=alert(1)>{{7*7}}${7*7}\x00;--\u202e"
RAW = "<svg/onload=alert(1)>"
EACH = 1  # pages of one address
LEAVING = frozenset({"account_logout", "account_login"})
HOST = "http://testserver"


@dataclass
class Walk:
    """What one person met: pages with their markup, and what was wrong with them."""

    pages: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def walk(client: Client, start: str = "/") -> Walk:
    """Follows every link from `start`; a link that does not open is wrong."""
    walked, seen = Walk(), Counter[str]()
    todo = deque([(start, "")])
    while todo:
        path, before = todo.popleft()
        answer = client.get(path)
        if answer.status_code != 200:
            if answer.status_code not in {301, 302}:
                walked.wrong.append(f"{answer.status_code} {path}, linked from {before}")
            continue
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            answer.close()
            continue
        page = walked.pages[path] = html.fromstring(answer.content)
        for link in page.xpath("//a[@href][not(ancestor::dialog or ancestor::*[@hidden])]/@href"):
            if (there := _inside(path, link)) and _is_new(there, seen):
                todo.append((there, path))
    return walked


def _inside(path: str, link: str) -> str:
    """The address within the house, without its query; "" for any other."""
    parts = urlsplit(urljoin(HOST + path, link))
    return parts.path if f"{parts.scheme}://{parts.netloc}" == HOST else ""


def _is_new(path: str, seen: Counter[str]) -> bool:
    try:
        name = resolve(path).view_name
    except Resolver404:
        name = path
    seen[name] += 1
    return name not in LEAVING and seen[name] <= EACH


def attack(client: Client, walked: Walk, tried: set[tuple[str, str]]) -> list[str]:
    """Sends hostile values through every form; `tried` remembers forms across people."""
    return [
        said
        for path, page in walked.pages.items()
        for form in page.forms
        for said in _send(client, path, form, tried)
    ]


def _send(client: Client, path: str, form: Any, tried: set[tuple[str, str]]) -> Iterator[str]:
    there = _inside(path, form.get("action") or path)
    method = (form.get("method") or "get").lower()
    if not there or method not in {"get", "post"}:  # a dialog sends nothing
        return
    name = resolve(there).view_name
    if name in LEAVING or (name, method) in tried:
        return
    tried.add((name, method))
    values = {box.name: _hostile(box) for box in form.inputs if getattr(box, "name", None)}
    values |= {"page": HOSTILE, "sort": HOSTILE, "q": HOSTILE} if method == "get" else {}
    with transaction.atomic():
        answer = getattr(client, method)(there, values, follow=True)
        transaction.set_rollback(True)
    if answer.status_code >= 500:
        yield f"{answer.status_code} {method} {there} {values}"
    text = b"" if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("text/html") and RAW.encode() in text:
        yield f"{method} {there} answers what was sent as it was"
    answer.close()


def _hostile(box: Any) -> Any:
    """Hidden ones stay as they are, so that what lies behind them is reached."""
    if box.tag == "input" and box.get("type") == "hidden":
        return box.get("value") or ""
    if box.tag == "input" and box.get("type") == "file":
        return ""
    return HOSTILE
