"""Templates are written in Chinese, and this marks what in them is to be said in another language.

Whatever Chinese stands between tags, in an attribute or in quotes is for people: no author can
forget to mark it, and a page is read as it is written. A run of text with the variables and the
inline elements in it is one sentence: `{{ one.name }}写了 <b>{{ n }}</b> 条` stands in the
catalogue as `{one}写了 <b>{n}</b> 条`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django_cotton.cotton_loader import Loader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.template import Origin

CHINESE = re.compile("[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")
INLINE = frozenset({"a", "b", "strong", "em", "i", "code", "time", "kbd", "mark", "br"})
VOID = frozenset({"br"})

_TEMPLATE = r"{%.*?%}|{{.*?}}|{#.*?#}"
_TOKENS = re.compile(
    r"(?P<opaque>{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->"
    r"|<script\b.*?</script>|<style\b.*?</style>)"
    r"|(?P<block>{%.*?%})|(?P<variable>{{.*?}})"
    rf"|(?P<tag></?[a-zA-Z](?:{_TEMPLATE}|\"(?:{_TEMPLATE}|[^\"])*\"|'(?:{_TEMPLATE}|[^'])*'|[^'\">])*>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"(?<==)(\"(?:{_TEMPLATE}|[^\"])*\"|'(?:{_TEMPLATE}|[^'])*')", re.DOTALL)
_WITHIN = re.compile(rf"({_TEMPLATE})", re.DOTALL)
_QUOTED = re.compile(r"(?<!_\()(\"[^\"]*\"|'[^']*')")
_DATED = re.compile(r"\|\s*date:(?=[\"'][^\"']*[\u3400-\u9fff])")
_NAME = re.compile(r"</?([\w.-]+)")
_SPOKEN = re.compile(rf"\w|{CHINESE.pattern}")
_EDGE = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_DATA = ("if", "elif", "ifchanged", "url", "load", "extends", "static", "include")


@dataclass(slots=True)
class Token:
    kind: str  # text, variable, tag, block, opaque
    source: str

    @property
    def name(self) -> str:
        found = _NAME.match(self.source)
        return found[1].lower() if found and self.kind == "tag" else ""

    @property
    def closes(self) -> bool:
        return self.source.startswith("</")

    @property
    def is_inline(self) -> bool:
        return self.kind in {"text", "variable"} or self.name in INLINE

    @property
    def has_chinese(self) -> bool:
        return self.kind == "text" and bool(CHINESE.search(self.source))


def marked(source: str, found: list[str] | None = None) -> str:
    """The template with `{% words %}` around each sentence; `found` takes down the sentences."""
    found = [] if found is None else found
    if not CHINESE.search(source):
        return source
    made: list[str] = []
    run: list[Token] = []
    for token in _tokens(source):
        if token.is_inline:
            run.append(token)
            continue
        made += _sentences(run, found)
        run = []
        made.append(_quiet(token, found))
    return "".join([*made, *_sentences(run, found)])


def sentences_of(source: str) -> list[str]:
    """What the catalogue must hold for this template."""
    found: list[str] = []
    marked(source, found)
    return found


def _tokens(source: str) -> Iterator[Token]:
    at = 0
    for match in _TOKENS.finditer(source):
        if match.start() > at:
            yield Token("text", source[at : match.start()])
        yield Token(str(match.lastgroup), match[0])
        at = match.end()
    if at < len(source):
        yield Token("text", source[at:])


def _quiet(token: Token, found: list[str]) -> str:
    """A token that is no part of a sentence, with what is said inside of it marked."""
    if token.kind in {"block", "variable"}:
        return _code(token.source, found)
    if token.kind == "tag" and CHINESE.search(token.source):
        return _ATTRIBUTE.sub(lambda m: _attribute(m[0], found), token.source)
    return token.source


def _attribute(quoted: str, found: list[str]) -> str:
    quote, inside = quoted[0], quoted[1:-1]
    if not CHINESE.search(inside):
        return quoted
    made: list[str] = []
    run: list[Token] = []
    for n, part in enumerate(_WITHIN.split(inside)):
        kind = "text" if n % 2 == 0 else "variable" if part.startswith("{{") else "block"
        if kind == "block":
            made += [*_sentences(run, found), _code(part, found)]
            run = []
        elif part:
            run.append(Token(kind, part))
    return quote + "".join([*made, *_sentences(run, found)]) + quote


def _code(source: str, found: list[str]) -> str:
    """`{{ }}` or `{% %}`: words in quotes are said, dates have their order in each language."""
    if not CHINESE.search(source):
        return source
    source = _DATED.sub("|dated:", source)
    word = source[2:-2].split(maxsplit=1)[0]
    if word in _DATA and not (word == "include" and " with " in source):
        found += [m[1:-1] for m in re.findall(r"\|dated:(\"[^\"]*\"|'[^']*')", source)]
        return source

    def said(match: re.Match[str]) -> str:
        words = match[1]
        if not CHINESE.search(words):
            return match[0]
        found.append(words[1:-1])
        is_format = source[: match.start()].endswith("|dated:")
        return words if is_format else f"_({words})"

    return _QUOTED.sub(said, source)


def _sentences(run: list[Token], found: list[str]) -> list[str]:
    """The run with each of its sentences marked."""
    if not any(token.has_chinese for token in run):
        return [_quiet(token, found) for token in run]
    pair = _pairs(run)
    odd = next((n for n, t in enumerate(run) if _stands_alone(t, n, pair)), None)
    if odd is not None:
        before, after = run[:odd], run[odd + 1 :]
        return [*_sentences(before, found), _quiet(run[odd], found), *_sentences(after, found)]
    tops = _tops(run, pair)
    if not any(_speaks(run[n]) for n, _ in tops):  # elements side by side, each by itself
        made: list[str] = []
        for first, last in tops:
            if first == last:
                made.append(_quiet(run[first], found))
                continue
            inside = _sentences(run[first + 1 : last], found)
            made += [_quiet(run[first], found), *inside, run[last].source]
        return made
    return [_sentence(run, pair, found)]


def _pairs(run: list[Token]) -> dict[int, int]:
    """Where each inline element that opens in the run closes in it, and the other way round."""
    opened: list[int] = []
    pair: dict[int, int] = {}
    for n, token in enumerate(run):
        if token.kind != "tag" or token.name in VOID:
            continue
        if not token.closes:
            opened.append(n)
        elif opened and run[opened[-1]].name == token.name:
            pair[n] = opened[-1]
            pair[opened.pop()] = n
    return pair


def _stands_alone(token: Token, n: int, pair: dict[int, int]) -> bool:
    return token.kind == "tag" and token.name not in VOID and n not in pair


def _tops(run: list[Token], pair: dict[int, int]) -> list[tuple[int, int]]:
    """The first and last places of what stands outermost in the run."""
    tops, n = [], 0
    while n < len(run):
        last = pair.get(n, n)
        tops.append((n, last))
        n = last + 1
    return tops


def _speaks(token: Token) -> bool:
    return token.kind == "variable" or (token.kind == "text" and bool(_SPOKEN.search(token.source)))


def _sentence(run: list[Token], pair: dict[int, int], found: list[str]) -> str:
    names: dict[str, str] = {}
    tags = _numbered(run, pair)
    said, body = "", ""
    for n, token in enumerate(run):
        if token.kind == "text":
            said += re.sub(r"\s+", " ", token.source)
            body += token.source
            continue
        if token.kind == "variable":
            name = _named(token.source, names)
            said += "{" + name + "}"
        else:
            name = tags[n]
            said += f"<{name}>"
        body += f"{{% piece {name} %}}{_quiet(token, found)}{{% endpiece %}}"
    found.append(said.strip())
    before, middle, after = _EDGE.match(body).groups()  # type: ignore[union-attr]
    return f"{before}{{% words %}}{middle}{{% endwords %}}{after}"


def _numbered(run: list[Token], pair: dict[int, int]) -> dict[int, str]:
    """`a`, `/a`, and `a2`, `/a2` for the second of a name."""
    seen: dict[str, int] = {}
    tags: dict[int, str] = {}
    for n, token in enumerate(run):
        if token.kind != "tag" or token.closes:
            continue
        seen[token.name] = seen.get(token.name, 0) + 1
        tags[n] = token.name + (str(seen[token.name]) if seen[token.name] > 1 else "")
        if n in pair:
            tags[pair[n]] = f"/{tags[n]}"
    return tags


def _named(source: str, names: dict[str, str]) -> str:
    """A name for the place of a variable: `case.responsible.name|date:"…"` is `responsible`."""
    inside = source[2:-2].strip()
    path = re.split(r"[|\s]", inside, maxsplit=1)[0].split(".")
    parts = [re.sub(r"^get_(\w+)_display$", r"\1", part) for part in path]
    words = [part for part in parts if not part.isdigit()]
    name = words[-1]
    if name in {"name", "title", "label", "words", "number", "count"} and len(words) > 1:
        name = words[-2] if name in {"name", "title", "label"} else name
    tried, n = name, 1
    while names.get(tried, inside) != inside:
        n += 1
        tried = f"{name}{n}"
    names[tried] = inside
    return tried


class WordsLoader(Loader):  # type: ignore[misc] # django-cotton comes without types
    """Templates of the house, with components of django-cotton, ready for another language."""

    def _get_template_string(self, template_name: str) -> str:
        return marked(super()._get_template_string(template_name))

    def get_contents(self, origin: Origin) -> str:
        return str(super().get_contents(origin))
