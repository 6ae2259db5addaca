"""What axe has to say of a page, and whether the page holds when it is made narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_LAYOUT = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
"""Those that a wider screen can break on a page which a phone shows well."""

HEAVIEST = 60_000
"""Bytes on the line: of a page, and of a first visit with every sheet and script."""

ASKED = """only => axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(
  found => found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`)))"""
BESIDE = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.right > innerWidth + 1 && !e.closest('.table-wrap, .sr-only');
}).slice(-3).map(e => e.outerHTML.slice(0, 120))"""
SHAPES = """() => [...new Set([...document.querySelectorAll('body *')].map(
  e => e.localName + '.' + (e.getAttribute('class') || '')))]"""


def faults(page: Page) -> list[str]:
    """What axe finds by any rule of WCAG 2.1 A and AA and by its own of good practice."""
    page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(ASKED, {"type": "tag", "values": EVERY_RULE}))


def faults_of_layout(page: Page) -> list[str]:
    """What axe finds on the page `faults` has been asked of, at another width."""
    return list(page.evaluate(ASKED, {"type": "rule", "values": RULES_OF_LAYOUT}))


def shapes(page: Page) -> set[str]:
    """Of which sorts of elements the page is made."""
    return set(page.evaluate(SHAPES))


def beside(page: Page, width: int) -> list[str]:
    """What makes the page scroll sideways at so many pixels."""
    page.set_viewport_size({"width": width, "height": 600})
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"wider than {width}: {each}" for each in page.evaluate(BESIDE)] if wide else []
