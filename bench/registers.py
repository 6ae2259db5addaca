"""Four registers with a known truth, of any size: `python -m bench.registers OUT --children N`.

Every child is written down up to four times by different hands; each hand makes its own slips. The
split decides the seed and which characters given names are made of: weights and thresholds are
chosen on `train`, and only measured on `test`.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

from bench.handwriting import COMPOUND, Hand, Slips, some_phone
from crosscheck.numbers import check_digit

COMMON = dict(zip("王李张刘陈杨赵黄周吴", (30, 29, 28, 22, 15, 13, 10, 8, 8, 8), strict=True))
RARER = "徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
SURNAMES = "".join(name * share for name, share in COMMON.items()) + 3 * RARER + "夏钟汪田任姜范方"
GIVEN = (
    "俊嘉亮勇萱艳静颖飞佳语梦芳熙泽鹏波宁伟强磊军洋杰娟涛明超秀霞平刚桂英华玉兰红文辉力玲建"
    "国梅海燕丹云龙凤春志永丽欣怡宇轩浩然子涵诗雨晨思琪梓睿博一诺欢乐晓东旭阳雪冰清月星辰天佑"
    "书瑶琳珊婷倩慧敏健康福贵宝成才德胜利民生秋冬夏青松柏林森鑫淼焱垚晶莹露霜虹彩霓裳锦绣绮罗"
    "纱缦丝绫祥瑞吉庆安泰和顺"
)
REGIONS = ("220802", "220821", "220822", "220881", "220882", "150722", "230204")
VILLAGES = "东西南北中上下前后大小新老红青山河岗坡沟屯甸泡柳杨榆松桥井窝棚"


@dataclass
class Child:
    """Who is written down."""

    name: str
    sex: str
    born: dt.date
    identity: str
    guardian: str
    other_guardian: str
    phone: str
    address: str
    school: str
    room: str


class Town:
    """Makes children and writes registers."""

    def __init__(
        self, *, children: int, split: str = "train", seed: int = 1, slips: Slips | None = None
    ) -> None:
        self.dice = random.Random(f"{split}/{seed}/{children}")
        self.slips = slips or Slips()
        half = [
            c
            for i, c in enumerate(dict.fromkeys(GIVEN))
            if (i % 3 != 0) == (split == "train") or i % 3 == 1
        ]
        self.given = half
        self.sequences: dict[str, int] = {}
        self.children: list[Child] = []
        while len(self.children) < children:
            self.children += self._family()
        del self.children[children:]

    def _family(self) -> list[Child]:
        first = self._child()
        chance = self.dice.random()
        if chance < 0.02:
            return [first, self._sibling(first, twin=True)]
        if chance < 0.20:
            return [first, self._sibling(first, twin=False)]
        if chance < 0.215 and self.children:
            return [self._namesake(self.dice.choice(self.children))]
        return [first]

    def _child(self) -> Child:
        d = self.dice
        surname = d.choice(COMPOUND) if d.random() < 0.01 else d.choice(SURNAMES)
        born = dt.date(2008, 9, 1) + dt.timedelta(days=d.randrange(3650))
        sex = d.choice("男女")
        region = d.choice(REGIONS)
        return Child(
            name=surname + self._given(),
            sex=sex,
            born=born,
            identity=self._identity(region, born, sex),
            guardian=(surname if d.random() < 0.8 else d.choice(SURNAMES)) + self._given(),
            other_guardian=d.choice(SURNAMES) + self._given(),
            phone=some_phone(self.dice),
            address=f"{self._place()}村{d.randrange(1, 13)}组{d.randrange(1, 90)}号",
            school=f"{self._place()}学校",
            room=f"{d.randrange(1, 10)}年{d.randrange(1, 5)}班",
        )

    def _sibling(self, first: Child, *, twin: bool) -> Child:
        d = self.dice
        born = (
            first.born
            if twin
            else first.born + dt.timedelta(days=d.choice((-1, 1)) * d.randrange(330, 1500))
        )
        sex = first.sex if twin and d.random() < 0.7 else d.choice("男女")
        name = first.name
        if len(name) > 2 and (twin or d.random() < 0.5):
            at = (
                d.choice((len(name) - 1, len(name) - 2))
                if len(name) > 3 or d.random() < 0.3
                else len(name) - 1
            )
            name = name[:at] + d.choice(self.given) + name[at + 1 :]
        else:
            name = first.name[:1] + self._given()
        if name == first.name:
            name = first.name[:-1] + d.choice([c for c in self.given if c != first.name[-1]])
        return replace(
            first,
            name=name,
            sex=sex,
            born=born,
            identity=self._identity(first.identity[:6], born, sex),
            room=first.room,
        )

    def _namesake(self, other: Child) -> Child:
        """A stranger who shares name and birthday, perhaps from elsewhere."""
        fresh = self._child()
        return replace(
            fresh,
            name=other.name,
            born=other.born,
            sex=other.sex,
            identity=self._identity(fresh.identity[:6], other.born, other.sex),
        )

    def _given(self) -> str:
        return "".join(
            self.dice.choice(self.given) for _ in range(1 if self.dice.random() < 0.25 else 2)
        )

    def _place(self) -> str:
        return self.dice.choice(VILLAGES) + self.dice.choice(VILLAGES)

    def _identity(self, region: str, born: dt.date, sex: str) -> str:
        start = f"{region}{born:%Y%m%d}"
        while True:
            place = self.dice.randrange(1, 500) * 2 - (sex == "男")
            first17 = f"{start}{place:03}"
            if first17 not in self.sequences:
                self.sequences[first17] = 1
                return first17 + check_digit(first17)

    # -- writing down ---------------------------------------------------------------------------

    def write(
        self, out: Path, *, missing: float = 0.0035, outside: float = 0.03
    ) -> dict[str, list[int]]:
        """Writes the four registers and `truth.json`; returns the truth."""
        d, out = self.dice, Path(out)
        out.mkdir(parents=True, exist_ok=True)
        here = self.children
        strangers = [self._outsider() for _ in range(int(len(here) * outside))]
        not_enrolled = self._some(here, missing)
        enrolled = [c for c in here if id(c) not in not_enrolled] + strangers
        gone = self._some(enrolled, missing * 1.2)
        unregistered = [self._child() for _ in range(int(len(here) * 0.003))]
        seated = [c for c in enrolled if id(c) not in gone] + unregistered
        poor = [c for c in enrolled if d.random() < (0.35 if id(c) in gone else 0.10)]
        elsewhere = [self._child() for _ in range(int(len(here) * 0.01))]
        relief = poor + elsewhere
        orders = {"population": list(here), "roll": enrolled, "present": seated, "relief": relief}
        for name, rows in orders.items():
            d.shuffle(rows)
            self._register(out / f"{name}.csv", rows, home=name in {"population", "relief"})
        poor_ids = {id(c) for c in poor}
        known = {id(c) for c in enrolled}
        truth = {
            "not_enrolled": [
                i for i, c in enumerate(orders["population"], 1) if id(c) in not_enrolled
            ],
            "dropouts": [i for i, c in enumerate(enrolled, 1) if id(c) in gone],
            "relief_dropouts": [
                i for i, c in enumerate(enrolled, 1) if id(c) in gone and id(c) in poor_ids
            ],
            "unregistered": [i for i, c in enumerate(seated, 1) if id(c) not in known],
        }
        (out / "truth.json").write_text(json.dumps(truth))
        who = {
            id(c): number for number, c in enumerate([*here, *strangers, *unregistered, *elsewhere])
        }
        pairs = {name: [who[id(c)] for c in rows] for name, rows in orders.items()}
        (out / "who.json").write_text(json.dumps(pairs))  # row → child, to look at what went wrong
        return truth

    def _outsider(self) -> Child:
        if self.dice.random() < 0.15:
            return self._namesake(self.dice.choice(self.children))
        return self._child()

    def _some(self, rows: list[Child], share: float) -> set[int]:
        return {id(c) for c in self.dice.sample(rows, max(2, round(len(rows) * share)))}

    def _register(self, file: Path, rows: list[Child], *, home: bool) -> None:
        place = ["住址"] if home else ["学校", "班级"]
        hand = Hand(self.dice, self.slips)
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(
                ["编号", "姓名", "性别", "出生日期", "身份证件号", *place, "监护人姓名", "联系电话"]
            )
            for number, child in enumerate(rows, 1):
                where = [child.address] if home else [child.school, child.room]
                name, sex, born, identity, guardian, phone = hand.write(child)
                writer.writerow([number, name, sex, born, identity, *where, guardian, phone])


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--split", choices=("train", "test"), default="train")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--rough", type=float, default=1.0, help="every slip so many times as often"
    )
    a = parser.parse_args(words)
    town = Town(children=a.children, split=a.split, seed=a.seed, slips=Slips().times(a.rough))
    truth = town.write(a.out)
    print({name: len(rows) for name, rows in truth.items()})


if __name__ == "__main__":
    main()
