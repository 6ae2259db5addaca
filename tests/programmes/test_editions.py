"""A programme that changes leaves the years that are over as they were."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from qingshan.programmes.models import Edition
from qingshan.programmes.packs.editions import adopt_packs, packs_in_force
from qingshan.programmes.standing import standing_of_school
from tests.programmes.ground import day, record

pytestmark = pytest.mark.usefixtures("only_the_five_ones")
NEWS = "teacher-five-ones.news"


def rewrite(settings, old: str, new: str) -> None:
    file = Path(settings.PACKS_DIR) / "教师读书五个一.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def asked(packs) -> dict[str, int]:
    return {duty.key: duty.target for pack in packs.values() for duty in pack.duties}


def test_a_year_that_is_over_keeps_the_edition_of_its_time(laid, settings):
    adopt_packs(day("2026-09-01"))
    rewrite(settings, "target: 1", "target: 3")
    assert adopt_packs(day("2027-09-01")) == 1
    assert asked(packs_in_force(day("2027-07-09"), day("2027-09-02")))[NEWS] == 1
    assert asked(packs_in_force(day("2028-07-07"), day("2027-09-02")))[NEWS] == 3


def test_standing_of_last_year_does_not_change_when_a_pack_does(laid, settings, monkeypatch):
    teacher = laid.staff["teacher"]
    record(teacher, "news_reading", "2026-09-01", "2026-09-02")
    adopt_packs(day("2026-09-01"))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: dt.date(2027, 9, 2))

    def met() -> int:
        lines = standing_of_school(laid.school, day("2027-07-15"))
        return next(x.met for x in lines if x.person.pk == teacher.pk and x.duty.key == NEWS)

    assert met() == 2
    rewrite(settings, "target: 1", "target: 3")
    adopt_packs(day("2027-09-01"))
    assert met() == 2


def test_what_did_not_change_is_kept_once(laid):
    assert adopt_packs(day("2026-09-01")) == 2
    assert adopt_packs(day("2026-09-02")) == 0


def test_a_slip_mended_on_the_same_day_is_no_edition_of_its_own(laid, settings):
    adopt_packs(day("2026-09-01"))
    rewrite(settings, "target: 1", "target: 2")
    adopt_packs(day("2026-09-01"))
    assert Edition.objects.filter(key="teacher-five-ones").count() == 1


def test_a_programme_taken_away_still_counts_for_the_years_before(laid, settings):
    adopt_packs(day("2026-09-01"))
    (Path(settings.PACKS_DIR) / "教师读书五个一.yaml").unlink()
    adopt_packs(day("2027-08-01"))
    before = packs_in_force(day("2027-07-09"), day("2028-09-01"))
    after = packs_in_force(day("2028-07-07"), day("2028-09-01"))
    assert "teacher-five-ones" in before
    assert "teacher-five-ones" not in after


def test_a_programme_that_came_later_was_not_asked_before(laid, settings):
    adopt_packs(day("2026-09-01"))
    text = (Path(settings.PACKS_DIR) / "教师读书五个一.yaml").read_text(encoding="utf-8")
    new = text.replace("key: teacher-five-ones", "key: new-ones", 1)
    (Path(settings.PACKS_DIR) / "新的.yaml").write_text(new, encoding="utf-8")
    adopt_packs(day("2027-09-01"))
    assert "new-ones" not in packs_in_force(day("2027-07-09"), day("2027-09-02"))


def test_history_loaded_before_the_first_edition_is_counted_by_it(laid):
    adopt_packs(day("2026-09-01"))
    assert NEWS in asked(packs_in_force(day("2021-07-09"), day("2026-09-01")))
