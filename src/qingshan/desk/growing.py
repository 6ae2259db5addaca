"""What of teachers' growth, and of courses, waits for this person's word: each a sentence and
where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.character.courses.waiting import classes_still_to_wish
from qingshan.desk.attention import Look
from qingshan.growth.elections.queries import elections_waiting_for
from qingshan.growth.mentoring.closing import closings_waiting_for
from qingshan.growth.plans.services import plans_waiting_for
from qingshan.growth.reviews.queries import reviews_waiting_for
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member


def growth_looks(member: Member) -> list[Look]:
    """What of one's own growth, and of those one reads for, waits for a word."""
    looks = _reviews(member) + _elections(member)
    closings, plans = closings_waiting_for(member), plans_waiting_for(member)
    if closings:
        href = reverse("growth:mentoring_list")
        looks.append(
            Look(
                tr("有 {closings} 份师徒总结等你读。").format(closings=closings),
                tr("去读"),
                f"{href}?closing=waits",
            )
        )
    if plans:
        href = f"{reverse('growth:plan_list')}?state=proposed"
        looks.append(Look(tr("有一份培养计划等你定，愿不愿意都行。"), tr("去看看"), href))
    return looks


def wish_looks(staff: Staff, today: date) -> list[Look]:
    """A line for each class one leads in which children have no wish for a course yet."""
    return [
        Look(one.words, tr("去写志愿"), one.href, due=False)
        for one in classes_still_to_wish(staff.school_id, today, staff=staff)
    ]


def _reviews(member: Member) -> list[Look]:
    """Reviews that wait for one's own opinion, answer or decision."""
    number = reviews_waiting_for(member)
    if not number:
        return []
    words = tr("有 {number} 份关口评议等你写。").format(number=number)
    return [Look(words, tr("去写"), f"{reverse('growth:review_list')}?state=live")]


def _elections(member: Member) -> list[Look]:
    """Nominations that wait for one's word, and elections for one's ballots."""
    asked, rating = elections_waiting_for(member)
    href = reverse("growth:election_list")
    looks = []
    if asked:
        looks.append(Look(tr("有同事推荐你参加评选，愿不愿意由你定。"), tr("去看看"), href))
    if rating:
        looks.append(
            Look(
                tr("有 {rating} 次评选等你评议。").format(rating=rating),
                tr("去评"),
                f"{href}?state=rating",
            )
        )
    return looks
