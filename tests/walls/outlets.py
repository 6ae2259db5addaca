"""Where words of a table come out: every address that somebody finds, tried as everybody.

Each person of the ground goes through the house by its links, as a reader does. What one finds,
all try; programs ask with a token of each. Every text of the ground is a mark of its own, so that
what an answer shows is read from it: in a page, in a file, or in what a program gets.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from qingshan.api.services import make_token
from qingshan.api.visibility import can_hold_token
from qingshan.school.membership import member_for
from tests.walls.ground import SIGN, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.walls.ground import Ground

MARK = re.compile(rf"{SIGN}\d{{4}}")
PAGE, FILE, PROGRAM = "页", "件", "接"
ASIDE = re.compile(
    r"^/(account/(logout|2fa|sessions)|static|i18n|media|sw\.js)|^/account/.*(activate|deactivate)"
)
"""Doors of the account's own, and what is nobody's."""
PROGRAMS = ("me", "duties", "timetable", "school", "calendar", "class_list", "staff_list")
PROGRAMS += ("student_list", "record_list", "figure_list")
OF_ONE = {"class_one": "school.SchoolClass", "staff_one": "people.Staff"}
OF_ONE |= {"student_one": "people.Student", "record_one": "records.Record"}


HEAD = """\
# Where words come out

Written by a test (`QINGSHAN_ROUNDS=1 QINGSHAN_WRITE_TABLE=1`, `tests/walls/test_outlets.py`). Each
person of [who sees what](who-sees-what.md) went through the house by its links; what one of them
found was tried as all. Every text of every table was a mark of its own. **页** is a page, **件** a
file, **接** what a program gets with a token of that person; nothing came out where nothing stands.
Tables that are not named came out nowhere. What stands in a cell, a policy opens; the exceptions,
with their reasons, stand in the test.
"""


@dataclass
class Shown:
    """(model, field) → person → outlets in which its mark came out."""

    ground: Ground
    people: tuple[str, ...]
    cells: dict[tuple[str, str], dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    where: dict[tuple[str, str, str], str] = field(default_factory=dict)
    failed: list[tuple[str, str, int]] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    tried: int = 0

    def take(self, who: str, address: str, outlet: str, text: str) -> None:
        for mark in set(MARK.findall(text)):
            place = self.ground.marks[mark]
            self.cells[place][who].add(outlet)
            self.where.setdefault((*place, who), address)

    def as_page(self, people: dict[str, str]) -> str:
        """The cells by table, with the people by their words in Chinese."""
        lines = [HEAD, f"| table | {' | '.join(people.values())} |", "|---|" + ":-:|" * len(people)]
        for label in sorted({label for label, _ in self.cells}):
            told = ["".join(sorted(self._of(label, who))) for who in people]
            name = apps.get_model(label)._meta.verbose_name
            lines.append(f"| {name} `{label}` | {' | '.join(told)} |")
        return "\n".join([*lines, ""])

    def _of(self, label: str, who: str) -> set[str]:
        told = (cell.get(who, set()) for (one, _), cell in self.cells.items() if one == label)
        return set().union(*told)


def shown_to_all(ground: Ground, people: Iterable[str]) -> Shown:
    """Everything that came out for these people."""
    shown = Shown(ground, tuple(people))
    clients = {
        who: ground.cast.sign_in(Client(raise_request_exception=False), who) for who in shown.people
    }
    known = {who: _walk(shown, who, client) for who, client in clients.items()}
    shown.addresses = set().union(*known.values())
    for who, client in clients.items():
        for address in sorted(shown.addresses - known[who]):
            _try(shown, who, client, address)
        _ask(shown, who)
    return shown


def _walk(shown: Shown, who: str, client: Client) -> set[str]:
    """Everything that can be reached from the first page; of a list, its first pages."""
    found, left = {"/"}, ["/"]
    while left:
        page = _try(shown, who, client, left.pop())
        for link in page:
            if link not in found:
                found.add(link)
                left.append(link)
    return found


def _try(shown: Shown, who: str, client: Client, address: str) -> Iterator[str]:
    """Shows what the address does; nothing it wrote stays. The links of a page, if it is one."""
    shown.tried += 1
    with transaction.atomic():
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
        transaction.set_rollback(True)
    if answer.status_code >= 500:
        shown.failed.append((who, address, answer.status_code))
    if answer.status_code in {301, 302}:
        return iter([urljoin(address, answer["Location"])])
    if answer.status_code != 200:
        return iter(())
    is_page = answer.get("Content-Type", "").startswith("text/html")
    outlet = PAGE if is_page and not answer.has_header("Content-Disposition") else FILE
    text = _text(body)
    shown.take(who, address, outlet, text)
    return _links(address, text) if outlet == PAGE else iter(())


def _links(address: str, text: str) -> Iterator[str]:
    for element in BeautifulSoup(text, "lxml").select("a[href], [hx-get], form[method=get]"):
        link = element.get("href") or element.get("hx-get") or element.get("action")
        split = urlsplit(urljoin(address, str(link)))
        if not split.netloc and not ASIDE.match(split.path):
            yield split.path


def _text(body: bytes) -> str:
    """A book or a document is an archive of texts."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "\n".join(_text(parts.read(name)) for name in parts.namelist())


def _ask(shown: Shown, who: str) -> None:
    account = shown.ground.cast.accounts[who]
    with transaction.atomic():
        Authenticator.objects.create(user=account, type="totp", data={"secret": ""})
        member = member_for(account)
        if not can_hold_token(member):
            transaction.set_rollback(True)
            return
        token = make_token(
            actor=member, name="试", scope="read", expires_on=TODAY.replace(year=2027)
        )
        own = {name: shown.ground.rows_of(label).pk for name, label in OF_ONE.items()}
        addresses: list[Any] = [reverse(f"api:v1:{name}") for name in PROGRAMS]
        addresses += [reverse(f"api:v1:{name}", args=[pk]) for name, pk in own.items()]
        for address in addresses:
            answer = Client(headers={"authorization": f"Bearer {token}"}).get(address)
            shown.tried += 1
            if answer.status_code == 200:
                shown.take(who, address, PROGRAM, json.dumps(answer.json(), ensure_ascii=False))
        transaction.set_rollback(True)
