"""Five minutes in the demonstration school: led by role, put away at any time, and nowhere else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from qingshan.desk.tour.stations import TOURS
from qingshan.school.demonstration import CODE, COUNTY_CODE
from qingshan.school.models import County, School

DOOR, FIRST = reverse("desk:tour"), reverse("desk:tour_station", args=[1])
END, HOME = reverse("desk:tour_end"), reverse("desk:home")
STRIP = 'aria-label="五分钟看一遍"'


@pytest.fixture
def cast(cast):
    """The school of the cast, as if it were the demonstration."""
    School.objects.filter(pk=cast.school.pk).update(code=CODE)
    County.objects.filter(pk=cast.school.county_id).update(code=COUNTY_CODE)
    return cast


@pytest.fixture
def real(cast):
    """The same school under a code of its own again."""
    School.objects.filter(pk=cast.school.pk).update(code="3122000220")
    County.objects.filter(pk=cast.school.county_id).update(code="220881")
    return cast


def text(answer) -> str:
    return answer.content.decode()


def test_a_stranger_chooses_who_to_be(client, cast):
    assert client.get(HOME)["Location"] == DOOR
    told = text(client.get(DOOR))
    for role in ("校长", "党支部书记", "学生事务主任", "班主任", "教研组长", "管理员", "县区"):
        assert role in told
    assert told.count(f'name="next" value="{FIRST}"') == len(TOURS)


@pytest.mark.parametrize("part", TOURS)
def test_each_is_led_through_the_stations_of_the_part(client, cast, part):
    cast.sign_in(client, part)
    stations = TOURS[part]
    for at, station in enumerate(stations, start=1):
        led = client.get(reverse("desk:tour_station", args=[at]))
        assert led["Location"] == station.href
        told = text(client.get(station.href))
        assert f"第 {at} 站，共 {len(stations)} 站" in told
        assert station.why in told
        assert ("下一站：" in told) == (at < len(stations))
    assert "看完了，换个身份看" in told
    assert client.get(reverse("desk:tour_station", args=[len(stations) + 1])).status_code == 404
    assert client.get(reverse("desk:tour_station", args=[0])).status_code == 404


def test_beside_the_way_one_is_led_back_to_the_station(client, cast):
    cast.sign_in(client, "principal")
    client.get(reverse("desk:tour_station", args=[4]))
    told = text(client.get("/people/students/"))
    assert "回到这一站" in told
    assert "回到这一站" not in text(client.get("/care/signs/"))


def test_whoever_signs_in_otherwise_is_offered_it_on_the_first_page_alone(client, cast):
    cast.sign_in(client, "teacher")
    assert FIRST in text(client.get(HOME))
    assert STRIP not in text(client.get("/people/students/"))


def test_put_away_it_is_gone_until_one_asks_for_it(client, cast):
    cast.sign_in(client, "teacher")
    client.get(FIRST)
    told = text(client.post(END, follow=True))
    assert "自己随便看看" in told
    assert STRIP not in told
    assert STRIP not in text(client.get(HOME))
    assert "从头看一遍" in text(client.get(DOOR))
    client.get(FIRST)
    assert STRIP in text(client.get(HOME))


def test_it_ends_with_the_sign_in(client, cast):
    cast.sign_in(client, "teacher")
    client.get(FIRST)
    gone = client.post(reverse("account_logout"), {"next": DOOR})
    assert gone["Location"] == DOOR
    assert STRIP not in text(client.get(DOOR))


@pytest.mark.parametrize("who", ["principal", "teacher", "county_officer"])
def test_at_a_real_school_there_is_nothing_of_it(client, real, who):
    assert "/account/login/" in client.get(HOME)["Location"]
    real.sign_in(client, who)
    for answer in (client.get(DOOR), client.get(FIRST), client.post(END)):
        assert answer.status_code == 404
    session = client.session
    session["tour"] = ["principal", 1]  # of a demonstration that was here before
    session.save()
    assert STRIP not in text(client.get(HOME, follow=True))


def test_at_a_school_beside_the_demonstration_there_is_nothing_of_it(client, cast):
    cast.sign_in(client, "other_school")
    assert client.get(FIRST).status_code == 404
    assert STRIP not in text(client.get(HOME))


@pytest.mark.parametrize("led", [["principal", 99], ["a part that is gone", 1]])
def test_who_was_led_by_an_earlier_version_is_led_no_further(client, cast, led):
    cast.sign_in(client, "principal")
    session = client.session
    session["tour"] = led
    session.save()
    answer = client.get("/")
    assert answer.status_code == 200
    assert "第 99 站" not in text(answer)
