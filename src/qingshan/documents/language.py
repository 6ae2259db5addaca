"""The small language of a template: words, conditions and loops, and nothing else.

A template is a file from outside. It is read by Jinja in its sandbox, and before anything is made
from it every part of speech in it is held against a short list: there are no calls, no filters, no
arithmetic, and no name that the document does not know.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from qingshan.documents.declaring import Words

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
COUNTER = "loop.index"
"""How many times a loop has come round, within one."""


class UnknownPlaceholder(ValueError):
    """A template names something that there is not; `chain` is how it stands there."""

    def __init__(self, chain: str) -> None:
        super().__init__(chain)
        self.chain = chain


class NotAllowed(ValueError):
    """A template does something that this language has no word for."""


class TemplateLanguage(SandboxedEnvironment):
    """Jinja that refuses a template before running it; `named` are the words it has met."""

    def __init__(self, words: Words, *, autoescape: bool = False) -> None:
        super().__init__(autoescape=autoescape)
        self.words = words
        self.named: set[str] = set()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = super()._parse(source, name, filename)
        self._check(tree, {})
        return tree

    def knows(self, chain: str, loops: dict[str, str]) -> bool:
        """Whether the document has the word; `loops` are the names bound by `for` around it."""
        root, _, rest = chain.partition(".")
        if root in loops:
            return rest in self.words.lists[loops[root]]
        if loops and chain == COUNTER:
            return True
        return chain in self.words.plain or chain in self.words.lists or self.words.more(chain)

    def nearest(self, chain: str) -> str:
        """The word that was perhaps meant; "" where nothing is near."""
        known = [*self.words.plain, *self.words.lists]
        return next(iter(difflib.get_close_matches(chain, known, n=1, cutoff=0.6)), "")

    def _check(self, node: nodes.Node, loops: dict[str, str]) -> None:
        if not isinstance(node, ALLOWED):
            raise NotAllowed(type(node).__name__)
        if isinstance(node, nodes.For):
            self._check_loop(node, loops)
            return
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self._check_chain(node, loops)
            return
        for child in node.iter_child_nodes():
            self._check(child, loops)

    def _check_chain(self, node: nodes.Node, loops: dict[str, str]) -> None:
        chain = chain_of(node)
        if not chain:
            raise NotAllowed(type(node).__name__)
        if not self.knows(chain, loops):
            raise UnknownPlaceholder(chain)
        self.named.add(chain)

    def _check_loop(self, node: nodes.For, loops: dict[str, str]) -> None:
        """A loop goes through a known list and not through one within another of the same."""
        listed = chain_of(node.iter)
        if listed not in self.words.lists:
            raise UnknownPlaceholder(listed)
        plain = isinstance(node.target, nodes.Name) and not (
            node.test or node.else_ or node.recursive
        )
        if not plain or listed in loops.values():
            raise NotAllowed("For")
        self.named.add(listed)
        target: Any = node.target
        for child in node.body:
            self._check(child, {**loops, target.name: listed})


def chain_of(node: nodes.Node) -> str:
    """`care.visits` of the nodes that say so; "" of anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return _joined(chain_of(node.node), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _joined(chain_of(node.node), str(node.arg.value))
    return ""


def _joined(start: str, end: str) -> str:
    return f"{start}.{end}" if start else ""
