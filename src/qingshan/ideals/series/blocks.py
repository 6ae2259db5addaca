"""The blocks of a piece: what was posted from the editor, and what may be kept of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.kit.cells import tidy
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.records.uploads import PICTURES, CheckedFile, EvidenceRefused, checked

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

KINDS = {
    "heading": tr("小标题"),
    "text": tr("一段话"),
    "picture": tr("照片"),
    "quote": tr("引一句话"),
}
LONGEST = {"heading": 40, "text": 4000, "picture": 0, "quote": 300}
LONGEST_BY = 60
MOST = 60
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_PLACE = re.compile(r"kind-(\d{1,3})")


def plain(text: object) -> str:
    """Without what no page can show and without marks that turn the direction of the line."""
    return _TURNS.sub("", tidy(str(text or "")))


@dataclass
class Block:
    """One block: `by` is who said a quote, or what a picture shows; `picture` the key of one."""

    kind: str
    text: str = ""
    by: str = ""
    picture: int | None = None
    error: str = ""
    file: CheckedFile | None = None

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def says_nothing(self) -> bool:
        return not self.text and self.picture is None and self.file is None

    def kept(self) -> dict[str, Any]:
        return {"kind": self.kind, "text": self.text, "by": self.by, "picture": self.picture}


@dataclass
class Sheet:
    """The editor as it was sent: the blocks in their order, and what is asked to be done."""

    blocks: list[Block]
    errors: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.errors and not any(block.error for block in self.blocks)


def blocks_of(held: list[dict[str, Any]]) -> list[Block]:
    """As they are kept; one of a kind that is not known any more is passed over."""
    return [
        Block(one["kind"], one.get("text", ""), one.get("by", ""), one.get("picture"))
        for one in held
        if one.get("kind") in KINDS
    ]


def posted(data: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]) -> Sheet:
    """The blocks that the editor sent, each with what is wrong in it."""
    places = sorted(int(found[1]) for name in data if (found := _PLACE.fullmatch(name)))
    sheet = Sheet([_block(data, files, n) for n in places if data[f"kind-{n}"] in KINDS])
    if len(sheet.blocks) > MOST:
        sheet.errors.append(tr("最多 {most} 块，请删掉几块，或者分成两篇。").format(most=MOST))
    return sheet


def done(blocks: list[Block], deed: str) -> int:
    """Adds, moves or drops a block as a button asks; the place to look at afterwards."""
    word, _, what = deed.partition("-")
    if word == "add" and what in KINDS:
        blocks.append(Block(what))
        return len(blocks) - 1
    at = int(what) if is_key(what) else -1
    moves: dict[str, Callable[[], int]] = {
        "up": lambda: _swap(blocks, at, at - 1),
        "down": lambda: _swap(blocks, at, at + 1),
        "drop": lambda: _drop(blocks, at),
    }
    return moves[word]() if word in moves and 0 <= at < len(blocks) else max(at, 0)


def _swap(blocks: list[Block], at: int, to: int) -> int:
    if not 0 <= to < len(blocks):
        return at
    blocks[at], blocks[to] = blocks[to], blocks[at]
    return to


def _drop(blocks: list[Block], at: int) -> int:
    del blocks[at]
    return max(at - 1, 0)


def _block(data: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]], n: int) -> Block:
    kind = data.get(f"kind-{n}", "")
    picture = data.get(f"picture-{n}", "")
    block = Block(
        kind,
        plain(data.get(f"text-{n}")) if kind != "picture" else "",
        plain(data.get(f"by-{n}")),
        int(picture) if kind == "picture" and is_key(picture) else None,
    )
    if len(block.text) > LONGEST[kind]:
        block.error = tr("这一块太长了，最多 {longest} 个字。").format(longest=LONGEST[kind])
    elif len(block.by) > LONGEST_BY:
        block.error = tr("说明太长了，最多 {longest_by} 个字。").format(longest_by=LONGEST_BY)
    upload = files.get(f"file-{n}")
    if kind == "picture" and upload is not None:
        _take(block, upload)
    return block


def _take(block: Block, upload: UploadedFile[bytes]) -> None:
    try:
        file = checked(upload)
    except EvidenceRefused as refused:
        block.error = tr("“{upload}”没有收下。{refused}").format(
            upload=upload.name, refused=refused
        )
        return
    if not file.media_type.startswith("image/"):
        block.error = tr("这里只放照片（{pictures}）。").format(
            pictures=tr("、").join(sorted(PICTURES))
        )
        return
    block.file = file
