"""An election as the tests know it: three candidates, and four who may rate them."""

from __future__ import annotations

import datetime as dt

from django.test import Client

from qingshan.growth.models import Candidate, Election

ELECTIONS = "/growth/elections/"
FIRST, NOMINATED, RATED = dt.date(2026, 11, 2), dt.date(2026, 11, 9), dt.date(2026, 11, 16)
NOTICE_OVER = dt.date(2026, 11, 24)
CRITERIA = ("ideals", "morals", "learning", "kindness")
STAND = ("teacher", "homeroom", "group_head")
RATE = ("administrator", "principal", "secretary", "student_affairs")


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def asked(**changed: object) -> dict[str, object]:
    return {
        "title": "2026年“四有教师”评选",
        "rubric": "four-haves",
        "honour": "四有教师",
        "level": "school",
        "seats": 1,
        "nominate_until": str(NOMINATED),
        "rate_until": str(RATED),
        "notice_days": 7,
    } | changed


def opened(cast, **changed: object) -> Election:
    answer = by(cast, "secretary").post(f"{ELECTIONS}new/", asked(**changed))
    assert answer.status_code == 302, answer.content.decode()
    return Election.objects.latest("pk")


def step(cast, election: Election, word: str, who: str = "secretary"):
    address = f"{ELECTIONS}{election.pk}/go-on/"
    return by(cast, who).post(address, {"step": word}, follow=True)


def stand(cast, election: Election, *people: str) -> None:
    for who in people:
        told = {"staff": cast.staff[who].pk, "why": f"{who}做了很多"}
        by(cast, who).post(f"{ELECTIONS}{election.pk}/nominate/", told)


def rating(cast, on, **changed: object) -> Election:
    """All three stand, and rating has begun."""
    election = opened(cast, **changed)
    stand(cast, election, *STAND)
    on(NOMINATED)
    step(cast, election, "rate")
    election.refresh_from_db()
    assert election.state == "rating"
    return election


def candidate(cast, election: Election, who: str) -> Candidate:
    return Candidate.objects.get(election=election, staff=cast.staff[who])


def paper(cast, election: Election, **points: int) -> dict[str, str]:
    """One level in all criteria for each candidate named."""
    return {
        f"c{candidate(cast, election, who).pk}-{key}": str(level)
        for who, level in points.items()
        for key in CRITERIA
    }


def hand_in(cast, election: Election, who: str, **points: int):
    told = paper(cast, election, **{"teacher": 3, "homeroom": 2, "group_head": 1} | points)
    return by(cast, who).post(f"{ELECTIONS}{election.pk}/rate/", told, follow=True)


def published(cast, on, **changed: object) -> Election:
    election = rating(cast, on, **changed)
    for who in RATE:
        hand_in(cast, election, who)
    on(RATED)
    step(cast, election, "publish")
    election.refresh_from_db()
    assert election.state == "notice"
    return election
