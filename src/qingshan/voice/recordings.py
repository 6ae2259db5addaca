"""Voice notes: looked at by content, not by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.files.base import ContentFile

from qingshan.kit.words import tr
from qingshan.records.uploads import CheckedFile, EvidenceRefused
from qingshan.voice.unmarked import unmarked

if TYPE_CHECKING:
    from typing import Any

    from django.core.files.uploadedfile import UploadedFile

LARGEST = 8 * 2**20  # bytes: ten minutes as a phone records speech
BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5", b"3gp6")
BEGINS = (
    (b"OggS", ".ogg", "audio/ogg"),
    (b"#!AMR", ".amr", "audio/amr"),
    (b"\x1a\x45\xdf\xa3", ".webm", "audio/webm"),
    (b"ID3", ".mp3", "audio/mpeg"),
    (b"\xff\xfb", ".mp3", "audio/mpeg"),
    (b"\xff\xf3", ".mp3", "audio/mpeg"),
    (b"\xff\xf1", ".aac", "audio/aac"),
    (b"\xff\xf9", ".aac", "audio/aac"),
)


def checked_recording(upload: UploadedFile[bytes]) -> CheckedFile:
    """The upload as it may be kept: under a name of ours, without place, device or owner.

    Raises `EvidenceRefused`.
    """
    if not upload.size:
        raise EvidenceRefused(tr("这段录音是空的，请再录一次。"))
    if upload.size > LARGEST:
        raise EvidenceRefused(tr("录音太长了，请分成几段，一段不超过 8 MB。"))
    data = upload.read()
    suffix, media_type = _kind(data)
    return CheckedFile(tr("录音"), suffix, media_type, ContentFile(unmarked(data, media_type)))


def _kind(data: bytes) -> tuple[str, str]:
    for begin, suffix, media_type in BEGINS:
        if data.startswith(begin):
            return suffix, media_type
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return ".m4a", "audio/mp4"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return ".wav", "audio/wav"
    raise EvidenceRefused(tr("这不是录音，请用手机的录音机录一段再选。"))


class RecordingField(forms.FileField):
    """A voice note; None where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": "audio/*"})
        super().__init__(widget=widget, required=False, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return checked_recording(upload)
        except EvidenceRefused as refused:
            raise forms.ValidationError(str(refused)) from None
