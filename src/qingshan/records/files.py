"""Handing over a kept file: pictures and recordings open, everything else is only downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile


def file_answer(file: FieldFile, *, name: str, media_type: str) -> FileResponse:
    """Raises `Http404` where the file is no longer there."""
    try:
        opened = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        opened,
        as_attachment=not media_type.startswith(("image/", "audio/")),
        filename=name,
        content_type=media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=300"
    return answer
