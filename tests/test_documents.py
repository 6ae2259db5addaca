"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import typer

from qingshan.config.cli import COMMANDS
from qingshan.config.cli.app import app

ROOT = Path(__file__).resolve().parents[1]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def rows_of_commands() -> dict[str, str]:
    """The words of a command → its rows in docs/commands.md; `report KEY` is told with `report`."""
    found: dict[str, str] = {}
    for words in re.findall(r"^\| `qingshan ([^`]+)`", text("docs/commands.md"), re.M):
        name = " ".join(re.match(r"[a-z]+(?: [a-z]+)*", words)[0].split())
        found[name] = found.get(name, "") + " " + words
    return found


def every_command() -> dict[str, list[list[str]]]:
    """The words of each command of the program → its options, each by all its names."""
    for module in set(COMMANDS.values()):
        importlib.import_module(f"qingshan.config.cli.{module}")
    found: dict[str, list[list[str]]] = {}

    def walk(command, words):
        within = getattr(command, "commands", {})
        for name, one in within.items():
            walk(one, words if (words, name) == (["report"], "make") else [*words, name])
        if words and (not within or words == ["report"]):
            found.setdefault(" ".join(words), []).extend(
                p.opts for p in command.params if p.param_type_name == "option"
            )

    walk(typer.main.get_command(app), [])
    return found


def test_every_command_is_documented_with_every_option():
    told, there = rows_of_commands(), every_command()
    missing = {
        name: [names for names in options if not any(one in told.get(name, "") for one in names)]
        for name, options in there.items()
    }
    assert {name: options for name, options in missing.items() if options or name not in told} == {}
    assert set(told) - set(there) == {"manage"}


def test_every_setting_is_documented():
    read = set(re.findall(r'"(QINGSHAN_\w+)"', text("src/qingshan/config/environment.py")))
    for page in ("docs/commands.md", "docs/administrator/settings.md"):
        told = set(re.findall(r"^\| `(QINGSHAN_\w+)`", text(page), re.M))
        assert told == read, page


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
