"""What `run.py lint` makes of the advisories: known, none, or not asked at all."""

from __future__ import annotations

import json
import subprocess
from types import SimpleNamespace

import pytest

from tests.tools import advisories, lint

FOUND = {"id": "GHSA-1", "fix_versions": ["5.2.9"]}
LOST = (
    "Traceback …\nrequests.exceptions.ProxyError: HTTPSConnectionPool(host='api.osv.dev', port=443)"
)


def answering(monkeypatch, *, stdout: str = "", stderr: str = "") -> None:
    answer = SimpleNamespace(stdout=stdout, stderr=stderr, returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)


def asked(*vulns: dict[str, object]) -> str:
    return json.dumps({"dependencies": [{"name": "django", "version": "5.2.8", "vulns": vulns}]})


def test_no_known_advisory_holds(monkeypatch, capsys):
    answering(monkeypatch, stdout=asked())
    assert advisories.main() == 0
    assert "1 packages, 0 advisories" in capsys.readouterr().out


def test_a_known_one_fails_with_the_version_that_mends_it(monkeypatch, capsys):
    answering(monkeypatch, stdout=asked(FOUND))
    assert advisories.main() == 1
    assert "django 5.2.8: GHSA-1, mended in 5.2.9" in capsys.readouterr().out


def test_a_database_out_of_reach_is_said_and_not_passed_off_as_none(monkeypatch, capsys):
    answering(monkeypatch, stderr=LOST)
    assert advisories.main() == advisories.UNASKED
    assert "could not be reached, nothing was asked" in capsys.readouterr().out
    assert lint.WORDS[advisories.UNASKED] == "UNASKED"


def test_one_that_does_not_answer_in_time_is_the_same(monkeypatch):
    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pip_audit", 1)

    monkeypatch.setattr(subprocess, "run", slow)
    assert advisories.main() == advisories.UNASKED


@pytest.mark.parametrize("said", ["", "KeyError: 'x'"])
def test_any_other_failure_is_one(monkeypatch, said):
    answering(monkeypatch, stderr=said)
    assert advisories.main() == 1
