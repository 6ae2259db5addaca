"""What a telephone writes beside the sound does not stay in a voice note."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given
from hypothesis import strategies as st

from qingshan.voice.models import ComplaintStep
from qingshan.voice.recordings import checked_recording
from qingshan.voice.unmarked import unmarked
from tests.voice.test_complaints import said

PLACE = b"+45.6199+122.8513/"
SOUND = b"\x01\x02 the sound itself \x03" * 9


def box(kind: bytes, inside: bytes) -> bytes:
    return (8 + len(inside)).to_bytes(4, "big") + kind + inside


def chunk(kind: bytes, inside: bytes) -> bytes:
    return kind + len(inside).to_bytes(4, "little") + inside + b"\0" * (len(inside) % 2)


def m4a() -> bytes:
    told = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7" + PLACE))
    track = box(b"trak", box(b"tkhd", b"\0" * 12) + told)
    movie = box(b"moov", box(b"mvhd", b"\0" * 20) + track + told)
    return box(b"ftyp", b"M4A \0\0\0\0") + movie + box(b"mdat", SOUND)


def long_boxes() -> bytes:
    telling = (1).to_bytes(4, "big") + b"uuid" + (16 + len(PLACE)).to_bytes(8, "big") + PLACE
    return box(b"ftyp", b"mp42\0\0\0\0") + telling + box(b"mdat", SOUND)


def mp3() -> bytes:
    tag = b"ID3\x04\0\0" + bytes([0, 0, 1, len(PLACE)]) + b"\0" * 128 + PLACE
    return tag + b"\xff\xfb" + SOUND + b"TAG" + PLACE.ljust(125, b"\0")


def wav() -> bytes:
    inside = b"WAVE" + chunk(b"fmt ", b"\0" * 16) + chunk(b"LIST", b"INFOIART" + PLACE + b"x")
    inside += chunk(b"data", SOUND)
    return b"RIFF" + len(inside).to_bytes(4, "little") + inside


@pytest.mark.parametrize("made", [m4a, long_boxes, mp3, wav])
def test_the_place_is_gone_and_the_sound_is_whole(made):
    assert PLACE in made()
    kept = checked_recording(SimpleUploadedFile("a", made())).content.read()
    assert PLACE not in kept
    assert SOUND in kept
    assert made is mp3 or kept.index(SOUND) == made().index(SOUND)


def test_a_family_s_voice_note_is_kept_without_its_place(cast):
    said(cast, words="", file=SimpleUploadedFile("话.m4a", m4a(), "audio/mp4"))
    with ComplaintStep.objects.get().file.open("rb") as held:
        assert PLACE not in held.read()


@given(data=st.binary(max_size=300), kind=st.sampled_from(["audio/mp4", "audio/mpeg", "audio/wav"]))
def test_whatever_the_bytes_nothing_breaks(data, kind):
    assert len(unmarked(data, kind)) <= len(data)


@example(sizes=[1], kind=b"udta")
@given(sizes=st.lists(st.integers(0, 40), max_size=8), kind=st.sampled_from([b"moov", b"udta"]))
def test_boxes_that_lie_about_their_length_end(sizes, kind):
    data = b"".join(size.to_bytes(4, "big") + kind for size in sizes)
    assert len(unmarked(data, "audio/mp4")) == len(data)
