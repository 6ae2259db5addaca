"""Pages, pictures and lists of the documentation: none is missing, none is left over."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from tests.test_documents import ROOT, text

DOCS = ROOT / "docs"
READERS = ("teacher", "administrator", "county", "developer")
PAGES = sorted(page for reader in READERS for page in (DOCS / reader).glob("*.md"))
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LARGEST = 60_000  # bytes
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def headings(page: Path) -> list[str]:
    without_code = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    return re.findall(r"^(#+ .+)$", without_code, re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_has_one_title_and_is_reached_from_its_folder(page):
    assert [one for one in headings(page) if one.startswith("# ")] == headings(page)[:1]
    if page.name != "README.md":
        assert f"({page.name})" in (page.parent / "README.md").read_text("utf-8")


def test_the_order_of_the_site_names_every_page():
    said = importlib.util.spec_from_file_location("site_conf", DOCS / "conf.py")
    conf = importlib.util.module_from_spec(said)
    said.loader.exec_module(conf)
    for reader in READERS:
        there = {page.stem for page in (DOCS / reader).glob("*.md")} - {"README"}
        assert set(conf.ORDER[reader].split()) == there


def test_every_picture_is_made_by_the_script_shown_with_words_and_small():
    made = re.findall(r'(?:at_desk|in_the_hand)\(\s*"([\w-]+)"', text("tests/tools/pictures.py"))
    there = {file.stem for file in (DOCS / "pictures").glob("*.webp")}
    shown = set()
    for page in [*PAGES, *ROOT.glob("*.md")]:
        for words, address in SHOWN.findall(page.read_text("utf-8")):
            assert words, f"{page.name}: {address} is shown without words"
            shown.add(Path(address).stem)
    assert len(made) == len(set(made)) <= 25
    assert set(made) == there == shown
    for file in (DOCS / "pictures").iterdir():
        assert file.stat().st_size <= LARGEST, file.name
        with Image.open(file) as picture:
            assert picture.format == "WEBP"


@pytest.mark.parametrize("reader", READERS[:3])
def test_pages_for_teachers_administrators_and_counties_are_in_chinese(reader):
    for page in (DOCS / reader).glob("*.md"):
        for title in headings(page):
            assert CHINESE.search(title), f"{page.name}: {title}"


def decisions() -> str:
    """The list of docs/decisions/README.md: each page by number and title."""
    rows = ["| | decided |", "|---|---|"]
    for page in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        title = re.match(r"# (\d+)\. (.+)\n", page.read_text("utf-8"))
        assert title, f"{page.name} begins with another line than `# {int(page.name[:4])}. …`"
        assert int(title[1]) == int(page.name[:4]), page.name
        rows.append(f"| [{page.name[:4]}]({page.name}) | {title[2]} |")
    return "\n".join(rows)


def holds(page: Path, head: str, wanted: str) -> None:
    """The table that begins with `head` is as wanted; `QINGSHAN_WRITE_TABLE=1` writes it anew."""
    told = page.read_text("utf-8")
    written = re.sub(re.escape(head) + r"\n(?:\|.*\n)+", lambda _: wanted + "\n", told, count=1)
    if os.environ.get("QINGSHAN_WRITE_TABLE") == "1":
        page.write_text(written, encoding="utf-8")
    else:
        assert told == written


def test_every_decision_is_in_the_list_by_its_title():
    page = DOCS / "decisions" / "README.md"
    holds(page, "| | decided |", decisions())
    assert page.read_text("utf-8").endswith(decisions() + "\n")


def contract() -> list[list[str]]:
    """The layers as the import contract has them; the apps of a layer, top first."""
    project = tomllib.loads(text("pyproject.toml"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [re.findall(r"\w+", layer) for layer in layers]


def test_architecture_lists_the_apps_in_the_order_of_the_contract():
    drawn = re.search(r"```\n(src/qingshan/.*?)```", text("docs/architecture.md"), re.S)[1]
    lines = [re.findall(r"(\w+)/", line) for line in drawn.splitlines() if line.startswith("  ")]
    told = [names for line in lines if (names := [n for n in line if n.isidentifier()])]
    assert [sorted(names) for names in told] == [sorted(layer) for layer in contract()]


def imports() -> dict[str, set[str]]:
    """App → the apps it imports, read from the sources."""
    found: dict[str, set[str]] = {}
    package = ROOT / "src" / "qingshan"
    for file in package.rglob("*.py"):
        app = file.relative_to(package).parts[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                if module.startswith("qingshan.") and module.split(".")[1] != app:
                    found.setdefault(app, set()).add(module.split(".")[1])
    return found


def graph() -> str:
    """The table of docs/architecture.md: each app with those it imports, both top first."""
    really, order = imports(), [name for layer in contract() for name in layer]
    rows = [
        f"| `{app}` | {' '.join(f'`{name}`' for name in order if name in really.get(app, ()))} |"
        for app in order
    ]
    return "\n".join(["| app | imports |", "|---|---|", *rows])


def test_architecture_says_of_every_app_what_it_imports():
    holds(DOCS / "architecture.md", "| app | imports |", graph())
