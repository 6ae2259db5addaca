from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from qrcode.main import QRCode

from qingshan.kit.qr_codes import QUIET, code_to_scan


@given(st.text(min_size=1, max_size=120))
def test_the_strokes_are_the_dark_modules_of_the_code(address):
    kind, _, svg = code_to_scan(address).partition(",")
    assert kind == "data:image/svg+xml"
    drawn = ElementTree.fromstring(unquote(svg))[1].attrib["d"]
    dark = set()
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", drawn):
        assert length == back
        dark |= {(int(x) + n, int(y)) for n in range(int(length))}
    code = QRCode(border=QUIET)
    code.add_data(address)
    assert dark == {
        (x, y) for y, row in enumerate(code.get_matrix()) for x, on in enumerate(row) if on
    }
