"""Writes the English catalogue anew, and what of it scripts say: `python tests/tools/words.py`.

Every sentence of the house stands in it once, with the English it had; a new one is empty, and
`tests/words` fails until somebody has written it.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.words.finding import (  # noqa: E402
    CATALOGUE,
    ENGLISH_OF_SCRIPTS,
    english,
    said_by_scripts,
    sentences,
)

NO_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The same sentences make the same file, whenever it is written."""


def catalogue() -> Catalog:
    """The sentences of the house with what is known of their English."""
    known = english()
    made = Catalog(locale="en", fuzzy=False, creation_date=NO_DAY, revision_date=NO_DAY)
    made.header_comment = "# The house in English: the key is the Chinese sentence."
    for said, places in sorted(sentences().items(), key=lambda one: (one[1][0], one[0])):
        made.add(said, known.get(said, ""), locations=[(place, 0) for place in places[:3]])
    return made


def as_po(catalogue: Catalog) -> bytes:
    into = BytesIO()
    write_po(into, catalogue, width=100, include_lineno=False, omit_header=False)
    lines = into.getvalue().decode("utf-8").splitlines(keepends=True)
    changing = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Report-Msgid", "Last-Tra")
    return "".join(x for x in lines if not x.startswith(tuple(f'"{c}' for c in changing))).encode()


def as_mo(catalogue: Catalog) -> bytes:
    into = BytesIO()
    write_mo(into, catalogue)
    return into.getvalue()


def as_script(catalogue: Catalog) -> bytes:
    said = sorted({words for _, words in said_by_scripts()})
    told = {words: str(catalogue.get(words).string) or words for words in said}
    lines = json.dumps(told, ensure_ascii=False, indent=2)
    return f'"use strict";\n\n// Written from the catalogue.\nwindow.english = {lines};\n'.encode()


def files_of(catalogue: Catalog) -> dict[Path, bytes]:
    """What people write in, what the server reads, what a page in English loads."""
    return {
        CATALOGUE: as_po(catalogue),
        CATALOGUE.with_suffix(".mo"): as_mo(catalogue),
        ENGLISH_OF_SCRIPTS: as_script(catalogue),
    }


if __name__ == "__main__":
    made = catalogue()
    for path, data in files_of(made).items():
        path.write_bytes(data)
    empty = [message.id for message in made if message.id and not message.string]
    print(f"{len(made)} sentences, {len(empty)} without English", *empty[:20], sep="\n")
