"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import re
from pathlib import Path

from qingshan.config.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_command_is_documented():
    told = set(re.findall(r"`qingshan (\w+)", text("docs/commands.md"))) - {"manage"}
    assert told == set(COMMANDS)


def test_every_setting_is_documented():
    read = set(re.findall(r'"(QINGSHAN_\w+)"', text("src/qingshan/config/environment.py")))
    told = set(re.findall(r"^\| `(QINGSHAN_\w+)`", text("docs/commands.md"), re.M))
    assert told == read


def test_every_link_between_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_architecture_names_every_app():
    told = set(re.findall(r"\b(\w+)/", text("docs/architecture.md")))
    apps = {p.parent.name for p in (ROOT / "src" / "qingshan").glob("*/apps.py")}
    assert apps <= told


def test_the_project_speaks_of_itself_alone():
    """No path of a machine and no address of a package index in any tracked text."""
    import subprocess

    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    forbidden = re.compile(r"/work/(?:main|shared)|pypi\.org|--index-url|registry\.npmjs")
    wrong = []
    for name in filter(None, tracked):
        try:
            held = (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if forbidden.search(held) and name != "tests/test_documents.py":
            wrong.append(name)
    assert wrong == []
