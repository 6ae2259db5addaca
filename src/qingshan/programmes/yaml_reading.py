"""Reading YAML that a person wrote: every slip is told with its file, line, place and mending."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

T = TypeVar("T")


class PackProblem(Exception):
    """What is wrong in a pack, where, and how to mend it. `line` counts from 1."""

    def __init__(self, file: str, line: int, path: str, sentence: str) -> None:
        where = f"{file} 第 {line} 行" + (f"，{path}" if path else "")
        super().__init__(f"{where}：{sentence}")
        self.file, self.line, self.path, self.sentence = file, line, path, sentence


class Entry:
    """A mapping of the file. Each key may be asked for once; `close` tells a key nobody asked."""

    def __init__(self, file: str, node: yaml.Node, path: str = "") -> None:
        self.file, self.node, self.path = file, node, path
        if not isinstance(node, yaml.MappingNode):
            raise self.problem("这里要写几行“名字: 内容”。", node)
        self._values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in self._values:
                raise self.problem(f"“{key.value}”写了两次，请删去一个。", key)
            self._values[str(key.value)] = value
        self._asked: set[str] = set()

    def has(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, *, required: bool = True) -> str:
        """Words; "" where it is not required and not there."""
        node = self._node(name, required=required)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.problem("请写一段文字。", node, name)
        return str(node.value).strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """One word or a list of words; none where it is not there."""
        node = self._node(name, required=False)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not items or not all(isinstance(item, yaml.ScalarNode) for item in items):
            raise self.problem("请写一个词，或者 [词, 词]。", node, name)
        return tuple(str(item.value).strip() for item in items)

    def whole(self, name: str, *, least: int = 1) -> int:
        node = self._node(name)
        value = getattr(node, "value", "")
        if not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise self.problem(f"请写一个整数，最少 {least}。", node, name)
        if not least <= int(value) <= 10**9:
            raise self.problem(f"请写 {least} 到 10 亿之间的整数。", node, name)
        return int(value)

    def flag(self, name: str) -> bool:
        """`true` or `false`; false where it is not there."""
        node = self._node(name, required=False)
        if node is None:
            return False
        if getattr(node, "value", None) not in {"true", "false"}:
            raise self.problem("请写 true 或 false。", node, name)
        return bool(node.value == "true")

    def among(self, name: str, known: Collection[str]) -> str:
        word = self.text(name)
        self._check(name, (word,), known)
        return word

    def all_among(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        words = self.texts(name)
        self._check(name, words, known)
        return words

    def entry(self, name: str) -> Entry:
        node = self._node(name)
        assert node is not None  # noqa: S101 - required above
        return Entry(self.file, node, self._at(name))

    def entries(self, name: str, make: Callable[[Entry], T]) -> tuple[T, ...]:
        """A list of mappings, each made into something; at least one."""
        node = self._node(name)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.problem("请至少写一条，每条以“- ”开头。", node, name)
        return tuple(
            make(Entry(self.file, item, f"{self._at(name)}.{n}"))
            for n, item in enumerate(node.value, start=1)
        )

    def close(self) -> None:
        """Refuses what nobody asked for: most often a slip in a name."""
        for name, node in self._values.items():
            if name not in self._asked:
                known = "、".join(sorted(self._asked))
                raise self.problem(f"不认识“{name}”。这里可以写：{known}。", node, name)

    def problem(self, sentence: str, node: yaml.Node | None = None, name: str = "") -> PackProblem:
        line = (node or self.node).start_mark.line + 1
        return PackProblem(self.file, line, self._at(name) if name else self.path, sentence)

    def at(self, name: str, sentence: str) -> PackProblem:
        """A problem told at the line of `name`, or of the mapping where `name` is not there."""
        return self.problem(sentence, self._values.get(name), name)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _node(self, name: str, *, required: bool = True) -> yaml.Node | None:
        self._asked.add(name)
        node = self._values.get(name)
        if node is None and required:
            raise self.problem(f"缺少“{name}”，请补上。", name=name)
        return node

    def _check(self, name: str, words: tuple[str, ...], known: Collection[str]) -> None:
        for word in words:
            if word not in known:
                raise self.at(name, f"没有“{word}”。可以写：{'、'.join(known)}。")


def read_file(file: Path) -> Entry:
    """The file's mapping. Raises `PackProblem` for what is no YAML and no UTF-8 either."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise PackProblem(file.name, 1, "", "文件不是 UTF-8 编码，请另存为 UTF-8。") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise PackProblem(
            file.name, line, "", "这一行附近的写法不对：看看冒号后的空格、缩进和引号是否成对。"
        ) from None
    except yaml.YAMLError:
        raise PackProblem(file.name, 1, "", "文件里有不能出现的字符，请重新录入。") from None
    if node is None:
        raise PackProblem(file.name, 1, "", "文件是空的。")
    return Entry(file.name, node)
