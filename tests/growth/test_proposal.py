"""Mentor pairs proposed with reasons; the last word is a person's."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import MentoringRound, MentoringWish, Title
from qingshan.people.models import Leave, Pairing, Staff
from qingshan.school.models import SchoolYear
from tests.growth.conftest import TODAY, hire

pytestmark = pytest.mark.system("T7")
PROPOSAL, ADOPT = "/growth/mentoring/proposal/", "/growth/mentoring/adopt/"


def ticked(page: str, name: str) -> set[int]:
    boxes = re.findall(rf'<input type="checkbox" name="{name}" value="(\d+)"([^>]*)>', page)
    return {int(key) for key, more in boxes if "checked" in more}


def chosen(page: str) -> dict[int, int | None]:
    """Mentee → mentor as the selects stand."""
    found = {}
    for key, options in re.findall(r'<select name="with-(\d+)".*?>(.*?)</select>', page, re.DOTALL):
        picked = re.search(r'<option value="(\d*)" selected', options)
        found[int(key)] = int(picked[1]) if picked and picked[1] else None
    return found


def why(page: str, mentee: Staff) -> str:
    held = re.search(
        rf'<select name="with-{mentee.pk}".*?<p class="help">(.*?)</p>', page, re.DOTALL
    )
    return re.sub(r"<[^>]+>", "", held[1])


def ask(client, mentees, mentors, **more):
    data = {"mentee": [one.pk for one in mentees], "mentor": [one.pk for one in mentors]}
    return client.post(PROPOSAL, data | {"go": "solve"} | more)


def as_posted(page: str, **changes) -> dict[str, object]:
    """The form of the pairs as a browser would send it."""
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    data: dict[str, object] = {}
    for name, value in hidden:
        data[name] = [*data.get(name, []), value]
    data |= {f"with-{key}": mentor or "" for key, mentor in chosen(page).items()}
    data["keep"] = list(ticked(page, "keep"))
    data["starts_on"] = re.search(r'name="starts_on" value="([^"]*)"', page)[1]
    return data | changes


def the_two(cast) -> list[Staff]:
    return [cast.staff["teacher"], cast.staff["homeroom"]]


def the_guides(cast) -> list[Staff]:
    return [cast.staff[who] for who in ("principal", "secretary", "group_head")]


def made() -> set[tuple[int, int]]:
    return set(Pairing.objects.values_list("mentee", "giver"))


def test_newcomers_without_a_mentor_and_ready_guides_are_ticked(secretary, mentors):
    page = secretary.get(PROPOSAL).content.decode()
    assert ticked(page, "mentee") == {one.pk for one in the_two(mentors)}
    assert ticked(page, "mentor") == {one.pk for one in the_guides(mentors)}
    Pairing.objects.create(
        school=mentors.school,
        kind="mentoring",
        giver=mentors.staff["principal"],
        mentee=mentors.staff["teacher"],
        starts_on=dt.date(2026, 12, 1),  # still to begin
    )
    page = secretary.get(PROPOSAL).content.decode()
    assert ticked(page, "mentee") == {mentors.staff["homeroom"].pk}
    assert "已有师傅 赵校长" in page


def test_who_is_away_declined_or_full_is_not_ticked(secretary, mentors):
    away, declined = mentors.staff["principal"], mentors.staff["group_head"]
    for one in (away, mentors.staff["homeroom"]):
        Leave.objects.create(school=mentors.school, staff=one, kind="sick", starts_on=TODAY)
    MentoringWish.objects.create(
        school=mentors.school, year=mentors.year, staff=declined, mentees=0
    )
    page = secretary.get(PROPOSAL).content.decode()
    assert ticked(page, "mentor") == {mentors.staff["secretary"].pk}
    assert ticked(page, "mentee") == {mentors.staff["teacher"].pk}
    assert "另有 2 位" in page


def test_members_and_holders_of_a_title_come_first(secretary, mentors):
    Staff.objects.filter(pk=mentors.staff["group_head"].pk).update(political_status="中共党员")
    Title.objects.create(
        school=mentors.school,
        staff=mentors.staff["secretary"],
        title="区级骨干教师",
        level="区级",
        awarded_on=dt.date(2020, 1, 1),
    )
    page = secretary.get(PROPOSAL).content.decode()
    listed = [int(key) for key in re.findall(r'name="mentor" value="(\d+)"', page)]
    assert listed[-1] == mentors.staff["principal"].pk
    assert "区级骨干教师" in page


def test_each_pair_is_proposed_with_its_reasons(secretary, mentors):
    learner, wished = mentors.staff["teacher"], mentors.staff["secretary"]
    MentoringWish.objects.create(
        school=mentors.school, year=mentors.year, staff=learner, first=wished
    )
    page = ask(secretary, [learner], the_guides(mentors)).content.decode()
    assert chosen(page) == {learner.pk: wished.pk}
    assert why(page, learner) == (
        "同教语文，同在语文教研组；教龄相差 10 年；徒弟的第一志愿；现在没有带人"
    )
    assert "没有更合适的搭配" in page


def test_another_subject_comes_after_the_same_one(secretary, mentors):
    young = hire(mentors, 1, year=2026, subject="数学")
    akin = hire(mentors, 2, year=2016, subject="数学")
    page = ask(secretary, [young], [*the_guides(mentors), akin]).content.decode()
    assert chosen(page) == {young.pk: akin.pk}
    options = re.findall(rf'<select name="with-{young.pk}".*?</select>', page, re.DOTALL)[0]
    keys = [int(key) for key in re.findall(r'<option value="(\d+)"', options)]
    assert keys[0] == akin.pk
    assert set(keys) == {akin.pk, *(one.pk for one in the_guides(mentors))}


def test_whoever_cannot_be_placed_is_told_with_what_would_help(secretary, mentors):
    young = [hire(mentors, n, year=2026, subject="数学") for n in range(3)]
    page = ask(secretary, young, [mentors.staff["principal"]]).content.decode()
    assert "3 位里 2 位有了师傅" in page
    assert "还差 1 个位置" in page
    assert "最好有教数学的" in page
    assert list(chosen(page).values()).count(None) == 1
    assert page.index("还没有找到") < page.index("现在没有带人")  # where one has to think, first


def test_nobody_ticked_is_said(secretary, mentors):
    answer = ask(secretary, [], the_guides(mentors))
    assert answer.status_code == 422
    assert "还没有勾上谁要请师傅" in answer.content.decode()
    answer = ask(secretary, the_two(mentors), [])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "还没有勾上谁可以做师傅" in page
    assert ticked(page, "mentee") == {one.pk for one in the_two(mentors)}


def test_solved_again_what_was_changed_stays(secretary, mentors):
    learner, other = the_two(mentors)
    page = ask(secretary, [learner, other], the_guides(mentors)).content.decode()
    before = chosen(page)
    changed = next(one.pk for one in the_guides(mentors) if one.pk not in before.values())
    data = as_posted(page, **{f"with-{learner.pk}": changed, "go": "solve"})
    data["starts_on"] = "2026-12-01"
    again = secretary.post(PROPOSAL, data).content.decode()
    assert chosen(again)[learner.pk] == changed
    assert ticked(again, "keep") == {learner.pk}
    assert 'value="2026-12-01"' in again
    third = secretary.post(PROPOSAL, as_posted(again, go="solve")).content.decode()
    assert chosen(third) == chosen(again)
    freed = secretary.post(PROPOSAL, as_posted(again, go="solve", keep=[])).content.decode()
    assert chosen(freed) == before


def test_solved_again_the_rest_moves_around_what_is_kept(secretary, mentors):
    """The only mentor with one free place is given away, so the other has to go without."""
    learner, other = the_two(mentors)
    guide = mentors.staff["principal"]
    MentoringWish.objects.create(school=mentors.school, year=mentors.year, staff=guide, mentees=1)
    page = ask(secretary, [learner, other], [guide]).content.decode()
    placed = next(key for key, mentor in chosen(page).items() if mentor)
    waiting = next(key for key, mentor in chosen(page).items() if not mentor)
    swapped = as_posted(page, **{f"with-{placed}": "", f"with-{waiting}": guide.pk, "go": "solve"})
    again = secretary.post(PROPOSAL, swapped).content.decode()
    assert chosen(again) == {placed: None, waiting: guide.pk}
    assert "还差" not in again  # whoever waits does so because a person said it


def test_back_to_the_names_keeps_the_ticks(secretary, mentors):
    page = ask(secretary, [mentors.staff["teacher"]], the_guides(mentors)[:2]).content.decode()
    back = secretary.post(PROPOSAL, as_posted(page, go="who")).content.decode()
    assert ticked(back, "mentee") == {mentors.staff["teacher"].pk}
    assert ticked(back, "mentor") == {one.pk for one in the_guides(mentors)[:2]}


@pytest.mark.parametrize("who", ["secretary", "principal", "administrator"])
def test_one_press_adopts_and_a_second_doubles_nothing(client, mentors, who):
    mentors.sign_in(client, who)
    page = ask(client, the_two(mentors), the_guides(mentors)).content.decode()
    data = as_posted(page, starts_on="2026-11-02")
    answer = client.post(ADOPT, data, follow=True).content.decode()
    assert "结好了 2 对" in answer
    assert made() == set(chosen(page).items())
    assert set(Pairing.objects.values_list("starts_on", "ends_on", "kind")) == {
        (dt.date(2026, 11, 2), None, "mentoring")
    }
    assert "没有重复" in client.post(ADOPT, data, follow=True).content.decode()
    assert Pairing.objects.count() == 2
    assert MentoringRound.objects.get().adopted_on == TODAY
    deeds = LogEntry.objects.filter(actor=mentors.accounts[who])
    assert deeds.filter(additional_data__deed="make_pairing").count() == 2
    assert deeds.filter(additional_data__deed="adopt_pairs").count() == 1


def test_another_choice_pressed_afterwards_gives_no_second_mentor(secretary, mentors):
    """Back in the browser, one more look, another mentor, and the button again."""
    learner = mentors.staff["teacher"]
    page = ask(secretary, [learner], the_guides(mentors)).content.decode()
    secretary.post(ADOPT, as_posted(page))
    other = next(one for one in the_guides(mentors) if one.pk != chosen(page)[learner.pk])
    changed = as_posted(page, **{f"with-{learner.pk}": other.pk})
    assert "没有重复" in secretary.post(ADOPT, changed, follow=True).content.decode()
    assert made() == set(chosen(page).items())


def test_a_second_mentor_is_given_on_purpose(secretary, mentors):
    learner, guide = mentors.staff["teacher"], mentors.staff["principal"]
    Pairing.objects.create(
        school=mentors.school, kind="mentoring", giver=guide, mentee=learner, starts_on=TODAY
    )
    page = ask(secretary, [learner], the_guides(mentors)).content.decode()
    assert chosen(page)[learner.pk] not in {None, guide.pk}
    assert "结好了 1 对" in secretary.post(ADOPT, as_posted(page), follow=True).content.decode()
    assert Pairing.objects.filter(mentee=learner).count() == 2


def test_the_person_may_choose_another_and_leave_one_out(secretary, mentors):
    learner, other = the_two(mentors)
    page = ask(secretary, [learner, other], the_guides(mentors)).content.decode()
    pick = next(one.pk for one in the_guides(mentors) if one.pk != chosen(page)[learner.pk])
    data = as_posted(page, **{f"with-{learner.pk}": pick, f"with-{other.pk}": ""})
    secretary.post(ADOPT, data)
    assert made() == {(learner.pk, pick)}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"starts_on": ""}, "请写从哪天起。"),
        ({"starts_on": "2019-09-01"}, "请写2026—2027 学年里的一天"),
        ({"starts_on": "2027-09-01"}, "请写2026—2027 学年里的一天"),
        ({"with": "999999"}, "请从列表里选一位。"),
        ({"with": "不是号码"}, "请从列表里选一位。"),
        ({"with": "self"}, "请从列表里选一位。"),
        ({"with": ""}, "还没有给哪一位选好师傅。"),
    ],
)
def test_a_slip_is_told_and_nothing_is_made(secretary, mentors, change, sentence):
    learner = mentors.staff["teacher"]
    page = ask(secretary, [learner], the_guides(mentors)).content.decode()
    data = as_posted(page)
    if "with" in change:
        said = str(learner.pk) if change["with"] == "self" else change["with"]
        change = {f"with-{learner.pk}": said}
    answer = secretary.post(ADOPT, data | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Pairing.objects.exists()
    assert not MentoringRound.objects.exists()


def test_what_was_chosen_is_kept_when_the_day_is_wrong(secretary, mentors):
    learner = mentors.staff["teacher"]
    page = ask(secretary, [learner], the_guides(mentors)).content.decode()
    other = next(one.pk for one in the_guides(mentors) if one.pk != chosen(page)[learner.pk])
    data = as_posted(page, starts_on="2019-09-01", **{f"with-{learner.pk}": other})
    again = secretary.post(ADOPT, data).content.decode()
    assert chosen(again) == {learner.pk: other}
    assert 'value="2019-09-01"' in again


def test_people_of_another_school_are_not_paired(secretary, mentors):
    stranger = hire(mentors, 1, year=2026, school=mentors.other_school)
    page = ask(secretary, [mentors.staff["teacher"], stranger], the_guides(mentors))
    assert set(chosen(page.content.decode())) == {mentors.staff["teacher"].pk}
    data = as_posted(page.content.decode()) | {
        "mentee": str(stranger.pk),
        f"with-{stranger.pk}": mentors.staff["principal"].pk,
    }
    secretary.post(ADOPT, data)
    assert not Pairing.objects.filter(mentee=stranger).exists()


def test_after_the_first_time_those_who_are_left_can_still_be_paired(secretary, mentors):
    page = ask(secretary, the_two(mentors)[:1], the_guides(mentors)).content.decode()
    secretary.post(ADOPT, as_posted(page))
    page = secretary.get(PROPOSAL).content.decode()
    assert "定过一次了" in page
    assert ticked(page, "mentee") == {mentors.staff["homeroom"].pk}
    page = ask(secretary, the_two(mentors)[1:], the_guides(mentors)).content.decode()
    assert "结好了 1 对" in secretary.post(ADOPT, as_posted(page), follow=True).content.decode()
    assert MentoringRound.objects.count() == 1


def test_without_a_school_year_the_page_says_what_to_do(secretary, mentors):
    SchoolYear.objects.all().delete()
    assert "校历" in secretary.get(PROPOSAL).content.decode()
    assert secretary.post(ADOPT, {}).status_code == 302


def test_the_pages_cost_the_same_for_a_few_and_for_many(secretary, mentors):
    """Who takes part, the pairs, and the list afterwards."""

    def costs() -> list[int]:
        counted = []
        young = Staff.objects.filter(hired_on__year=2026)
        for deed in (
            lambda: secretary.get(PROPOSAL),
            lambda: ask(secretary, young, the_guides(mentors)),
            lambda: secretary.get("/growth/mentoring/"),
        ):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                deed()
            counted.append(len(asked))
        return counted

    pair = {"school": mentors.school, "kind": "mentoring", "giver": mentors.staff["principal"]}
    first = hire(mentors, 100, year=2023)
    Pairing.objects.create(mentee=first, starts_on=TODAY, **pair)
    few = costs()
    for n in range(30):
        hire(mentors, n, year=2026)
        Pairing.objects.create(mentee=hire(mentors, 200 + n, year=2023), starts_on=TODAY, **pair)
    assert costs() == few
