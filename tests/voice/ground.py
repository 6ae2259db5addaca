"""What the tests of families' voices share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from django.test import Client

if TYPE_CHECKING:
    from tests.cast import Cast

HOSTILE = "<script>alert(1)</script>{{ 7|add:1 }}=1+1\u202e"


def by(cast: Cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def page_of(cast: Cast, rest: str = "") -> str:
    return f"/voice/say/{cast.school.code}/{rest}"


def said(cast: Cast, words: str = "饭菜凉了", about: str = "canteen", **more) -> str:
    """Sends a complaint as a family does; its code."""
    told = {"about": about, "words": words, "once": str(uuid4())} | more
    if about == "teacher":
        told.setdefault("name", "")
    page = Client().post(page_of(cast, "new/"), told)
    assert page.status_code == 200, page.content.decode()
    (code,) = re.findall(r'class="number">([\d ]+)<', page.content.decode())
    return code


def followed(cast: Cast, code: str, **more) -> str:
    page = Client().post(page_of(cast, "follow/"), {"code": code} | more)
    return page.content.decode()


def that_loads() -> None:
    """The cast's identity numbers are none; a workbook with them would be refused."""
    from qingshan.people.models import Staff, Student

    Staff.objects.update(id_number="")
    Student.objects.update(id_number="")
