"""What a hostile hand writes into a field or an address, and what must never come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGN = "q5struck"
ELSEWHERE = "elsewhere.example"
STRIKES = {
    "markup": f"'\"><{SIGN} onload=x></textarea></script><{SIGN}>",
    "attribute": f"x on{SIGN}=y '",
    "script": f"javascript:{SIGN}()",
    "header": f"x\r\nX-{SIGN}: 1\r\n\r\n<{SIGN}>",
    "statement": "1'; SELECT 1/0 --\" OR 1=1)",
    "nothing": "a\x00b",
    "number": "9" * 40,
    "less": "-1",
    "path": "../../../../../../../../etc/passwd",
    "elsewhere": f"https://{ELSEWHERE}/",
    "beside": f"//{ELSEWHERE}/",
    "pattern": "%s%n{0}{x.__class__}(((((",
}
LEADING = ("href", "src", "action", "formaction", "hx-get", "hx-post", "hx-on")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def wrongs(address: str, answer: Any, body: str) -> Iterator[str]:
    """What is wrong with an answer, whatever had been sent."""
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}"
    yield from wrong_headers(answer)
    for name in ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url"):
        if ELSEWHERE in urlsplit(urljoin(address, answer.get(name, ""))).netloc:
            yield f"sends to another house in {name}"
    if "root:x:0:0" in body:
        yield "gives a file of the machine"
    if answer.get("Content-Type", "").startswith(("text/html", "image/svg")) and SIGN in body:
        yield from reflected(body)


def wrong_headers(answer: Any) -> Iterator[str]:
    policy = answer.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        yield "has no policy"
    for name, value in HEADERS.items():
        if answer.get(name) != value:
            yield f"has no {name}: {value}"
    if answer.has_header(f"X-{SIGN}") or any("\n" in value for _, value in answer.items()):
        yield "took a header from what was written"


def reflected(body: str) -> Iterator[str]:
    """What was written is an element, an attribute or an address that runs."""
    for element in BeautifulSoup(body, "lxml").select("*"):
        if element.name == SIGN:
            yield "shows what was written as markup"
        if f"on{SIGN}" in element.attrs:
            yield f"takes an attribute of <{element.name}> from what was written"
        for name in LEADING:
            if str(element.get(name) or "").strip().lower().startswith("javascript:"):
                yield f"runs what was written in {name}"
