"""The stylesheets hold what the look promises: contrast, and only what Chromium 109 knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qingshan.kit

STATIC = Path(qingshan.kit.__file__).parent / "static" / "kit"
LIGHT = (STATIC / "kit.css").read_text("utf-8")
DARK = (STATIC / "dark.css").read_text("utf-8")
READ_ON = [
    ("ink", "paper"),
    ("ink", "card"),
    ("soft", "paper"),
    ("soft", "card"),
    ("green", "paper"),
    ("green", "card"),
    ("green", "wash"),
    ("on-green", "green"),
    ("on-green", "green-strong"),
    ("on-wash", "wash"),
    ("due", "due-wash"),
    ("due", "card"),
    ("danger", "danger-wash"),
    ("danger", "card"),
    ("danger", "paper"),
]


def tokens(sheet: str) -> dict[str, str]:
    """The first set of a sheet: name → #rrggbb."""
    found: dict[str, str] = {}
    for name, colour in re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", sheet):
        found.setdefault(name, colour)
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_can_be_read_on_its_ground(sheet, text, ground):
    colours = tokens(sheet)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(sheet):
    colours = tokens(sheet)
    assert contrast(colours["edge"], colours["card"]) >= 3


def test_the_night_has_every_colour_of_the_day():
    assert set(tokens(LIGHT)) == set(tokens(DARK))


@pytest.mark.parametrize("word", ["oklch", "color-mix", "@scope", "&", "http", "@import"])
@pytest.mark.parametrize("file", sorted(STATIC.glob("*.css")), ids=lambda file: file.name)
def test_a_sheet_keeps_to_what_chromium_109_knows(file, word):
    assert word not in file.read_text("utf-8")
