"""Reading YAML that a person wrote: every slip is told with its file, line, place and mending.

What may stand in a file is said by `schema.json` (JSON Schema); where the schema knows a better
sentence than its rule, it says so in `x-mend`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError

Place = tuple[str | int, ...]
"""Where something stands: ("duties", 0, "target")."""


class PackProblem(Exception):
    """What is wrong in a pack, where, and how to mend it. `line` counts from 1."""

    def __init__(self, file: str, line: int, path: str, sentence: str) -> None:
        where = f"{file} 第 {line} 行" + (f"，{path}" if path else "")
        super().__init__(f"{where}：{sentence}")
        self.file, self.line, self.path, self.sentence = file, line, path, sentence


class PackProblems(Exception):
    """All that is wrong in one file, in the order of its lines; never empty."""

    def __init__(self, problems: list[PackProblem]) -> None:
        self.problems = sorted(problems, key=lambda one: one.line)
        super().__init__("\n".join(str(one) for one in self.problems))


@dataclass(frozen=True)
class Written:
    """A file as data, with the line on which each place stands."""

    file: str
    data: dict[str, Any]
    lines: dict[Place, int]

    def problem(self, place: Place, sentence: str) -> PackProblem:
        """Told at the line of the place, or of the nearest one around it that is there."""
        near = place
        while near not in self.lines:
            near = near[:-1]
        return PackProblem(self.file, self.lines[near], _told(place), sentence)


class _Loader(yaml.SafeLoader):
    """Days stay words, and only true and false are flags."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """No aliases: one that holds itself, or many of many, would never come to an end."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(None, None, "alias", mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of a pack; editors that know YAML use it too (`qingshan packs schema`)."""
    text = (Path(__file__).parent / "schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def read_file(file: Path) -> tuple[Written, str]:
    """The file as data that fits the schema, and its text. Raises `PackProblems`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        sentence = "文件不是 UTF-8 编码，请另存为 UTF-8。"
        raise PackProblems([PackProblem(file.name, 1, "", sentence)]) from None
    except OSError:
        sentence = "打不开这个文件，请看看它的权限。"
        raise PackProblems([PackProblem(file.name, 1, "", sentence)]) from None
    return read_text(text, file.name), text


def read_text(text: str, name: str) -> Written:
    """Raises `PackProblems` for what is no YAML, or does not fit the schema."""
    node = _composed(text, name)
    lines: dict[Place, int] = {}
    twice = list(_walk(node, (), lines, name))
    if twice:
        raise PackProblems(twice)
    data = _constructed(node, name)
    written = Written(name, data, lines)
    found = [_as_problem(error, written) for error in _leaves(data)]
    if found:
        raise PackProblems(found)
    return written


def _constructed(node: yaml.Node, name: str) -> Any:
    try:
        return _Loader("").construct_document(node)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        sentence = "这里的写法认不出来：不要用“!”开头的标记，文字可以加上引号。"
        problem = PackProblem(name, mark.line + 1 if mark else 1, "", sentence)
        raise PackProblems([problem]) from None


def _composed(text: str, name: str) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sentence = "这一行附近的写法不对：看看冒号后的空格、缩进和引号是否成对。"
        problem = PackProblem(name, mark.line + 1 if mark else 1, "", sentence)
        raise PackProblems([problem]) from None
    except (yaml.YAMLError, RecursionError):
        sentence = "文件里有不能出现的字符，或者套得太深，请重新录入。"
        raise PackProblems([PackProblem(name, 1, "", sentence)]) from None
    if node is None:
        raise PackProblems([PackProblem(name, 1, "", "文件是空的。")])
    if not isinstance(node, yaml.MappingNode):
        raise PackProblems([PackProblem(name, 1, "", "这里要写几行“名字: 内容”。")])
    return node


def _walk(node: yaml.Node, at: Place, lines: dict[Place, int], file: str) -> Iterator[PackProblem]:
    """Notes the line of every place; gives what is written twice."""
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            yield from _walk(item, (*at, n), lines, file)
        return
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        place = (*at, str(key.value))
        line = key.start_mark.line + 1
        if place in lines:
            yield PackProblem(file, line, _told(at), f"“{key.value}”写了两次，请删去一个。")
        lines[place] = line
        yield from _walk(value, place, lines, file)


def _leaves(data: Any) -> Iterator[ValidationError]:
    yield from jsonschema.Draft202012Validator(schema()).iter_errors(data)


def _as_problem(error: ValidationError, written: Written) -> PackProblem:
    place: Place = tuple(error.absolute_path)
    rule, value = str(error.validator), error.validator_value
    asked: Any = error.schema
    given: Any = error.instance
    if rule == "required":
        missing = error.message.split("'")[1]
        return written.problem((*place, missing), f"缺少“{missing}”，请补上。")
    if rule == "additionalProperties":
        known = list(asked["properties"])
        slip = next(name for name in given if name not in known)
        said = f"不认识“{slip}”。这里可以写：{'、'.join(known)}。"
        return written.problem((*place, str(slip)), said)
    if rule == "type" and value == "object":
        return written.problem(place, "这里要写几行“名字: 内容”。")
    if "x-mend" in asked:
        return written.problem(place, asked["x-mend"])
    if rule == "enum":
        words = "、".join(map(str, asked["enum"]))
        return written.problem(place, f"没有“{given}”。可以写：{words}。")
    return written.problem(place, _PLAIN.get(rule, "这里写得不对，请对照别的做法文件。"))


_PLAIN = {
    "type": "这里的写法不对：看看该写一个词、一个数，还是几行“名字: 内容”。",
    "minItems": "请至少写一条，每条以“- ”开头。",
    "uniqueItems": "有两个一样的，请删去一个。",
    "maxItems": "写得太多了，请删去几个。",
}


def _told(place: Place) -> str:
    """`duties.1.target`: items are counted from 1, as people do."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
