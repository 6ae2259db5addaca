"""How long a school keeps what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.privacy.queries import Kept


class KeptDaysForm(forms.Form):
    """One number for each kind, within its bounds."""

    def __init__(self, data: Any = None, *, kept: list[Kept]) -> None:
        super().__init__(data)
        self.kept = kept
        for one in kept:
            least, most = one.leaving.least, one.leaving.most
            self.fields[one.leaving.key] = forms.IntegerField(
                label=one.leaving.title,
                min_value=least,
                max_value=most,
                initial=one.days,
                help_text=tr("天，{least} 到 {most}，起初是 {days}。").format(
                    least=least, most=most, days=one.leaving.days
                ),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"),
                    tr("请写 {least} 到 {most} 之间的整数。").format(least=least, most=most),
                ),
            )

    @property
    def lines(self) -> list[tuple[Kept, Any]]:
        return [(one, self[one.leaving.key]) for one in self.kept]
