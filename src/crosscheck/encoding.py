"""The encodings offices write CSV in: UTF-8 as it is, GB18030 as a copy in UTF-8."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from crosscheck.problems import RegisterUnreadable

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 1 << 20


def is_utf8(file: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as opened:
        try:
            while chunk := opened.read(CHUNK):
                if b"\x00" in chunk:
                    raise RegisterUnreadable(file, "这不是文本文件。")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def as_utf8(file: Path, folder: Path) -> Path:
    """A copy in UTF-8 of a file in GB18030, in the private folder."""
    copy = folder / f"utf8-{len(list(folder.glob('utf8-*')))}.csv"
    line = 1
    decoder = codecs.getincrementaldecoder("gb18030")()
    with file.open("rb") as opened, copy.open("w", encoding="utf-8", newline="") as out:
        for raw in opened:
            try:
                out.write(decoder.decode(raw))
            except UnicodeDecodeError as error:
                reason = "这一行既不是 UTF-8，也不是 GB18030；请另存为“CSV UTF-8”再来。"
                raise RegisterUnreadable(file, reason, line=line) from error
            line += 1
    return copy
