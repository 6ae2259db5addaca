"""Pages as they are sent to a reader of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client


def page_of(client: Client, name: str, args: list[Any], language: str) -> str:
    """The page of that name; "" where it is no page but a file or a way to another."""
    client.cookies["language"] = language
    answer = client.get(reverse(name, args=args))
    assert answer.status_code < 400, name
    sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return sent.decode() if answer.headers.get("Content-Type", "").startswith("text/html") else ""
