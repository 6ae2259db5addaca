"""The codes that are shown on a screen or printed on a slip, to be scanned with a phone."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from qrcode.main import QRCode

SAFE = " /:=(),;"  # left as they are: shorter, and lawful in a quoted attribute
QUIET = 4  # modules around the code, as ISO/IEC 18004 asks for


def code_to_scan(address: str) -> str:
    """An address as a picture in the page itself, SVG in a `data:` address: nothing else loads.

    A row of dark modules is one stroke, so that a page of fifty slips stays small.
    """
    code = QRCode(border=QUIET)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(stroke for y, row in enumerate(rows) for stroke in _strokes(y, row))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" '
        f'width="{len(rows) * 5}" height="{len(rows) * 5}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{len(rows)}v{len(rows)}H0z"/><path d="{path}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg, safe=SAFE)}"


def _strokes(y: int, row: list[bool]) -> list[str]:
    strokes, x = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            strokes.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return strokes
