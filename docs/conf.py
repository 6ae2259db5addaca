"""How the pages of this folder become a site: `python3 run.py docs`.

The pages are plain Markdown and read as well where they lie. What a page of a folder leads to, in
which order, is said here, so that no page holds markup for the builder.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

project = "青山 Qingshan"
author = "Qingshan"
language = "zh_CN"
extensions = ["myst_parser"]
root_doc = "README"
myst_heading_anchors = 4
html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": [],
    "footer_end": [],
    "navigation_with_keys": False,
}
html_show_sourcelink = False
html_copy_source = False

LINK = re.compile(r"\]\((\.\./[^)#:]+\.md)\)")
READERS = ("teacher", "administrator", "county", "developer")
ORDER = {
    "teacher": "sign-in today write visits offline roll child leaving case duties drops observe "
    "mentoring documents",
    "administrator": "install first-morning accounts backup upgrade bad-days keys postgresql "
    "settings",
    "county": "what-is-seen packages server",
    "developer": "programme kind wing indicator sheet document",
}


def children(docname: str) -> list[str]:
    """The pages below a page, as its table of contents has them."""
    folder, _, name = docname.rpartition("/")
    if name != "README":
        return []
    if folder in ORDER:
        return ORDER[folder].split()
    if folder == "decisions":
        return sorted(page.stem for page in (HERE / folder).glob("0*.md"))
    above = [f"{reader}/README" for reader in READERS]
    beside = sorted(page.stem for page in HERE.glob("*.md") if page.stem != "README")
    return [*above, *beside, "decisions/README"]


def outside(link: re.Match[str], page: Path) -> str:
    """A Markdown file beside this folder is no page of the site: it goes along as it is."""
    leads_out = HERE not in (page.parent / link[1]).resolve().parents
    return f"](path:{link[1]})" if leads_out else link[0]


def add_contents(app: Any, docname: str, source: list[str]) -> None:
    page = HERE / f"{docname}.md"
    source[0] = LINK.sub(lambda link: outside(link, page), source[0])
    if pages := children(docname):
        source[0] += "\n\n" + "\n".join(["```{toctree}", ":hidden:", "", *pages, "```"]) + "\n"


def open_at_the_entrance(app: Any, failure: Exception | None) -> None:
    """A folder that is opened shows its `index.html`."""
    if failure is None and app.builder.name == "html":
        shutil.copy(Path(app.outdir) / "README.html", Path(app.outdir) / "index.html")


def setup(app: Any) -> None:
    app.connect("source-read", add_contents)
    app.connect("build-finished", open_at_the_entrance)
