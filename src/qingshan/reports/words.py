"""What stands behind a template's placeholders while a document is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.kit.charts import Chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.kit.measures import Value


class Word:
    """A placeholder: prints its text, compares by its value, leads on to longer placeholders.

    It has no attributes but underscored ones, so that every name in a template is a key of it.
    """

    __slots__ = ("_inner", "_text", "_value")

    def __init__(self, text: str = "", value: Value = 0) -> None:
        self._text = text
        self._value = value
        self._inner: dict[str, Any] = {}

    def __getitem__(self, name: str | int) -> Any:
        try:
            return self._inner[str(name)]
        except KeyError:
            return Word("0")

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


def put(root: Word, chain: str, thing: Any) -> None:
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


@dataclass(frozen=True)
class Picture:
    """A chart's placeholder: true where there is enough to draw."""

    chart: Chart | None
    draw: Callable[[Chart], Any]
    drawn: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.chart is not None

    def __getitem__(self, name: str) -> str:
        return self.chart.sentence if self.chart and name == "sentence" else ""

    def __html__(self) -> str:
        return str(self.draw(self.chart)) if self.chart else ""

    def __str__(self) -> str:
        return self.__html__()
