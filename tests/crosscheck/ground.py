"""Small registers for the tests, written by hand or by the generator of the bench."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from bench.handwriting import Slips
from bench.registers import Town
from crosscheck import Outcome, Question, compare
from crosscheck.numbers import check_digit

if TYPE_CHECKING:
    from pathlib import Path

HOME = ("编号", "姓名", "性别", "出生日期", "身份证件号", "住址", "监护人姓名", "联系电话")
SCHOOL = (
    "编号",
    "姓名",
    "性别",
    "出生日期",
    "身份证件号",
    "学校",
    "班级",
    "监护人姓名",
    "联系电话",
)


def identity(start: str, place: str = "001") -> str:
    first17 = f"{start}{place}"
    return first17 + check_digit(first17)


def child(number: int, name: str, **given: str) -> dict[str, str]:
    """A row; what is not given is invented from the number, different for each."""
    born = given.get("born", f"2012-{number % 12 + 1:02}-{number % 28 + 1:02}")
    return {
        "编号": str(number),
        "姓名": name,
        "性别": given.get("sex", "男"),
        "出生日期": born,
        "身份证件号": given.get("idn", identity("220821" + born.replace("-", ""), f"{number:03}")),
        "住址": "青山村1组",
        "学校": "青山学校",
        "班级": "1年1班",
        "监护人姓名": given.get("guardian", f"监{number}护"),
        "联系电话": given.get("phone", f"1390431{number:04}"),
    }


def write(file: Path, rows: list[dict[str, str]], *, home: bool, encoding: str = "utf-8") -> Path:
    with file.open("w", encoding=encoding, newline="") as opened:
        writer = csv.DictWriter(opened, HOME if home else SCHOOL, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file


def three(
    folder: Path,
    population: list[dict[str, str]],
    roll: list[dict[str, str]],
    present: list[dict[str, str]] | None = None,
) -> Question:
    """Three registers on disk, and the question about them."""
    present = roll if present is None else present
    return Question(
        population=str(write(folder / "p.csv", population, home=True)),
        roll=str(write(folder / "r.csv", roll, home=False)),
        present=str(write(folder / "s.csv", present, home=False)),
        private=folder,
    )


def town(
    folder: Path, *, children: int = 400, seed: int = 7
) -> tuple[Question, dict[str, list[int]]]:
    """Four registers of an invented town, and the truth about them."""
    truth = Town(children=children, seed=seed, slips=Slips()).write(folder, missing=0.02)
    names = ("population", "roll", "present", "relief")
    return Question(**{n: str(folder / f"{n}.csv") for n in names}, private=folder), truth


def run(question: Question, folder: Path) -> tuple[Outcome, dict[str, list[dict[str, str]]]]:
    """The outcome, and the rows of each list as written."""
    out = folder / "out"
    outcome = compare(question, out)
    return outcome, {file.stem: rows(file) for file in out.glob("*.csv")}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def numbers(listed: list[dict[str, str]]) -> list[str]:
    return [row["编号"] for row in listed]
