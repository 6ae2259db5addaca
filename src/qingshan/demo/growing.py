"""What of teachers' growth is no record in the demonstration."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.demo.development import develop
from qingshan.demo.elections import hold_elections
from qingshan.demo.reviews import hold_reviews
from qingshan.growth.models import StageReview, StageVoice
from qingshan.growth.stages.queries import PLAN
from qingshan.people.models import GroupHead, Staff

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import School

SAID = {
    StageVoice.SELF: "第一年最怕的是开口，现在盼着上课。下一步想把复习课上活。",
    StageVoice.HEAD: "备课认真，肯问人。请接着练提问，少讲一点。",
}
SPOKEN_OF = 3
A_YEAR, TOO_LONG = timedelta(days=380), timedelta(days=1000)


def grow(school: School, leader: Account, *, seed: int, today: date) -> None:
    """`leader` opens reviews and elections, and proposes plans."""
    hold_reviews(school, leader, seed=seed, today=today)
    develop(school, leader, seed=seed, today=today)
    hold_elections(school, leader, seed=seed, today=today)
    _speak_of_first_years(school, today)


def _speak_of_first_years(school: School, today: date) -> None:
    heads = dict(GroupHead.objects.filter(school=school).values_list("group", "staff"))
    young = Staff.objects.filter(
        school=school, hired_on__range=(today - TOO_LONG, today - A_YEAR), group__in=list(heads)
    )
    for staff in young.order_by("number")[:SPOKEN_OF]:
        for voice, words in SAID.items():
            own = voice == StageVoice.SELF
            StageReview.objects.create(
                school=school,
                staff=staff,
                programme=PLAN,
                stage="steady",
                voice=voice,
                by_id=staff.pk if own else heads[staff.group_id or 0],
                words=words,
                on=today - timedelta(days=20),
            )
