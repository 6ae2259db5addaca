"""A letter as mail: text and HTML, with the link that stops it by one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse

from qingshan.reminders.queries import signed_token
from qingshan.reminders.transport import public, unsubscribe_address

if TYPE_CHECKING:
    from types import TracebackType

    from qingshan.reminders.models import Letter, Preference


class Postman:
    """One connection to the mail server for all letters of a run, made when first needed."""

    def __enter__(self) -> Postman:
        self._connection = get_connection()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def send(self, letter: Letter, preference: Preference) -> None:
        """Raises whatever the mail server's refusal raises."""
        message = mail_of(letter, preference)
        message.connection = self._connection
        try:
            self._connection.open()
            message.send()
        except Exception:
            self._connection.close()  # the next letter begins anew
            raise


def mail_of(letter: Letter, preference: Preference) -> EmailMultiAlternatives:
    off = unsubscribe_address(signed_token(preference))
    context = {
        "letter": letter,
        "school": letter.school,
        "lines": [{"text": one["text"], "href": public(one["href"])} for one in letter.lines],
        "off": off,
        "settings": public(reverse("reminders:preferences")),
    }
    message = EmailMultiAlternatives(
        subject=f"{letter.title} · {letter.school.name}",
        body=render_to_string("reminders/mail.txt", context),
        to=[preference.address],
        headers={
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("reminders/mail.html", context), "text/html")
    return message
