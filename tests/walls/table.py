"""The table of who sees what, as docs/who-sees-what.md holds it: every policy asked as everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.school.membership import member_for
from tests.walls.filling import house_models
from tests.walls.ground import PEOPLE
from tests.walls.policies import answers, doors, sees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model

    from qingshan.school.membership import Member
    from tests.walls.ground import Ground
    from tests.walls.policies import Policy

YES, NO = "●", ""
ABOVE = {"School", "Account", "Staff", "Student", "SchoolClass", "SchoolYear", "Term", "Subject"}
HEAD = """\
# Who sees what

Written by a test from the code's own policies (`tests/walls`), and held in step by it. One school
has a person for each role and each relation, and a row of every table: about a child of one class
and about one colleague, **the own** (本人), who wrote the row or whom it is about. Each policy is
asked as each person whether it opens this row.

A child has a homeroom teacher, somebody who supports it and somebody paired with its class; a
colleague has a mentor and the head of their group. States are those of `tests/walls/given.py`: a
review that was told, a plan that was agreed.

Pages, lists and files are tried at every address as every role in `tests/test_every_address.py`.
Where words of a table come out, and for whom, stands in [where words come out](outlets.md).
That doors and answers agree whatever the school, the offices and the relations is tried on schools
of chance in `tests/walls/test_agreement.py`.
"""


def table_of(ground: Ground) -> str:
    members = {who: member_for(ground.cast.accounts[who]) for who in PEOPLE}
    return "\n".join(
        [
            HEAD,
            "## Doors: which rows a person reaches\n",
            *_lines(ground, members, doors(), sees),
            "\n## Answers: what a person may do with a row\n",
            *_lines(ground, members, answers(), _says),
            "\n## Tables without a door\n",
            "Reached only with the row they belong to, or by nobody.\n",
            "| table | belongs to |",
            "|---|---|",
            *_without_a_door(),
            "",
        ]
    )


def cells_of(ground: Ground) -> int:
    """How many cells stand in the table; each was asked."""
    asked = [one for one in (*doors(), *answers()) if one.model in ground.rows]
    return len(asked) * len(PEOPLE)


def _says(answer: Policy, member: Member, row: Model) -> bool:
    return bool(answer.ask(member, row))


def _lines(
    ground: Ground,
    members: dict[str, Member],
    policies: Iterable[Policy],
    says: Callable[[Policy, Member, Model], bool],
) -> Iterable[str]:
    yield f"| table | policy | {' | '.join(PEOPLE.values())} |"
    yield f"|---|---|{':-:|' * len(PEOPLE)}"
    for policy in sorted(policies, key=lambda one: (one.model._meta.label, one.short)):
        row = ground.rows[policy.model]
        cells = [YES if says(policy, member, row) else NO for member in members.values()]
        yield f"| {_named(policy.model)} | `{policy.short}` | {' | '.join(cells)} |"


def _named(model: type[Model]) -> str:
    return f"{model._meta.verbose_name} `{model._meta.label}`"


def _without_a_door() -> Iterable[str]:
    reached = {door.model for door in doors()}
    for model in sorted(house_models(), key=lambda one: one._meta.label):
        if model in reached:
            continue
        owners = {
            of.related_model.__name__
            for of in model._meta.concrete_fields
            if of.is_relation and of.related_model.__name__ not in ABOVE
        }
        yield f"| {_named(model)} | {', '.join(sorted(owners)) or '—'} |"
