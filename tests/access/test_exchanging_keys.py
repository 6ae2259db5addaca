"""A new sealing key for everything, also for what can never be changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.db import DatabaseError, transaction

from qingshan.access.fields import seal, unseal
from qingshan.access.keys import read_keys, with_new_key, write_keys
from qingshan.access.ring import ring
from qingshan.config.rotating import counted, rotate
from qingshan.voice import guards
from qingshan.voice.complaints.services import receive_complaint
from qingshan.voice.models import ComplaintStep
from qingshan.voice.quiet.wholeness import what_does_not_fit


@pytest.fixture
def key_file(cast, settings, tmp_path, monkeypatch) -> Path:
    file = Path(shutil.copy(settings.KEYS_FILE, tmp_path / "keys.json"))
    settings.KEYS_FILE = file
    monkeypatch.setattr(ring, "_held", ring._held)
    return file


def test_what_families_said_stays_as_it_was_and_guarded(cast, key_file):
    receive_complaint(school=cast.school, about="canteen", once=uuid4(), words="饭菜凉了")
    done = rotate()
    assert counted(read_keys(key_file)).keys() == {done.key}
    step = ComplaintStep.objects.get(words__gt="")
    assert step.words == "饭菜凉了"
    assert what_does_not_fit(cast.school) == []
    assert guards.missing() == frozenset()
    with pytest.raises(DatabaseError), transaction.atomic():
        ComplaintStep.objects.update(words="别的话")


def test_the_second_step_goes_along(cast, key_file):
    account = cast.accounts["teacher"]
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.TOTP, data={"secret": seal("JBSWY3DPEHPK3PXP")}
    )
    rotate()
    assert unseal(Authenticator.objects.get().data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert len(read_keys(key_file).sealing) == 1


def test_an_exchange_stands_in_the_audit_log_of_each_school(cast, key_file):
    done = rotate()
    rows = LogEntry.objects.filter(additional_data__deed="rotate_keys")
    schools = {cast.school.pk, cast.other_school.pk}
    assert {row.additional_data["school"] for row in rows} == schools
    assert {row.additional_data["key"] for row in rows} == {done.key}


def test_a_process_follows_the_file_and_no_other(cast, key_file):
    old = seal("旧的")
    held = read_keys(key_file)
    write_keys(key_file, with_new_key(held, day="2026-11-24"))
    assert ring.keys().names[1:] == held.names
    assert unseal(old) == "旧的"
    strange = with_new_key(held, day="")
    write_keys(key_file, type(held)(held.session, strange.sealing[:1], held.lookup))
    assert unseal(seal("新的")) == "新的"
    assert ring.keys().names[1:] == held.names, "a file that continues nothing is not followed"
