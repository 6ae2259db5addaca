"""What a document is: each app declares its own in a module `documents`.

    DOCUMENTS = (
        Document(
            key="dropout-month",
            title="控辍保学月报",
            …
            words=lambda: Words({"month.words": "哪个月，如 2026年11月"}, {"lines": {…}}),
            fill=lambda asked: {"month.words": asked.words, "lines": […]},
        ),
    )

A document says who may have it, what it asks for (a day, a month, a term, a row), which words its
template may use, and what stands behind each word. The rest of the house does everything else: the
template that a school edits, its check, filling, the page, publishing.
"""

from __future__ import annotations

import enum
import importlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.access.roles import Role
    from qingshan.kit.figures import Figure
    from qingshan.kit.measures import Value
    from qingshan.school.membership import Member
    from qingshan.school.models import School

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {"docx": DOCX, "xlsx": XLSX}


class Asks(enum.Enum):
    """What must be chosen before a document can be made."""

    DAY = "day"
    MONTH = "month"
    TERM = "term"
    ROW = "row"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a document was asked for: its time is `first` to `last`, counted to `as_of`.

    `words` names the time (`2026年11月`), `query` is how an address asks for it.
    `member` is None on the command line; `row` is the one a document of a single row is about.
    """

    school: School | None
    first: date
    last: date
    as_of: date
    words: str
    query: str = ""
    member: Member | None = None
    row: Any = None


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number with the way to its rows: `address` on this site.

    `figure` says how it was counted up to `as_of`; a number with one is kept, with its rows, when
    the document is published.
    """

    text: str
    value: Value = 0
    address: str = ""
    figure: Figure | None = None
    as_of: date | None = None


Fill: TypeAlias = "Mapping[str, Any]"
"""Word → a text, a `Number`, a `Chart`, a picture's bytes, or a list of such mappings."""


@dataclass(frozen=True)
class Words:
    """The words a template may use: `plain` → meaning, `lists` → column → meaning.

    A list's column "" is the item itself. `more` knows families of words that no list can hold.
    """

    plain: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    more: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document of the house.

    `page` names the address where one of a row is made, and `rows` are a school's rows that have
    one, the newest first. One that `asks_why` leaves only with a
    reason, which stands in the audit log; one that `names_children` is not kept as long as others.
    """

    key: str
    title: str
    about: str
    group: str
    asks: Asks
    words: Callable[[], Words]
    fill: Callable[[Asked], Fill]
    shipped: Callable[[], bytes]
    offices: frozenset[Role]
    file_name: Callable[[Asked], str]
    ending: Literal["docx", "xlsx"] = "docx"
    names_children: bool = False
    asks_why: bool = False
    page: str = ""
    rows: Callable[[School], QuerySet[Any]] | None = None

    @property
    def media_type(self) -> str:
        return MEDIA[self.ending]

    def is_for(self, member: Member) -> bool:
        """Whether the person may make it from the page of documents."""
        return member.school is not None and member.holds(*self.offices)


@lru_cache(maxsize=1)
def documents() -> dict[str, Document]:
    """Every document of the house by key, the ground of the house first."""
    found: dict[str, Document] = {}
    for config in reversed(list(apps.get_app_configs())):
        if config.module is None or not module_has_submodule(config.module, "documents"):
            continue
        for one in getattr(importlib.import_module(f"{config.name}.documents"), "DOCUMENTS", ()):
            if one.key in found:
                raise ValueError(f"the document {one.key} is declared twice")
            found[one.key] = one
    return found
