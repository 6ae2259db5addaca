"""A box to write in that offers what it knows, narrowed while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Offer(NamedTuple):
    """What is written when it is picked, what is told beside it, and letters it is found by too."""

    text: str
    about: str = ""
    letters: str = ""


class Combobox(forms.TextInput):
    """Finds among `offers` by any part of them, without asking the server: a line may be gone.

    Where scripts do not run it is a box to write in, and the field finds who or what is meant.
    """

    template_name = "kit/combobox.html"

    def __init__(
        self, offers: Iterable[Offer] | Callable[[], Iterable[Offer]], longest: int
    ) -> None:
        super().__init__(attrs={"autocomplete": "off", "maxlength": longest})
        self.offers = offers if callable(offers) else list(offers)  # made when it is shown

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        written = context["widget"]["attrs"]
        written["data-offers"] = place = f"{written.get('id', name)}_offers"
        offers = self.offers() if callable(self.offers) else self.offers
        return context | {"offers_id": place, "lines": lines(offers)}


def lines(offers: Iterable[Offer]) -> str:
    """`told|text~letters|text~letters …`, a line for all of whom the same is told.

    It is sent on every page that asks for a child: half of what a list of options would take.
    """
    told: dict[str, list[str]] = {}
    for offer in offers:
        told.setdefault(plain(offer.about), []).append(
            plain(offer.text) + (f"~{plain(offer.letters)}" if offer.letters else "")
        )
    return "\n".join("|".join((about, *texts)) for about, texts in told.items())


def plain(text: str) -> str:
    return " ".join(text.replace("|", " ").replace("~", " ").split())
