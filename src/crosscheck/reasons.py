"""Why a row stands where it stands: one Chinese sentence, from the steps of the comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crosscheck.model import Comparison

UNLIKE = frozenset({"else", "surname", "year", "other"})
QUOTED = {"name": "姓名", "birth": "出生日期"}


@dataclass(frozen=True)
class Other:
    """The row of the other register that a sentence speaks of."""

    register: str
    number: str
    name: str

    def __str__(self) -> str:
        return f"编号 {self.number} 的{self.name}"


def likeness(
    comparisons: tuple[Comparison, ...], steps: Mapping[str, int]
) -> tuple[list[str], list[str]]:
    """What speaks for one child and what against, in words."""
    alike: list[str] = []
    unlike: list[str] = []
    for comparison in comparisons:
        level = comparison.level(steps[comparison.key])
        if level and level.words:
            (unlike if level.key in UNLIKE else alike).append(level.words)
    return alike, unlike


def in_words(comparisons: tuple[Comparison, ...], steps: Mapping[str, int]) -> str:
    """Both sides of a likeness as half a sentence."""
    alike, unlike = likeness(comparisons, steps)
    if alike and unlike:
        return f"{'、'.join(alike)}，但{'、'.join(unlike)}"
    return "、".join(alike or unlike) or "没有可比的内容"


def nobody(register: str) -> str:
    return f"{register}名册里找不到证号、姓名、生日、监护人或电话相近的孩子。"


def crowded(register: str) -> str:
    return f"{register}名册里和这个孩子相近的行太多，没有一行一行比，分不出是不是在里面。"


def rejected(other: Other, words: str, chance: float) -> str:
    nearest = f"{other.register}名册里最像的是{other}：{words}"
    return f"{nearest}；是同一个孩子的把握{percent(chance)}，没有对上。"


def taken(other: Other, words: str, owner: Other) -> str:
    nearest = f"{other.register}名册里最像的是{other}：{words}"
    return f"{nearest}；可那一行已经对上{owner.register}里{owner}，不能再给这个孩子。"


def in_relief(other: Other, words: str) -> str:
    return f"在{other.register}名册里是编号 {other.number} 的{other.name}（{words}）。"


def doubtful_match(words: str, chance: float) -> str:
    return f"{words}；是同一个孩子的把握{percent(chance)}，暂且当作同一个，请看一看。"


def doubtful_miss(words: str, chance: float) -> str:
    return f"{words}；是同一个孩子的把握{percent(chance)}，暂且当作两个，请看一看。"


def copy_of(owner: Other, words: str) -> str:
    placed = f"{words}；这一行已经对上{owner.register}里{owner}"
    return f"{placed}，两行像是同一个孩子登记了两次，请看一看。"


def percent(chance: float) -> str:
    if 0 < chance < 0.01:
        return "不到 1%"
    return f"只有 {chance:.0%}" if chance < 0.5 else f"有 {min(chance, 0.99):.0%}"
