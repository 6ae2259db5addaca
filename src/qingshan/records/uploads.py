"""What may be kept as evidence: looked at by content, not by name; pictures made anew."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import puremagic
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST = 10 * 2**20  # bytes
AT_MOST = 9  # files a record
LONGEST_SIDE = 2400  # pixels; enough to read a signed sheet by
MOST_PIXELS = 60_000_000
PICTURES = {"JPEG", "PNG", "WEBP"}
OFFICE = {
    "word/": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": (
        ".pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
}


class EvidenceRefused(Exception):
    """The file cannot be kept; the text says why and what to do, in Chinese."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: `suffix` and `media_type` follow from its content."""

    name: str
    suffix: str
    media_type: str
    content: ContentFile[bytes]


def checked(upload: UploadedFile[bytes]) -> CheckedFile:
    """The upload as it may be kept. Raises `EvidenceRefused`."""
    if not upload.size:
        raise EvidenceRefused(tr("这个文件是空的，请重新选一个。"))
    if upload.size > LARGEST:
        raise EvidenceRefused(
            tr("文件有 {size:.0f} MB，最大 10 MB，请压缩后再传。").format(size=upload.size / 2**20)
        )
    data = upload.read()
    name = _plain_name(upload.name or "")
    media_type = _media_type(data)
    if media_type.startswith("image/"):
        return _picture(name, data)
    if media_type == "application/pdf":
        return CheckedFile(name, ".pdf", media_type, ContentFile(data))
    if media_type == "application/zip" and (office := _office(data)):
        return CheckedFile(name, *office, ContentFile(data))
    raise EvidenceRefused(
        tr("只收照片（JPG、PNG、WebP）、PDF 和 Word、Excel、PPT 文件，请换一种格式。")
    )


def _plain_name(name: str) -> str:
    shown = "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable())
    return shown[-150:] or tr("文件")


def _media_type(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return "application/zip"
    try:
        return str(puremagic.from_string(data, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _office(data: bytes) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except zipfile.BadZipFile:
        return None
    if "[Content_Types].xml" not in names or any(n.endswith("vbaProject.bin") for n in names):
        return None
    return next(
        (kind for part, kind in OFFICE.items() if any(n.startswith(part) for n in names)), None
    )


def _picture(name: str, data: bytes) -> CheckedFile:
    """Drawn anew, so that neither the place it was taken at nor anything hidden comes along."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.format not in PICTURES:
                raise EvidenceRefused(tr("照片请用 JPG、PNG 或 WebP 格式。"))
            if opened.width * opened.height > MOST_PIXELS:
                raise EvidenceRefused(tr("照片太大了，请把它缩小后再传。"))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawing = io.BytesIO()
            if opened.format == "PNG":
                upright.save(drawing, "PNG")
                return CheckedFile(name, ".png", "image/png", ContentFile(drawing.getvalue()))
            upright.convert("RGB").save(drawing, "JPEG", quality=85)
            return CheckedFile(name, ".jpg", "image/jpeg", ContentFile(drawing.getvalue()))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise EvidenceRefused(tr("这张照片打不开，可能没有传完，请重新选一次。")) from error
