"""Chinese in a module that no reader of English would understand: a literal that is not in `tr()`.

What a program compares, cuts, looks up by or takes apart is no sentence: it is left alone.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from qingshan.kit.marking import CHINESE
from tests.words.finding import said_by

if TYPE_CHECKING:
    from collections.abc import Iterator

TAKEN_APART = {
    *("startswith", "endswith", "removeprefix", "removesuffix", "replace", "strip", "lstrip"),
    *("rstrip", "split", "rsplit", "partition", "rpartition", "count", "find", "index"),
    *("translate", "maketrans", "compile", "sub", "search", "match", "fullmatch", "findall"),
    *("finditer", "Literal"),
}


def unsaid_in(source: str) -> list[str]:
    return list(_within(ast.parse(source)))


def _within(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and CHINESE.search(node.value):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        if child not in _left_alone(node):
            yield from _within(child)


def _left_alone(node: ast.AST) -> list[ast.AST | None]:
    """The children whose Chinese is no sentence."""
    match node:
        case ast.Call():
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            return [*node.args] if said_by(node) is not None or name in TAKEN_APART else []
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.Dict():
            return [*node.keys]
        case ast.Subscript():
            return [node.slice, *([node.value] if isinstance(node.value, ast.Constant) else [])]
        case ast.Expr(value=ast.Constant()) | ast.MatchValue():  # a docstring, a case
            return [node.value]
        case ast.arg() | ast.AnnAssign():
            return [node.annotation]
    return []
