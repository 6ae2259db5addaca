"""Form fields that read what was typed as a cell of the workbook is read: one set of sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Day, Kind, Text, tidy
from qingshan.kit.faults import OUT_OF_RANGE, Fault, quoted
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = tr("无")
LONGEST_INPUT = 400
_DIGITS = re.compile(r"\d")
_FEWEST, _MOST = 7, 20  # digits: a line without its area code, two numbers in one field


class Phone(Text):
    """A telephone number as people write one; `转` and a second number are let pass."""

    def __init__(self) -> None:
        super().__init__(longest=40)

    def read(self, raw: object) -> str:
        text = super().read(raw)
        if not _FEWEST <= len(_DIGITS.findall(text)) <= _MOST:
            raise Fault(
                OUT_OF_RANGE,
                tr("{raw}不像电话号码，请写 11 位手机号，或带区号的座机号。").format(
                    raw=quoted(raw)
                ),
            )
        return text


class CellField(forms.Field):
    """A field whose words are read by a kind of cell; `missing` is said where it must be filled."""

    def __init__(self, kind: Kind, *, missing: str = "", **kwargs: Any) -> None:
        self.kind = kind
        kwargs.setdefault("required", bool(missing))
        super().__init__(error_messages={"required": missing}, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = tidy(str(value or ""))
        if not text:
            return self.kind.empty
        try:
            return self.kind.read(text)
        except Fault as fault:
            raise forms.ValidationError(fault.sentence) from None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        longest = getattr(self.kind, "longest", LONGEST_INPUT)
        return {"maxlength": longest} if isinstance(widget, forms.TextInput) else {}


class DayField(CellField):
    """A date; a browser offers a calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(Day(), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class SealedField(CellField):
    """A field that is never shown in the clear while it is edited.

    Gives None for "as it was": nothing was typed and something is `held`, which is masked text.
    """

    def __init__(self, kind: Kind, *, held: str = "", **kwargs: Any) -> None:
        self.held = held
        if held:
            kwargs |= {
                "missing": "",
                "help_text": tr("现在是 {held}。不改就空着，要清掉写“无”。").format(held=held),
            }
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(kind, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = tidy(str(value or ""))
        if not text:
            return None if self.held else ""
        return (
            "" if text.casefold() in (NOTHING, str(NOTHING).casefold()) else super().to_python(text)
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class PickField(forms.ChoiceField):
    """One of a few; an open list also holds what stands there already."""

    def __init__(
        self, choices: Iterable[tuple[Any, str]], *, missing: str = "", **kwargs: Any
    ) -> None:
        unset = tr("请选") if missing else tr("没有登记")
        kwargs["error_messages"] = {
            "required": missing,
            "invalid_choice": tr("请从列表里选一个。"),
        }
        kwargs.setdefault("required", bool(missing))
        super().__init__(choices=[("", unset), *choices], **kwargs)


class YesNoField(forms.TypedChoiceField):
    """是, 否, or not known: True, False, None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", tr("没有登记")), ("True", tr("是")), ("False", tr("否"))],
            coerce=lambda text: text == "True",
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": tr("请从列表里选一个。")},
            **kwargs,
        )


def listed(words: Iterable[str], held: str = "") -> list[tuple[str, str]]:
    """Choices of an open list, with what is `held` although it is not on it."""
    known = list(words)
    return [(word, word) for word in ([] if held in {"", *known} else [held]) + known]
