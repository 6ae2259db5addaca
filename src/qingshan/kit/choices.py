"""A cell that holds one of listed values, and cells that name a row of another sheet."""

from __future__ import annotations

import difflib
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qingshan.kit.cells import Kind, Number, Text, plain_width
from qingshan.kit.faults import OUT_OF_RANGE, UNKNOWN_CODE, Fault, quoted
from qingshan.kit.words import as_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import Model

_BOTH = re.compile(r"(\w{1,2})\s*[-—–_:.、 ]\s*(\S.*)")
LISTED_WHOLE = 16


class Choice(Kind):
    """A value of a list, given by its label (男), its number (1) or both (1-男).

    `values` maps what the database holds to the label; it may be a function, for lists that are
    not known yet when the sheet is declared. `numbers` maps numbers to labels, `also` other
    words that people use for a label. An `open` list only puts known values into one form and
    keeps any other as it was typed, up to `longest` characters.
    """

    def __init__(
        self,
        values: Mapping[Any, str] | Callable[[], Mapping[Any, str]],
        *,
        numbers: Mapping[str, str] | None = None,
        also: Mapping[str, str] | None = None,
        open_to: int = 0,
        empty: Any = "",
    ) -> None:
        self._values = values
        self.numbers = dict(numbers or {})
        self.also = dict(also or {})
        self.open_to = open_to
        self.empty = empty
        self.hint = "从列表中选" if not open_to else "文字，常用的可以从列表中选"

    @property
    def labels(self) -> Mapping[Any, str]:
        return self._values() if callable(self._values) else self._values

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(self.labels.values())

    @cached_property
    def _by_word(self) -> dict[str, Any]:
        values = {label: value for value, label in self.labels.items()}
        words = dict(values)
        for number, label in self.numbers.items():
            for written in {number, number.lstrip("0") or "0"}:
                words.setdefault(written, values[label])
        words |= {word: values[label] for word, label in self.also.items()}
        return words

    def read(self, raw: Any) -> Any:
        text = plain_width(raw)
        if text in self._by_word:
            return self._by_word[text]
        both = _BOTH.fullmatch(text)
        if both and self._agree(*both.groups()):
            return self._by_word[both[2]]
        if self.open_to:
            return Text(self.open_to).read(raw)
        raise Fault(UNKNOWN_CODE, f"{quoted(raw)}不在可填的值里，{self._advice(text)}")

    def cell(self, value: Any) -> Any:
        return None if value == self.empty else self.labels.get(value, value)

    def _agree(self, number: str, word: str) -> bool:
        known = self.numbers.get(number) or self.numbers.get(number.zfill(2))
        return known is not None and self._by_word.get(word) == self._by_word[known]

    def _advice(self, text: str) -> str:
        near = difflib.get_close_matches(text, self.choices, n=3, cutoff=0.4)
        offered = self.choices if len(self.choices) <= LISTED_WHOLE else near or self.choices
        more = "" if len(offered) <= LISTED_WHOLE else " ……"
        return f"请改成：{'、'.join(offered[:LISTED_WHOLE])}{more}。"


def yes_or_no() -> Choice:
    return Choice({True: "是", False: "否"}, numbers={"1": "是", "0": "否"}, empty=None)


class Reference(Number):
    """The key of a row of the sheet `sheet`; the column's field is a foreign key."""

    def __init__(self, sheet: str) -> None:
        super().__init__(longest=40)
        self.sheet = sheet
        self.hint = f"“{sheet}”表中的编号"


class ReferenceBy(Number):
    """The key of a row of one sheet or another, by the value of the column `by`.

    `targets` maps that value to the foreign key filled and the sheet meant; for a value that is
    not there the cell is read past.
    """

    def __init__(self, by: str, targets: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(longest=40)
        self.by = by
        self.targets = dict(targets)
        sheets = "、".join(sheet for _, sheet in self.targets.values())
        self.hint = f"按“{by}”填{sheets}的编号"


class Named(Text):
    """The name of a row of `model`, which is made when it is new; the field is a foreign key."""

    def __init__(self, model: type[Model], longest: int = 50) -> None:
        super().__init__(longest)
        self.model = model


def in_order(end_name: str, start_name: str) -> Callable[[Any, Any], Fault | None]:
    """A rule for two dates: an empty end is in order."""

    def check(end: Any, start: Any) -> Fault | None:
        if end is None or start is None or end >= start:
            return None
        return Fault(
            OUT_OF_RANGE, f"{end_name} {end} 比{start_name} {start} 还早，请核对这两个日期。"
        )

    return check


def labels_of(choices: Iterable[tuple[Any, Any]]) -> dict[Any, str]:
    """The values and labels of a Django `Choices` class, as they stand in a file."""
    return {value: as_written(label) for value, label in choices}
