"""A recording without what a telephone writes beside the sound: the place, the device, the owner.

The sound itself is not touched, nor does anything in the file move: what tells too much is
overwritten where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TELLING = (b"udta", b"meta", b"uuid")
HOLDING = (b"moov", b"trak", b"mdia", b"moof", b"traf")
HEAD = 8  # bytes of a box: how long, and what
LONG_HEAD = 16
ID3_HEAD, ID3_TAIL = 10, 128


def unmarked(data: bytes, media_type: str) -> bytes:
    """The recording as it may be kept. As phones write them, Ogg, WebM and AMR hold sound alone."""
    if media_type == "audio/mp4":
        return _without_boxes(data)
    if media_type in {"audio/mpeg", "audio/aac"}:
        return _without_id3(data)
    return _without_lists(data) if media_type == "audio/wav" else data


def _without_boxes(data: bytes) -> bytes:
    kept = bytearray(data)
    for start, head, end in _telling_boxes(data, 0, len(data)):
        kept[start + 4 : start + HEAD] = b"free"
        body = min(start + head, end)  # a long head may lie past the end
        kept[body:end] = bytes(end - body)
    return bytes(kept)


def _telling_boxes(data: bytes, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Start, length of the head and end of each box that tells more than the sound."""
    while start + HEAD <= stop:
        size, kind = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + HEAD]
        head = HEAD
        if size == 1:
            size, head = int.from_bytes(data[start + HEAD : start + LONG_HEAD], "big"), LONG_HEAD
        end = min(start + size, stop) if size >= head else stop  # 0, or broken: to the end
        if kind in TELLING:
            yield start, head, end
        elif kind in HOLDING:
            yield from _telling_boxes(data, start + head, end)
        start = end


def _without_id3(data: bytes) -> bytes:
    while data.startswith(b"ID3") and len(data) > ID3_HEAD:
        size = 0
        for part in data[6:ID3_HEAD]:  # seven bits of each byte
            size = size << 7 | part & 0x7F
        data = data[ID3_HEAD + size :]
    return data[:-ID3_TAIL] if data[-ID3_TAIL:].startswith(b"TAG") else data


def _without_lists(data: bytes) -> bytes:
    """A WAVE file is a row of chunks behind twelve bytes; `JUNK` is what players pass over."""
    kept, start = bytearray(data), 12
    while start + HEAD <= len(data):
        size = int.from_bytes(data[start + 4 : start + HEAD], "little")
        end = min(start + HEAD + size, len(data))
        if data[start : start + 4] in {b"LIST", b"id3 ", b"bext", b"iXML"}:
            kept[start : start + 4] = b"JUNK"
            kept[start + HEAD : end] = bytes(end - start - HEAD)
        start = end + size % 2
    return bytes(kept)
