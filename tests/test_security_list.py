"""`docs/asvs.md`: every requirement up to level 2 is there, and every file it names."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "asvs.md").read_text("utf-8")
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| (holds|partly|no|n/a) \| (.+) \|$", re.MULTILINE)
UP_TO_LEVEL_2 = 253  # of version 5.0.0
FILE = re.compile(r"`([a-z_]+/[a-z0-9_/-]+\.(?:py|md))`")
PLACES = (ROOT, ROOT / "src" / "qingshan")


def test_every_line_is_there_once_and_says_why():
    rows = ROW.findall(TEXT)
    numbers = [number for number, _, _ in rows]
    assert len(numbers) == len(set(numbers)) == UP_TO_LEVEL_2
    assert TEXT.count("\n| V") == UP_TO_LEVEL_2
    count = Counter(answer for _, answer, _ in rows)
    assert (
        f"{count['holds']} hold, {count['partly']} hold in part, {count['no']} do not, "
        f"{count['n/a']} do not apply."
    ) in TEXT


def test_every_file_it_names_exists():
    for name in FILE.findall(TEXT):
        assert any((place / name).exists() for place in PLACES), name


def test_every_decision_it_names_exists():
    written = {file.name[:4] for file in (ROOT / "docs" / "decisions").glob("0*.md")}
    named = {
        number
        for said in re.findall(r"decisions? ((?:\d{4}(?:, )?)+)", TEXT)
        for number in said.split(", ")
        if number
    }
    assert named
    assert named <= written
