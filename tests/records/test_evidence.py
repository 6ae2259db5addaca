"""Files that show that a record is so."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from qingshan.records.models import Evidence, Record


@pytest.fixture
def record(client, cast) -> Record:
    cast.sign_in(client, "homeroom")
    client.post(
        reverse("records:record_new_of_kind", args=["home_visit"]),
        {"student": cast.wang.pk, "content": "谈了", "date": timezone.localdate().isoformat()},
    )
    return Record.objects.get()


def add(client, record, *files):
    return client.post(reverse("records:evidence_add", args=[record.pk]), {"files": files})


def photograph(*, place: bool = False) -> bytes:
    picture = Image.new("RGB", (40, 30), "green")
    taken = Image.Exif()
    if place:
        taken[0x8825] = {1: "N", 2: (45.0, 36.0, 0.0)}
        taken[0x010F] = "SecretMaker"
    held = io.BytesIO()
    picture.save(held, "JPEG", exif=taken)
    return held.getvalue()


def office_file() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w/>")
    return held.getvalue()


@pytest.mark.trust("web")
def test_a_photograph_is_kept_without_the_place_it_was_taken_at(client, record):
    taken = photograph(place=True)
    assert b"SecretMaker" in taken
    add(client, record, SimpleUploadedFile("家访.jpg", taken))
    evidence = Evidence.objects.get()
    with evidence.file.open() as kept:
        assert b"SecretMaker" not in kept.read()
    assert evidence.name == "家访.jpg"


def test_it_is_handed_only_to_those_who_see_the_record(client, cast, record):
    add(client, record, SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF"))
    address = reverse("records:evidence", args=[Evidence.objects.get().pk])
    for who, status in (("homeroom", 200), ("principal", 200), ("teacher", 404)):
        cast.sign_in(client, who)
        answer = client.get(address)
        assert answer.status_code == status
        if status == 200:
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.trust("web")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.jpg", b"", "空的"),
        ("a.jpg", b"GIF89a not a picture of ours", "只收照片|打不开|JPG"),
        ("a.exe", b"MZ\x90\x00 program", "只收照片"),
        ("a.pdf", b"<script>alert(1)</script>", "只收照片"),
        ("a.jpg", photograph()[:200], "打不开"),
        ("a.docx", b"PK\x03\x04 torn", "只收照片"),
        ("big.pdf", b"%PDF-1.7" + b"0" * (10 * 2**20 + 1), "最大 10 MB"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(client, record, name, content, sentence):
    answer = add(client, record, SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert any(part in answer.content.decode() for part in sentence.split("|"))
    assert not Evidence.objects.exists()


def test_nothing_chosen_is_told(client, record):
    assert "还没有选文件" in add(client, record).content.decode()


def test_an_office_file_is_known_by_what_is_in_it(client, record):
    add(client, record, SimpleUploadedFile("表.bin", office_file()))
    assert Evidence.objects.get().media_type.endswith("wordprocessingml.document")


def test_nine_files_are_enough(client, record):
    for n in range(9):
        add(client, record, SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.7\n%%EOF"))
    answer = add(client, record, SimpleUploadedFile("10.pdf", b"%PDF-1.7\n%%EOF"))
    assert "最多放 9 个文件" in answer.content.decode()
    assert Evidence.objects.count() == 9


def test_only_the_writer_adds_and_removes(client, cast, record):
    add(client, record, SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF"))
    evidence = Evidence.objects.get()
    remove = reverse("records:evidence_remove", args=[evidence.pk])
    cast.sign_in(client, "principal")
    assert add(client, record, SimpleUploadedFile("b.pdf", b"%PDF-1.7")).status_code == 404
    assert client.post(remove).status_code == 404
    cast.sign_in(client, "homeroom")
    client.post(remove)
    assert not Evidence.objects.exists()


def test_a_file_name_is_only_a_name(client, record):
    add(client, record, SimpleUploadedFile("../../etc/passwd.pdf", b"%PDF-1.7\n%%EOF"))
    evidence = Evidence.objects.get()
    assert evidence.name == "passwd.pdf"
    assert ".." not in evidence.file.name
