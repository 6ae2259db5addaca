"""A published piece as a file of its own: HTML to paste into a public account, and Word.

The HTML holds everything: pictures are drawn anew and stand in it as data, looks are written on
each element, because public accounts drop style sheets. Nothing in it is a script or leads out:
the words are escaped, and what was put together is cleaned once more by nh3.
"""

from __future__ import annotations

import base64
import io
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nh3
from PIL import Image, ImageOps, UnidentifiedImageError

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.declaring import Asks, Document, Words
from qingshan.documents.markup import word_template
from qingshan.ideals.models import Piece, PiecePicture
from qingshan.ideals.series.blocks import Block, blocks_of, plain
from qingshan.ideals.series.services import SERIES
from qingshan.kit.words import makes_a_file, tr

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked

TEXT = Path(__file__).parents[1] / "templates" / "ideals" / "piece.md"
WIDEST = 1080  # pixels, as public accounts show
QUALITY = 82
PICTURE = "data:image/jpeg;base64,"
TAGS = {"section", "h1", "h2", "p", "blockquote", "figure", "figcaption", "img", "br", "footer"}
LOOKS = {
    "section": "max-width:677px;margin:0 auto;color:#1d2823;font-size:17px;line-height:1.8",
    "h1": "font-size:24px;line-height:1.4;margin:0 0 8px",
    "h2": "font-size:19px;line-height:1.5;margin:28px 0 12px;color:#2c6650",
    "p": "margin:0 0 16px",
    "blockquote": "margin:20px 0;padding:4px 0 4px 16px;border-left:4px solid #2c6650",
    "figure": "margin:20px 0;text-align:center",
    "img": "max-width:100%;height:auto",
    "figcaption": "font-size:14px;color:#56635c;margin-top:6px",
    "footer": "margin-top:32px;font-size:14px;color:#56635c",
}
PROPERTIES = {one.partition(":")[0] for look in LOOKS.values() for one in look.split(";")}


@makes_a_file
def as_html(piece: Piece) -> str:
    """A whole HTML document, valid and on its own."""
    pictures = _pictures(piece)
    body = [
        _tag("h1", escape(plain(piece.title))),
        _tag("p", escape(f"{SERIES}第 {piece.number} 期　{plain(piece.portrayed.name)}")),
        *(_block(block, pictures) for block in blocks_of(piece.blocks)),
        _tag("footer", escape(f"{piece.school.name}　文：{piece.writer.name}")),
    ]
    held = _cleaned(_tag("section", "\n".join(filter(None, body))))
    title = escape(plain(piece.title))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{held}\n</body>\n</html>\n"
    )


def _words() -> Words:
    plain = {
        "title": "题目",
        "issue": "第几期、写的是谁",
        "school": "学校名称",
        "writer": "谁写的",
    }
    block = {
        "heading": "小标题，别的段落没有",
        "text": "一段话，别的段落没有",
        "quote": "一句引用的话，别的段落没有",
        "picture": "一张照片，别的段落没有",
        "by": "引用的话是谁说的，或者照片的说明",
    }
    return Words(plain, {"blocks": block})


@makes_a_file
def _fill(asked: Asked) -> dict[str, Any]:
    piece: Piece = asked.row
    pictures = _pictures(piece)
    return {
        "title": plain(piece.title),
        "issue": f"{SERIES}第 {piece.number} 期　{plain(piece.portrayed.name)}",
        "school": piece.school.name,
        "writer": piece.writer.name,
        "blocks": [_told(block, pictures) for block in blocks_of(piece.blocks)],
    }


def _told(block: Block, pictures: dict[int, bytes]) -> dict[str, Any]:
    text = plain(block.text)
    return {
        "heading": text if block.kind == "heading" else "",
        "text": text if block.kind == "text" else "",
        "quote": text if block.kind == "quote" else "",
        "picture": pictures.get(block.picture or 0) if block.kind == "picture" else None,
        "by": plain(block.by),
    }


PIECE = Document(
    key="series-piece",
    title=tr("《扎根农村，教书育人》一期"),
    about=tr("风采系列里发了的一篇，在“扎根系列”里一篇一篇地下载。"),
    group=tr("协议和单据"),
    asks=Asks.ROW,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXT),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"series-{asked.row.number}",
    page="ideals:series",
    rows=lambda school: Piece.objects.filter(school=school, state=Piece.State.PUBLISHED).order_by(
        "-number"
    ),
)


def _block(block: Block, pictures: dict[int, bytes]) -> str:
    text, by = _lines(block.text), _lines(block.by)
    if block.kind == "heading":
        return _tag("h2", text) if text else ""
    if block.kind == "text":
        return "\n".join(
            _tag("p", _lines(part)) for part in plain(block.text).split("\n\n") if part
        )
    if block.kind == "quote":
        said = _tag("p", text) + (_tag("p", f"——{by}") if by else "")
        return _tag("blockquote", said) if text else ""
    drawn = pictures.get(block.picture or 0)
    if drawn is None:
        return ""
    source = PICTURE + base64.b64encode(drawn).decode()
    alt = escape(plain(block.by) or "照片", quote=True)
    image = f'<img src="{source}" alt="{alt}" style="{LOOKS["img"]}">'
    return _tag("figure", image + (_tag("figcaption", by) if by else ""))


def _tag(name: str, inner: str) -> str:
    return f'<{name} style="{LOOKS[name]}">{inner}</{name}>'


def _lines(text: str) -> str:
    return escape(plain(text)).replace("\n", "<br>")


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"*": {"style"}, "img": {"src", "alt", "style"}},
        attribute_filter=_kept,
        url_schemes={"data"},
        filter_style_properties=PROPERTIES,
        link_rel=None,
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """A picture is one that was drawn here, or none."""
    if attribute == "src" and not value.startswith(PICTURE):
        return None
    return value


def _pictures(piece: Piece) -> dict[int, bytes]:
    """Those of the piece by key, drawn anew as JPEG; one that cannot be read is left out."""
    drawn = {}
    for one in PiecePicture.objects.filter(piece=piece):
        try:
            with one.file.open("rb") as held:
                drawn[one.pk] = _drawn(held.read())
        except (OSError, UnidentifiedImageError):
            continue
    return drawn


def _drawn(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((WIDEST, WIDEST * 3))
        written = io.BytesIO()
        upright.convert("RGB").save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
