"""A statement's conditions said so that an engine can leave out rows before it has read them.

Several figures of one table come as `(day and kind one) or (day and kind two)`, which no engine
pushes down to its files. What all alternatives share goes in front, the same thing is said once,
and what holds of every row is not asked again of each sum. The answers are the same.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, TypeAlias

from sqlglot import exp

Statement: TypeAlias = Any


def narrow(select: Statement) -> None:
    """Changes the conditions of one SELECT in place."""
    where = select.args.get("where")
    if where is None:
        return
    held = [part for one in _all_of(where.this) for part in _said_shorter(one)]
    held = _once(held)
    where.set("this", _joined(held, exp.And))
    for kept in list(select.find_all(exp.Filter)):
        if kept.find_ancestor(exp.Select) is select:
            _leave_out(kept, held)


def _said_shorter(condition: Statement) -> list[Statement]:
    """`(a and b) or (a and c)` as `a`, `b or c`."""
    ways = [_once(_all_of(way)) for way in _any_of(condition)]
    if len(ways) < 2:
        return [condition]
    shared = [part for part in ways[0] if all(part in way for way in ways[1:])]
    rests = [[part for part in way if part not in shared] for way in ways]
    if not all(rests):  # one way asks for nothing more, so the others add no row
        return shared
    return [*shared, _listed(_once([_joined(rest, exp.And) for rest in rests]))]


def _listed(ways: list[Statement]) -> Statement:
    """`x = 1 or x = 2` as `x in (1, 2)`."""
    columns = [way.this for way in ways if isinstance(way, exp.EQ)]
    values = [way.expression for way in ways if isinstance(way, exp.EQ)]
    plain = len(columns) == len(ways) > 1 and all(isinstance(one, exp.Literal) for one in values)
    if plain and all(column == columns[0] for column in columns):
        return exp.In(this=columns[0].copy(), expressions=[one.copy() for one in values])
    return _joined(ways, exp.Or)


def _leave_out(kept: Statement, held: list[Statement]) -> None:
    """A sum's own condition, without what the WHERE has seen to."""
    asked = kept.expression
    own = [part for part in _once(_all_of(asked.this)) if part not in held]
    if own:
        asked.set("this", _joined(own, exp.And))
    else:
        kept.replace(kept.this)


def _all_of(condition: Statement) -> list[Statement]:
    return _parts(condition, exp.And)


def _any_of(condition: Statement) -> list[Statement]:
    return _parts(condition, exp.Or)


def _parts(condition: Statement, kind: type[Any]) -> list[Statement]:
    bare = condition.unnest()
    if not isinstance(bare, kind):
        return [bare]
    return [*_parts(bare.left, kind), *_parts(bare.right, kind)]


def _once(conditions: list[Statement]) -> list[Statement]:
    return list(dict.fromkeys(conditions))


def _joined(conditions: list[Statement], kind: type[Any]) -> Statement:
    copies = [
        exp.paren(one.copy()) if isinstance(one, exp.Connector) else one.copy()
        for one in conditions
    ]
    return reduce(lambda left, right: kind(this=left, expression=right), copies)
