"""Finding people and classes by name, pinyin, initials or number: only whom the person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Case, Model, Q, Value, When

from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.people.roster import off_roster
from qingshan.people.visibility import classes_visible_to, staff_visible_to, students_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

Row = TypeVar("Row", bound=Model)
SHOWN = 12
TAIL = 4  # of a 学籍号, which holds the identity number
LONGEST = 50


@dataclass(frozen=True)
class Hit:
    """One found: where its page is, and what sets it apart from others of that name."""

    pk: int
    name: str
    about: str


@dataclass(frozen=True)
class Found:
    """What was found, at most `SHOWN` of each; `more` says that there are others."""

    words: str
    children: list[Hit]
    staff: list[Hit]
    classes: list[Hit]
    more: bool

    @property
    def number(self) -> int:
        return len(self.children) + len(self.staff) + len(self.classes)


def words_asked(text: str) -> str:
    """What was typed, without what nobody searches for."""
    return " ".join(text.replace("\0", " ")[:LONGEST].lower().split())


def find(member: Member, words: str) -> Found:
    """Three queries, whatever is found; none where nothing was asked."""
    if not words:
        return Found(words, [], [], [], more=False)
    children = _children(member, words)
    staff = _staff(member, words)
    classes = _classes(member, words)
    more = any(len(hits) > SHOWN for hits in (children, staff, classes))
    return Found(words, children[:SHOWN], staff[:SHOWN], classes[:SHOWN], more)


def _children(member: Member, words: str) -> list[Hit]:
    """Who left stands after the others of the same name."""
    left = Case(When(off_roster(), then=Value(1)), default=Value(0))
    rows = _matching(students_visible_to(member), words, "search_key").annotate(left=left)
    return [
        Hit(
            pk,
            name,
            _told(
                tr("{room} · 学籍号尾号 {number}").format(room=room, number=number[-TAIL:]),
                tr("已离校") if left_on else "",
            ),
        )
        for pk, name, room, number, left_on in _nearest_first(rows, words, "left").values_list(
            "pk", "name", "school_class__name", "number", "left_on"
        )[: SHOWN + 1]
    ]


def _staff(member: Member, words: str) -> list[Hit]:
    rows = _matching(staff_visible_to(member), words, "search_key")
    return [
        Hit(pk, name, _told(subject or Staff.Post(post).label, position, number))
        for pk, name, subject, post, position, number in _nearest_first(rows, words).values_list(
            "pk", "name", "subject__name", "post", "position", "number"
        )[: SHOWN + 1]
    ]


def _classes(member: Member, words: str) -> list[Hit]:
    rows = _matching(
        classes_visible_to(member), words, "name", "code", "homeroom__staff__search_key"
    )
    return [
        Hit(
            pk,
            name,
            tr("班主任 {homeroom}").format(homeroom=homeroom) if homeroom else tr("还没有班主任"),
        )
        for pk, name, homeroom in _nearest_first(rows, words).values_list(
            "pk", "name", "homeroom__staff__name"
        )[: SHOWN + 1]
    ]


def _matching(rows: QuerySet[Row], words: str, *fields: str) -> QuerySet[Row]:
    """Rows that hold every word, each in one of the fields."""
    for word in words.split():
        held = Q()
        for field in fields:
            held |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(held)
    return rows


def _nearest_first(rows: QuerySet[Row], words: str, *then: str) -> QuerySet[Row]:
    """Those whose name begins with what was typed come first."""
    near = Case(When(name__istartswith=words, then=Value(0)), default=Value(1))
    return rows.order_by(near, *then, *(rows.model._meta.ordering or ()), "pk")


def _told(*parts: str) -> str:
    return tr(" · ").join(part for part in parts if part)
