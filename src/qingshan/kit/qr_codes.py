"""The codes that are shown on a screen or printed on a slip, to be scanned with a phone."""

from __future__ import annotations

import base64

import qrcode
from qrcode.image.svg import SvgPathFillImage


def code_to_scan(address: str) -> str:
    """An address as a picture in the page itself, SVG in a `data:` address: nothing else loads."""
    image = qrcode.make(address, image_factory=SvgPathFillImage, box_size=12, border=2)
    return f"data:image/svg+xml;base64,{base64.b64encode(image.to_string()).decode()}"
