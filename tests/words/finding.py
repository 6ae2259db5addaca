"""Finds every sentence the house says: in templates, in `tr()` of modules and of scripts."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from qingshan.kit.marking import CHINESE, sentences_of
from tests.words.left import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "qingshan"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
ENGLISH_OF_SCRIPTS = PACKAGE / "kit" / "static" / "kit" / "words.en.js"
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
    for path, said in [*_of_templates(), *_of_modules(), *said_by_scripts()]:
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


def said_by(node: ast.AST) -> str | None:
    """What `tr("…")` says, and the pattern of `dated(day, "…")`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    said = {"tr": node.args[:1], "dated": node.args[1:2]}.get(node.func.id, [])
    return str(said[0].value) if said and isinstance(said[0], ast.Constant) else None
