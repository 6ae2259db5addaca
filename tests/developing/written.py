"""What the pages for developers tell to write: blocks of code, each under the name of its file."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "developer"
BLOCK = re.compile(r"^`([^`\n]+)`\n\n```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page: str) -> dict[str, tuple[str, str]]:
    """File → (language, text), in the page's order."""
    text = (PAGES / f"{page}.md").read_text("utf-8")
    return {file: (language, held) for file, language, held in BLOCK.findall(text)}


def write(page: str, into: Path) -> None:
    """Does in a copy of the sources what the page tells."""
    for name, (language, text) in blocks(page).items():
        file = into / name
        if language == "diff":
            file.write_text(changed(file.read_text("utf-8"), text), encoding="utf-8")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def changed(text: str, diff: str) -> str:
    """The text with a small difference applied: its old lines stand in it once."""
    old = "\n".join(line[1:] for line in diff.splitlines() if line[:1] in {" ", "-"})
    new = "\n".join(line[1:] for line in diff.splitlines() if line[:1] in {" ", "+"})
    assert text.count(old) == 1, f"not there once:\n{diff}"
    return text.replace(old, new)
