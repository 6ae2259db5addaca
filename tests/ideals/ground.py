"""A piece of the series as the tests know it, and its way to print."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from qingshan.ideals.models import Piece
from tests.gatherings.ground import by
from tests.records.test_evidence import photograph

SERIES = "/ideals/series/"
WORDS = "他把篮球架修了又修，孩子们都记得。"


def sheet(piece: Piece, *blocks: dict[str, Any], do: str = "save", **changed: Any) -> dict:
    """What the editor sends: each block is its kind and its words."""
    sent: dict[str, Any] = {"title": piece.title, "seen": piece.version, "do": do} | changed
    for n, block in enumerate(blocks):
        sent |= {f"{name}-{n}": value for name, value in block.items()}
    return sent


def begun(cast, title: str = "把讲台站成家") -> Piece:
    """By the homeroom teacher about 吴老师."""
    told = {"portrayed": cast.staff["teacher"].pk, "title": title}
    answer = by(cast, "homeroom").post(f"{SERIES}new/", told)
    assert answer.status_code == 302, answer.content.decode()
    return Piece.objects.latest("pk")


def written(cast, *blocks: dict[str, Any], title: str = "把讲台站成家") -> Piece:
    piece = begun(cast, title)
    blocks = blocks or (
        {"kind": "heading", "text": "第一年"},
        {"kind": "text", "text": WORDS},
        {"kind": "quote", "text": "我不走了。", "by": "吴老师"},
        {
            "kind": "picture",
            "by": "操场",
            "file": ContentFile(photograph(place=True), name="a.jpg"),
        },
    )
    answer = by(cast, "homeroom").post(f"{SERIES}{piece.pk}/edit/", sheet(piece, *blocks))
    assert answer.status_code == 302, answer.content.decode()
    piece.refresh_from_db()
    return piece


def do(cast, who: str, piece: Piece, deed: str):
    return by(cast, who).post(f"{SERIES}{piece.pk}/do/{deed}/", follow=True)


def published(cast, *blocks: dict[str, Any], title: str = "把讲台站成家") -> Piece:
    piece = written(cast, *blocks, title=title)
    for who, deed in (("homeroom", "ask"), ("teacher", "consent"), ("secretary", "publish")):
        do(cast, who, piece, deed)
    piece.refresh_from_db()
    assert piece.state == "published"
    return piece
