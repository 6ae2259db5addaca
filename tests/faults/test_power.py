"""An answer is given when the disk has what it tells of, so that a power failure takes nothing."""

from __future__ import annotations

import os

import pytest
from django.core.files.base import ContentFile

from qingshan.kit.durable import DurableStorage
from tests.faults import books

ASK = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({statement!r})
    print(cursor.fetchone()[0])
"""
FULL = "2"


@pytest.mark.trust("power")
def test_a_transaction_is_on_the_disk_when_it_is_through(house):
    if books.is_sqlite(house):
        assert house.script(ASK.format(statement="PRAGMA synchronous")).strip() == FULL
    else:
        assert house.script(ASK.format(statement="SHOW synchronous_commit")).strip() == "on"
        assert house.script(ASK.format(statement="SHOW fsync")).strip() == "on"


@pytest.mark.trust("power")
def test_a_file_is_on_the_disk_before_its_row(tmp_path, monkeypatch):
    handed = []
    real = os.fsync

    def fsync(handle: int) -> None:
        handed.append(os.readlink(f"/proc/self/fd/{handle}") if os.path.exists("/proc") else "")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    name = DurableStorage(location=tmp_path).save("2026/11/one.jpg", ContentFile(b"x"))
    assert (tmp_path / name).read_bytes() == b"x"
    assert len(handed) == 2 if os.name == "posix" else 1
