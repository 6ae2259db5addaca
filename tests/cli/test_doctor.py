"""What is wrong with an installation is said, with how to mend it."""

from __future__ import annotations

import os

import pytest


def wrong(installation) -> dict[str, dict]:
    told = installation.json("doctor")
    found = {finding["check"]: finding for finding in told["findings"] if not finding["ok"]}
    assert told["ok"] is not bool(found)
    return found


def test_a_whole_installation_has_nothing_wrong(installation):
    done = installation.run("doctor")
    assert done.returncode == 0, done.stderr
    assert "都好" in done.stderr


def test_one_without_a_school_is_told_what_to_do_first(without_school):
    found = wrong(without_school)
    assert set(found) == {"school", "administrator"}
    assert "qingshan load" in found["school"]["mend"]
    assert without_school.run("doctor").returncode == 1


def test_tables_of_an_older_version_are_told(empty):
    assert "tables" in wrong(empty)


@pytest.mark.trust("keys")
def test_other_keys_than_the_data_was_sealed_with_are_told(installation, laid_once):
    other = (laid_once.home / "keys.json").read_text()
    (installation.home / "keys.json").write_text(other)
    assert set(wrong(installation)) == {"sealed"}


def test_a_broken_key_file_is_told(installation):
    (installation.home / "keys.json").write_text("{")
    assert set(wrong(installation)) == {"keys"}


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_keys_that_others_can_read_are_told(installation):
    (installation.home / "keys.json").chmod(0o644)
    assert set(wrong(installation)) == {"keys"}


@pytest.mark.trust("corrupt-page")
def test_a_damaged_database_is_told(installation):
    file = installation.home / "qingshan.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\0" * 40_000 + whole[44_096:])
    assert set(wrong(installation)) & {"database", "tables", "integrity", "sealed"}


def test_no_database_at_all_is_told(installation):
    (installation.home / "qingshan.sqlite3").write_bytes(b"this is no database" * 100)
    assert "database" in wrong(installation)
