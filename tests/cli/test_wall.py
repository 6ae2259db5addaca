"""PostgreSQL as an installation uses it: an ordinary account, and who asks under it."""

from __future__ import annotations

import os
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.cli.ground import Installation

pytestmark = pytest.mark.trust("second-wall")

CHILDREN = "SELECT count(*) FROM people_student"


def psql(installation: Installation, *statements: str) -> str:
    """The last answer to somebody who connects by hand, under the application's account."""
    words = [word for one in statements for word in ("-c", one)]
    done = subprocess.run(
        ["psql", installation.database, "-qAt", *words], check=True, capture_output=True, text=True
    )
    return done.stdout.split()[-1]


def found(installation: Installation) -> dict:
    findings = installation.json("doctor")["findings"]
    return next(one for one in findings if one["check"] == "wall")


def test_who_connects_under_the_applications_account_and_says_nothing_sees_nothing(on_postgres):
    assert psql(on_postgres, CHILDREN) == "0"
    assert psql(on_postgres, "SET qingshan.house = 'on'", CHILDREN) == "3"
    school = psql(
        on_postgres,
        "SET qingshan.house = 'on'",
        "SELECT id FROM school_school WHERE code = '3122000999'",
    )
    assert psql(on_postgres, f"SET qingshan.school = '{school}'", CHILDREN) == "1"
    assert psql(on_postgres, "SET qingshan.school = ''", CHILDREN) == "0"


def test_doctor_says_whether_it_stands(on_postgres):
    assert found(on_postgres)["ok"]
    psql(on_postgres, "ALTER TABLE people_student DISABLE ROW LEVEL SECURITY", "SELECT 1")
    told = found(on_postgres)
    assert (told["ok"], "people_student" in told["sentence"]) == (False, True)
    assert on_postgres.run("packs", "list").returncode == 0
    assert found(on_postgres)["ok"]
    psql(on_postgres, "CREATE POLICY everybody ON care_case USING (true)", "SELECT 1")
    assert "care_case.everybody" in found(on_postgres)["sentence"]
    done = on_postgres.run("keys", "rotate")
    assert (done.returncode, "care_case.everybody" in done.stderr) == (2, True)


def test_doctor_says_that_it_does_not_hold_a_superuser(on_postgres):
    url = urlsplit(os.environ["QINGSHAN_DATABASE_URL"])
    place = urlsplit(on_postgres.database).path
    other = Installation(on_postgres.home, url._replace(path=place).geturl())
    if psql(other, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") != "t":
        pytest.skip("the suite's own account is an ordinary one: no superuser to try it with")
    told = found(other)
    assert (told["ok"], "超级用户" in told["sentence"]) == (False, True)
    assert "docs/second-wall.md" in told["mend"]


def test_without_postgresql_nothing_is_asked_for(installation):
    assert found(installation)["ok"]
