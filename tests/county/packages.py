"""A school on its own machine, as far as its county sees it: a key and what it signs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.urls import reverse

from qingshan.county.package.encoding import Content, write
from qingshan.county.package.keys import PublicText
from tests.routes_county import ENDS

if TYPE_CHECKING:
    from django.test import Client

CONTENT = Content(
    county="220802",
    school="3122000555",
    name="黑水镇学校",
    as_of=ENDS[1],
    made=dt.date(2026, 11, 2),
    serial=1,
    figures={"students.total": "212", "students.left_behind": "-", "care.visits": "~40"}
    | {"care.home_teaching": "<", "courses.count": "3"},
    grades=(1, 6),
    findings_late=2,
    cases_late=True,
)


@dataclass
class FarSchool:
    """黑水镇学校, with a machine of its own."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    content: Content = CONTENT

    @property
    def text(self) -> PublicText:
        public = self.key.public_key().public_bytes_raw()
        return PublicText(self.content.county, self.content.school, public)

    def package(self, **changes: object) -> bytes:
        return write(replace(self.content, **changes), self.key)  # type: ignore[arg-type]

    def package_of(self, version: int, **changes: object) -> bytes:
        """As a house of that version signs it."""
        return write(replace(self.content, **changes), self.key, version=version)  # type: ignore[arg-type]

    def hand_over_key(self, client: Client, **filled: str) -> object:
        """As the officer, who has heard the fingerprint on the telephone."""
        typed = {"name": self.content.name, "text": str(self.text), "compared": "on"} | filled
        return client.post(reverse("county:key_list"), typed)
