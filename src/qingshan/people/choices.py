"""Naming a child or a colleague on a form: picked from a short list, or written and found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from qingshan.kit.combobox import Combobox, Offer
from qingshan.kit.words import tr
from qingshan.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

PICKED_AT_MOST = 60  # more names than that are searched for, not scrolled through
OFFERED_AT_MOST = 1000
NAMED_AT_MOST = 6
LONGEST = 50
KEY_MARK = "="
TAIL = 4  # of a number: a 学籍号 holds the identity number

Found = TypeVar("Found", bound=Person)


class PersonField(forms.Field, Generic[Found]):
    """Gives one of `people`. `about` is the path of what tells namesakes apart, `who` a word.

    Up to `PICKED_AT_MOST` people are a list to pick from; of more, one writes the name, pinyin
    initials or the number, and is told whom that could mean. Either way `by_key` names one too.
    """

    def __init__(self, people: QuerySet[Found], *, about: str, who: str, **kwargs: Any) -> None:
        self.people, self.who = people, who
        row = ("pk", "name", "number", about, "search_key")
        rows = list(people.values_list(*row)[: OFFERED_AT_MOST + 1])
        self.searched = len(rows) > PICKED_AT_MOST
        self.nobody = not rows
        if self.searched:
            kwargs["widget"] = Combobox(
                lambda: [offer(name, number, told, key) for _, name, number, told, key in rows],
                LONGEST,
            )
            kwargs.setdefault("help_text", tr("写姓名、拼音首字母或编号，再从列表里选。"))
        else:
            names = [(pk, f"{name}　{told or ''}".rstrip()) for pk, name, _, told, _ in rows]
            kwargs["widget"] = forms.Select(choices=[("", tr("请选")), *names])
        kwargs.setdefault("error_messages", {"required": tr("请写是哪{who}。").format(who=who)})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if self.searched and isinstance(value, int):
            row = self.people.filter(pk=value).values_list("name", "number").first()
            return written(*row) if row else ""
        return value

    def clean(self, value: Any) -> Found | None:
        text = " ".join(str(value or "").replace("\0", " ")[:LONGEST].split())
        if not text:
            super().clean("")
            return None
        if self.searched and not text.startswith(KEY_MARK):
            return self._found(text)
        key = text.removeprefix(KEY_MARK)
        picked = self.people.filter(pk=int(key)).first() if is_key(key) else None
        if picked is None:
            raise forms.ValidationError(tr("请从列表里选一{who}。").format(who=self.who))
        return picked

    def _found(self, text: str) -> Found:
        name, _, tail = text.rpartition(" ")
        found = (
            self._some(name=text)
            or (self._some(name=name, number__iendswith=tail) if name else [])
            or self._matching(text)
        )
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                tr("没有找到“{text}”，请核对姓名或编号。").format(text=text)
            )
        named = tr("、").join(written(person.name, person.number) for person in found)
        raise forms.ValidationError(
            tr("“{text}”可能是：{named}。请照着写姓名和后面的尾号。").format(text=text, named=named)
        )

    def _some(self, **lookups: str) -> list[Found]:
        return list(self.people.filter(**lookups)[:NAMED_AT_MOST])

    def _matching(self, text: str) -> list[Found]:
        matching = self.people
        for word in text.lower().split():
            matching = matching.filter(search_key__icontains=word)
        return list(matching[:NAMED_AT_MOST])


def written(name: str, number: str) -> str:
    """A person as one writes them: the name, and the end of the number."""
    return f"{name} {number[-TAIL:]}"


def offer(name: str, number: str, told: str | None, search_key: str) -> Offer:
    """A person to pick, found by pinyin initials too."""
    initials = search_key.split()[-2:-1]
    return Offer(written(name, number), str(told or ""), "".join(initials))


def by_key(key: str) -> str:
    """A person by the key of their row, as a program names them to a `PersonField`."""
    return f"{KEY_MARK}{key}" if key else ""


def is_key(text: str) -> bool:
    """Whether the text is the primary key of some row."""
    return text.isascii() and text.isdigit() and len(text) < 19


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows. Django would ask the database for any number, also one that no row can have."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if not is_key(str(key)):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": key},
                )
        return super().clean(value)
