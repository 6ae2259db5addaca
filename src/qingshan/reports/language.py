"""The small language of a template: placeholders, conditions and loops, and nothing else.

A template is a file from outside. It is read by Jinja in its sandbox, and before anything is made
from it every part of speech in it is held against a short list: there are no calls, no filters, no
arithmetic, and no name that `vocabulary` does not know.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from qingshan.reports.vocabulary import LISTS, Vocabulary

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


class UnknownPlaceholder(ValueError):
    """A template names something that there is not; `chain` is how it stands there."""

    def __init__(self, chain: str) -> None:
        super().__init__(chain)
        self.chain = chain


class NotAllowed(ValueError):
    """A template does something that this language has no word for."""


class TemplateLanguage(SandboxedEnvironment):
    """Jinja that refuses a template before running it."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = super()._parse(source, name, filename)
        _check(tree, {})
        return tree


def chain_of(node: nodes.Node) -> str:
    """`care.visits` of the nodes that say so; "" of anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return _joined(chain_of(node.node), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _joined(chain_of(node.node), str(node.arg.value))
    return ""


def _check(node: nodes.Node, loops: dict[str, str]) -> None:
    if not isinstance(node, ALLOWED):
        raise NotAllowed(type(node).__name__)
    if isinstance(node, nodes.For):
        _check_loop(node, loops)
        return
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        _check_chain(node, loops)
        return
    for child in node.iter_child_nodes():
        _check(child, loops)


def _check_chain(node: nodes.Node, loops: dict[str, str]) -> None:
    chain = chain_of(node)
    if not chain:
        raise NotAllowed(type(node).__name__)
    if not Vocabulary(loops).knows(chain):
        raise UnknownPlaceholder(chain)


def _check_loop(node: nodes.For, loops: dict[str, str]) -> None:
    """A loop goes through a known list and not through a loop within a loop of the same."""
    listed = chain_of(node.iter)
    if listed not in LISTS:
        raise UnknownPlaceholder(listed)
    plain = isinstance(node.target, nodes.Name) and not (node.test or node.else_ or node.recursive)
    if not plain or listed in loops.values():
        raise NotAllowed("For")
    target: Any = node.target
    for child in node.body:
        _check(child, {**loops, target.name: listed})


def _joined(start: str, end: str) -> str:
    return f"{start}.{end}" if start else ""
