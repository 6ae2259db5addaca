"""`qingshan remind`, and a served school that reminds by itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import pytest

from tests.cli.ground import ROOT, Installation
from tests.cli.test_serve import free_port
from tests.reminders.ground import listening

LAY = """
import django
django.setup()
from qingshan.programmes.services import lay_periods
from qingshan.school.models import School
lay_periods(School.objects.get(name="青山镇学校"))
"""
OLD_LETTER = """
import datetime as dt, django
django.setup()
from qingshan.access.models import Account
from qingshan.reminders.models import Letter
from qingshan.school.models import School
Letter.objects.create(school=School.objects.first(), account=Account.objects.first(),
    week=dt.date(2020, 9, 7), audience="personal", title="很久以前")
"""
OLD_LEFT = """
import django
django.setup()
from qingshan.reminders.models import Letter
print(Letter.objects.filter(title="很久以前").count())
"""
LETTERS = """
import django
django.setup()
from qingshan.reminders.models import Letter
print(Letter.objects.count())
"""


@pytest.mark.system("T3")
def test_letters_are_written_once_and_a_dry_run_writes_none(installation):
    installation.script(LAY)
    words = ("remind", "--now", "2026-11-24T09:00")
    would = installation.json(*words, "--dry-run")
    assert would["dry_run"] is True
    assert would["letters"] == 10
    assert installation.script(LETTERS).strip() == "0"
    done = installation.json(*words)
    assert (done["letters"], done["sent"], done["failed"]) == (10, 0, 0)
    assert installation.json(*words)["letters"] == 0
    assert "写了 0 封信" in installation.run(*words).stderr


def test_a_moment_that_is_none_is_told(installation):
    assert installation.run("remind", "--now", "tomorrow").returncode == 2


def test_an_installation_without_a_school_has_nothing_to_write(without_school):
    assert without_school.json("remind")["letters"] == 0


ROBOTS = """
import django
django.setup()
from qingshan.reminders.models import GroupRobot
from qingshan.school.models import School
for n in range({number}):
    GroupRobot.objects.create(school=School.objects.get(name="青山镇学校"), name=f"群{{n}}",
        kind="wecom", url="{url}")
"""


@dataclass(frozen=True)
class Asked(Installation):
    """An installation with settings of its own."""

    settings: tuple[tuple[str, str], ...] = ()

    @property
    def env(self) -> dict[str, str]:
        return super().env | dict(self.settings)


@pytest.mark.system("T3")
def test_several_processes_at_once_write_and_send_each_letter_once(installation):
    """The robots are slow: every process has all of them on its list while another posts."""
    installation.script(LAY)
    with listening() as robot:
        robot.takes = 0.5
        installation.script(ROBOTS.format(url=robot.address, number=6))
        asked = Asked(
            installation.home,
            installation.database,
            (("QINGSHAN_ROBOT_HOSTS", robot.origin),),
        )
        written = at_once(asked, "2026-11-24T06:00")
        assert sum(one["letters"] for one in written) == 11
        assert robot.heard == []  # quiet hours
        sent = at_once(asked, "2026-11-24T09:00")
        assert sum(one["letters"] for one in sent) == 0
        assert sum(one["sent"] for one in sent) == 6
        assert len(robot.heard) == 6


def at_once(asked: Asked, now: str) -> list[dict]:
    """What four processes said that were started together."""
    words = [sys.executable, "-m", "qingshan", "remind", "--now", now, "--json"]
    started = [
        subprocess.Popen(words, env=asked.env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [one.communicate(timeout=120)[0] for one in started]
    assert [one.returncode for one in started] == [0, 0, 0, 0]
    return [json.loads(one) for one in said]


@pytest.mark.system("T3")
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_served_school_reminds_by_itself_and_ends_when_told(installation):
    installation.script(OLD_LETTER)
    asked = Asked(installation.home, installation.database, (("QINGSHAN_REMIND", "1"),))
    words = [
        sys.executable,
        "-m",
        "qingshan",
        "serve",
        "--port",
        str(free_port()),
        "--workers",
        "1",
    ]
    with subprocess.Popen(
        words, env=asked.env, cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            deadline = time.monotonic() + 60
            while "1" in installation.script(OLD_LEFT) and time.monotonic() < deadline:
                time.sleep(0.5)
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
    assert installation.script(OLD_LEFT).strip() == "0"
