"""Finds every sentence the house says: in templates, modules and scripts, in its lists."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel.messages.pofile import read_po

from qingshan.kit.marking import sentences_of
from tests.words.left import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "qingshan"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
ENGLISH_OF_SCRIPTS = PACKAGE / "kit" / "static" / "kit" / "words.en.js"
IN_LISTS = {
    "src/qingshan/records/kinds.yaml": ("label", "group"),
    "src/qingshan/growth/reviews/gates.yaml": ("politics", "ethics", "craft"),
    "src/qingshan/growth/ladder/ladder.yaml": ("words",),
    "src/qingshan/teaching/observation/rubrics/*.yaml": ("title", "text", "levels"),
    "packs/*.yaml": ("title", "short", "summary", "reading", "words", "label", "group"),
}
"""What of lists that come with the house is said in the reader's language; the rest is content."""

SAID_BY_SCRIPT = re.compile(r"\btr\(\s*\"((?:[^\"\\]|\\.)*)\"")


def english() -> dict[str, str]:
    """Each sentence of the catalogue with its English; "" where nobody has written it."""
    with CATALOGUE.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="en") if m.id}


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def scripts() -> list[Path]:
    """The house's own: what was written from the catalogue is no source of it."""
    found = [*PACKAGE.rglob("static/**/*.js"), *PACKAGE.rglob("templates/**/*.js")]
    return sorted(path for path in found if path != ENGLISH_OF_SCRIPTS)


def modules() -> list[Path]:
    """The modules whose Chinese is for people."""
    left = re.compile("|".join(FILES.values()))
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not left.search(str(path))]


def sentences() -> dict[str, list[str]]:
    """Each sentence with the files it stands in."""
    found: dict[str, list[str]] = {}
    for path, said in [*_of_templates(), *_of_modules(), *said_by_scripts(), *said_in_lists()]:
        places = found.setdefault(said, [])
        name = str(path.relative_to(ROOT))
        if name not in places:
            places.append(name)
    return found


def _of_templates() -> Iterator[tuple[Path, str]]:
    for path in templates():
        for said in sentences_of(path.read_text("utf-8")):
            yield path, said


def _of_modules() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = said_by(node)
            if said is not None:
                yield path, said


def said_by_scripts() -> Iterator[tuple[Path, str]]:
    for path in scripts():
        for said in SAID_BY_SCRIPT.findall(path.read_text("utf-8")):
            yield path, said


def said_in_lists() -> Iterator[tuple[Path, str]]:
    for pattern, fields in IN_LISTS.items():
        for path in sorted(ROOT.glob(pattern)):
            for field, text in texts_of(yaml.safe_load(path.read_text("utf-8"))):
                if field in fields:
                    yield path, text.strip()


def texts_of(held: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a list from a file, each with the name of its field."""
    if isinstance(held, dict):
        for name, each in held.items():
            yield from texts_of(each, name)
    elif isinstance(held, list):
        for each in held:
            yield from texts_of(each, field)
    elif isinstance(held, str):
        yield field, held


def said_by(node: ast.AST) -> str | None:
    """What `tr("…")` says, and the pattern of `dated(day, "…")`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    said = {"tr": node.args[:1], "dated": node.args[1:2]}.get(node.func.id, [])
    return str(said[0].value) if said and isinstance(said[0], ast.Constant) else None
