"""`python -m crosscheck`: the command line, without anything but this library."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from crosscheck.comparing import compare
from crosscheck.lists import TITLES
from crosscheck.problems import EngineMissing, RegisterRefused
from crosscheck.question import Outcome, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WRONG_INPUT = 2


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    a = _parser().parse_args(words)
    question = Question(
        population=a.population,
        roll=a.roll,
        present=a.present,
        relief=a.relief,
        born_from=a.born_from,
        born_to=a.born_to,
        engine=a.engine,
        by=a.by,
        spark_master=a.spark_master,
    )
    return answer(question, a.out, as_json=a.json)


def answer(
    question: Question,
    out: Path,
    *,
    as_json: bool,
    tell: Callable[[str, int, int], None] | None = None,
    screen: TextIO | None = None,
) -> int:
    """Compares, prints what came of it, and returns the exit code of the contract."""
    screen = screen or sys.stderr
    _leave_cleanly()
    if question.born_from and question.born_to and question.born_from > question.born_to:
        return _refused("--born-from 比 --born-to 还晚。", {}, WRONG_INPUT, as_json, screen)
    try:
        outcome = compare(question, out, tell or _quiet)
    except RegisterRefused as error:
        place = {"file": error.file, "line": error.line, "reason": error.reason}
        return _refused(str(error), place, error.exit_code, as_json, screen)
    except EngineMissing as error:
        return _refused(str(error), {}, WRONG_INPUT, as_json, screen)
    except OSError as error:
        reason = f"写不了 {out}：{error.strerror or error}"
        return _refused(reason, {"file": str(out)}, WRONG_INPUT, as_json, screen)
    if as_json:
        json.dump({**outcome.as_json(), "out": str(out)}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _show(outcome, out)
    return 0


def _quiet(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def _refused(sentence: str, place: dict[str, Any], code: int, as_json: bool, screen: TextIO) -> int:  # noqa: FBT001
    screen.write(f"{sentence}\n什么都没有写入。\n")
    if as_json:
        problem = {"reason": sentence, **place}
        json.dump({"ok": False, "problem": problem}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    return code


def _show(outcome: Outcome, out: Path) -> None:
    for key, count in outcome.lists.items():
        sys.stdout.write(f"{TITLES[key]}\t{count}\t{key}.csv\n")
    for note in outcome.notes:
        sys.stderr.write(f"{note}\n")
    total = sum(outcome.seconds.values())
    sys.stderr.write(f"写在 {out}，用了 {total:.1f} 秒。\n")


def _leave_cleanly() -> None:
    """A run that is told to stop ends as by an error, so that its private folder goes with it."""

    def stop(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    try:
        signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread: whoever runs us minds the signals
        return


ABOUT = """\
四查三比对：四份名册对一对，谁在这一份里、不在那一份里。

Compares registers of children; writes not_enrolled, dropouts, relief_dropouts, unregistered and
review to OUT, each as CSV, and all as crosscheck.xlsx. Every row keeps its 编号 and says why it is
there."""
REGISTERS_ARE = """\
A register is a CSV file (UTF-8 or GB18030), a Parquet file, a folder of either, or a pattern in
quotes. It must have the columns 编号 (once each) and 姓名; it may have 性别, 出生日期,
身份证件号, 监护人姓名, 联系电话, and 住址 or 学校, 班级.

exit codes: 0 done; 2 a register or an option is refused; 3 a register can't be read. A refusal
names file, line and reason, and nothing is written."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="crosscheck",
        description=ABOUT,
        epilog=REGISTERS_ARE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, title in (
        ("population", "户籍: who lives here"),
        ("roll", "学籍: who is enrolled"),
        ("present", "在校: who is in class"),
    ):
        parser.add_argument(f"--{name}", required=True, metavar="REGISTER", help=title)
    parser.add_argument(
        "--relief", metavar="REGISTER", help="脱贫户: whose household was lifted from poverty"
    )
    for name, side in (("from", "no earlier"), ("to", "no later")):
        parser.add_argument(
            f"--born-{name}",
            type=dt.date.fromisoformat,
            metavar="DATE",
            help=f"of the population only children born {side}, such as 2012-09-01",
        )
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="who weighs pairs"
    )
    parser.add_argument(
        "--spark-master", default="local[*]", metavar="URL", help="such as spark://host:7077"
    )
    parser.add_argument("--by", default="", metavar="NAME", help="who asks; stands in the workbook")
    parser.add_argument(
        "-o", "--out", type=Path, required=True, metavar="OUT", help="the folder for the lists"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON document: counts, seconds by stage, notes, or the problem",
    )
    return parser
