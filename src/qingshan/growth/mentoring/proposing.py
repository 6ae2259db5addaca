"""Asks the solver for a plan and tells it row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.growth.mentoring.forms import DecisionForm
from qingshan.growth.mentoring.matching import match
from qingshan.growth.mentoring.reasons import (
    how_good,
    reasons,
    what_would_help,
    why_unplaced,
)
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField
    from django.http import QueryDict

    from qingshan.growth.mentoring.forms import Asked
    from qingshan.growth.mentoring.matching import Plan
    from qingshan.growth.mentoring.queries import Colleague, Ground


@dataclass(frozen=True, slots=True)
class Row:
    """A mentee, the choice of the mentor, and in `why` what speaks for who is chosen."""

    mentee: Colleague
    field: BoundField
    proposed: int | str
    why: str
    open: bool
    kept: bool


@dataclass(frozen=True)
class Proposal:
    """What the page of a plan shows; `how_good` and `help` are sentences."""

    form: DecisionForm
    rows: list[Row]
    how_good: str = ""
    help: str = ""

    @property
    def placed(self) -> int:
        return sum(not row.open for row in self.rows)


def proposal_for(ground: Ground, asked: Asked, *, starts_on: str = "") -> Proposal:
    """A plan for those who were ticked; what is kept stays, and the day as it was typed."""
    plan = match(
        [ground.mentees[key] for key in asked.mentees],
        [ground.mentors[key] for key in asked.mentors],
        kept=asked.kept,
    )
    chosen = {key: plan.pairs.get(key) for key in asked.mentees}
    form = DecisionForm(None, ground=ground, chosen=chosen)
    form.initial["starts_on"] = starts_on or ground.day
    return Proposal(
        form=form,
        rows=_rows(form, ground, asked, chosen, plan),
        how_good=how_good(plan),
        help=what_would_help(plan, ground.mentees),
    )


def proposal_again(ground: Ground, asked: Asked, form: DecisionForm) -> Proposal:
    """The same page with what was chosen on it, where it could not be adopted as it is."""
    chosen = {key: form.cleaned_data["pairs"].get(key) for key in asked.mentees}
    return Proposal(form=form, rows=_rows(form, ground, asked, chosen, None))


def decision(post: QueryDict, ground: Ground, asked: Asked) -> DecisionForm:
    return DecisionForm(post, ground=ground, chosen=dict.fromkeys(asked.mentees))


def _rows(
    form: DecisionForm,
    ground: Ground,
    asked: Asked,
    chosen: Mapping[int, int | None],
    plan: Plan | None,
) -> list[Row]:
    """Who is still without a mentor first: there a person has to think."""
    unplaced = set(plan.unplaced) if plan else set()
    rows = [
        Row(
            mentee=ground.colleagues[key],
            field=form[form.names[key]],
            proposed=mentor or "",
            why=_why(ground, asked, key, mentor, unplaced=key in unplaced),
            open=mentor is None,
            kept=key in asked.kept,
        )
        for key, mentor in chosen.items()
    ]
    return sorted(rows, key=lambda row: row.mentee.pk not in unplaced)


def _why(ground: Ground, asked: Asked, key: int, mentor: int | None, *, unplaced: bool) -> str:
    mentee = ground.mentees[key]
    if mentor is not None:
        return reasons(mentee, ground.mentors[mentor])
    listed = {one: ground.mentors[one] for one in asked.mentors}
    return (
        tr("还没有找到：{why_unplaced}").format(why_unplaced=why_unplaced(mentee, listed))
        if unplaced
        else tr("这次先不结")
    )
