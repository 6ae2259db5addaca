"""What stands behind a template's words while a document is made.

A number is written between private marks with the way to its rows; in Word it becomes a link, on a
page too, and in a workbook the link of its cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qingshan.documents.declaring import Number
from qingshan.kit.charts import Chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.documents.declaring import Fill
    from qingshan.kit.measures import Value

    Draw = Callable[[str, Chart | bytes], Any]

NUMBER, TEXT, CHART, END = "\ue000", "\ue001", "\ue002", "\ue003"
MARKED = re.compile(f"{NUMBER}([^{TEXT}]*){TEXT}([^{END}]*){END}|{CHART}([^{END}]*){END}")


NOT_SAID = {ord(mark): None for mark in (NUMBER, TEXT, CHART, END)} | {
    code: None for code in range(32) if chr(code) not in "\n\t"
}
"""What no text of a record may bring into a document: the marks, and signs that XML cannot hold."""


class Word:
    """A word: prints its text, compares by its value, leads on to longer words.

    It has no attributes but underscored ones, so that every name in a template is a key of it.
    """

    __slots__ = ("_inner", "_text", "_value")

    def __init__(self, text: str = "", value: Value | None = None) -> None:
        self._text = text
        self._value = len(text) if value is None else value
        self._inner: dict[str, Any] = {}

    def __getitem__(self, name: str | int) -> Any:
        try:
            return self._inner[str(name)]
        except KeyError:
            return Word("0", 0)

    def __str__(self) -> str:
        return self._text

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return bool(self._value == _plain(other))

    def __gt__(self, other: object) -> bool:
        return bool(self._value > _plain(other))

    def __ge__(self, other: object) -> bool:
        return bool(self._value >= _plain(other))

    def __lt__(self, other: object) -> bool:
        return bool(self._value < _plain(other))

    def __le__(self, other: object) -> bool:
        return bool(self._value <= _plain(other))

    def __hash__(self) -> int:
        return hash(self._value)


class Lines(list[Any]):
    """A list of a document; prints how many there are."""

    def __str__(self) -> str:
        return str(len(self))


class Picture:
    """A chart's or a photograph's word: true where there is something to show."""

    def __init__(self, name: str, shown: Chart | bytes | None, draw: Draw) -> None:
        self._name, self._shown, self._draw = name, shown, draw

    def __bool__(self) -> bool:
        return bool(self._shown)

    def __getitem__(self, name: str) -> str:
        told = isinstance(self._shown, Chart) and name == "sentence"
        return self._shown.sentence if told and isinstance(self._shown, Chart) else ""

    def __html__(self) -> str:
        return str(self._draw(self._name, self._shown)) if self._shown else ""

    def __str__(self) -> str:
        return self.__html__()


def tree_of(fill: Fill, draw: Draw) -> dict[str, Any]:
    """The words by the first part of their names, for a template to walk."""
    root = Word()
    for chain, thing in fill.items():
        _put(root, chain, _behind(chain, thing, draw))
    return root._inner


def without_marks(text: str) -> str:
    """The text as it reads: a number without its way."""
    return MARKED.sub(lambda found: found[2] or "", text)


def _behind(chain: str, thing: Any, draw: Draw) -> Any:
    if isinstance(thing, Number):
        text = _clean(thing.text)
        shown = f"{NUMBER}{thing.address}{TEXT}{text}{END}" if thing.address else text
        return Word(shown, thing.value)
    if thing is None or isinstance(thing, Chart | bytes):
        return Picture(chain, thing, draw)
    if isinstance(thing, list | tuple):
        return Lines(_item(chain, one, draw) for one in thing)
    return Word(_clean(thing), thing if isinstance(thing, int | float) else None)


def _item(chain: str, one: Any, draw: Draw) -> Any:
    if not isinstance(one, dict):
        return _clean(one)
    return {name: _behind(f"{chain}.{name}", cell, draw) for name, cell in one.items()}


def _clean(thing: Any) -> str:
    return str(thing).translate(NOT_SAID)


def _put(root: Word, chain: str, thing: Any) -> None:
    """Hangs `thing` at the end of `chain`; what hung below it stays below."""
    *way, last = chain.split(".")
    for name in way:
        root = root._inner.setdefault(name, Word())
    before = root._inner.get(last)
    if isinstance(before, Word) and isinstance(thing, Word):
        thing._inner.update(before._inner)
    root._inner[last] = thing


def _plain(other: object) -> Any:
    return other._value if isinstance(other, Word) else other
