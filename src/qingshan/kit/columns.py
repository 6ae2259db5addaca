"""Columns of a table, and the one format that makes all of its rows."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

escape = lru_cache(maxsize=4096)(html.escape)
"""Most cells of a column hold one of a few words."""

_KEY = 7310599837  # stands for a row's key while the pattern of a link is made


class Column:
    """One column: `key` is a field, a path over relations, or an annotation.

    `sort`: True by the key itself, False not at all, else the field or fields to sort by.
    `link`: name of a URL with one argument, which is the row's `link_key`.
    `end`: figures, set to the right. `choices`: value → word, or a `Choices` class.
    `show`: makes the cell from the value, or where `needs` is given from a dict of those fields;
    its text is escaped unless it is a `SafeString`.
    `phone`: "" a part of a row's second line, "label" the same with the column's name before it,
    "hide" only at a desk. The first column is the headline of a row on a phone.
    """

    def __init__(
        self,
        key: str,
        label: str,
        *,
        sort: bool | str | tuple[str, ...] = True,
        link: str = "",
        link_key: str = "pk",
        end: bool = False,
        phone: str = "",
        choices: Any = None,
        show: Callable[[Any], object] | None = None,
        needs: tuple[str, ...] = (),
    ) -> None:
        self.key = key
        self.label = label
        self.sort = _sort_fields(key, sort)
        self.link = link
        self.link_key = link_key
        self.end = end
        self.phone = phone
        self.words = _words(choices)
        self.show = show
        self.needs = needs

    @property
    def fields(self) -> tuple[str, ...]:
        """What of a row this column reads."""
        return (*(self.needs or (self.key,)), *((self.link_key,) if self.link else ()))

    def cell(self, fields: Sequence[str]) -> Callable[[Sequence[Any]], str]:
        """A function from a row, whose values stand in the order of `fields`, to escaped text."""
        content = self._content(fields)
        if not self.link:
            return content
        before, after = _link_pattern(self.link)
        at = fields.index(self.link_key)

        def linked(row: Sequence[Any]) -> str:
            return f'<a href="{before}{row[at]}{after}">{content(row) or "—"}</a>'

        return linked

    def _content(self, fields: Sequence[str]) -> Callable[[Sequence[Any]], str]:
        at = fields.index(self.needs[0] if self.needs else self.key)
        show, words = self.show, self.words
        if show is not None and self.needs:
            places = [(name, fields.index(name)) for name in self.needs]
            return lambda row: _escaped(show({name: row[place] for name, place in places}))
        if show is not None:
            return lambda row: _escaped(show(row[at]))
        if words is not None:
            told = {None: ""} | {value: escape(str(word)) for value, word in words.items()}
            return lambda row: told[row[at]] if row[at] in told else escape(str(row[at]))
        return lambda row: "" if (value := row[at]) is None else escape(str(value))


def row_maker(
    columns: Sequence[Column], fields: Sequence[str]
) -> Callable[[Iterable[Sequence[Any]]], SafeString]:
    """A function that makes the markup of all rows."""
    pattern = "".join(_cell_pattern(n, column) for n, column in enumerate(columns))
    line = f"<tr>{pattern}</tr>\n".format
    cells = [column.cell(fields) for column in columns]

    def make(rows: Iterable[Sequence[Any]]) -> SafeString:
        lines = [line(*[cell(row) for cell in cells]) for row in rows]
        return SafeString("".join(lines))

    return make


def _cell_pattern(n: int, column: Column) -> str:
    if n == 0:
        return '<th scope="row">{}</th>'
    names = " ".join(filter(None, ("num" * column.end, "off-phone" * (column.phone == "hide"))))
    shown = f' class="{names}"' if names else ""
    label = str(column.label).replace("{", "{{").replace("}", "}}")
    said = f' data-label="{escape(label)}"' if column.phone == "label" else ""
    return f"<td{shown}{said}>{{}}</td>"


def _escaped(value: object) -> str:
    if isinstance(value, SafeString):
        return value
    return "" if value is None else escape(str(value))


def _link_pattern(name: str) -> tuple[str, str]:
    """A link is made for every row: reversing the URL each time would cost more than the query."""
    before, _, after = reverse(name, args=[_KEY]).partition(str(_KEY))
    return before, after


def _sort_fields(key: str, sort: bool | str | tuple[str, ...]) -> tuple[str, ...]:  # noqa: FBT001
    if isinstance(sort, bool):
        return (key,) if sort else ()
    return (sort,) if isinstance(sort, str) else sort


def _words(choices: Any) -> Mapping[Any, str] | None:
    if choices is None:
        return None
    pairs = getattr(choices, "choices", choices)
    pairs = pairs.items() if hasattr(pairs, "items") else pairs
    return dict(pairs)
