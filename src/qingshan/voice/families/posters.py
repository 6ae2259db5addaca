"""The code to scan that leads families here."""

from __future__ import annotations

import base64
from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage


def code_to_scan(address: str) -> str:
    """An address as a picture to scan, drawn as SVG in a `data:` address."""
    picture = qrcode.make(address, image_factory=SvgPathFillImage, box_size=12, border=2)
    drawn = BytesIO()
    picture.save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
