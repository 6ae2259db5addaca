"""Four registers in, five lists out: the whole run."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosscheck.cleaning import clean
from crosscheck.columns import POPULATION, PRESENT, REGISTERS, RELIEF, ROLL
from crosscheck.engines import DuckDBEngine, Engine
from crosscheck.lists import (
    TITLES,
    List,
    Side,
    add_relief,
    make_list,
    missing_sql,
    prepare_side,
    rows_of,
)
from crosscheck.matching import Matching, match
from crosscheck.problems import EngineMissing, RegisterRefused
from crosscheck.question import Doubt, Outcome, Question
from crosscheck.reading import Table, files_meant, read_register
from crosscheck.review import COLUMNS, prepare_review, review_rows
from crosscheck.stages import Clock
from crosscheck.workspace import open_duckdb, private_folder
from crosscheck.writing import Made, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from crosscheck.stages import Progress


def compare(question: Question, out: Path, tell: Progress = lambda *_: None) -> Outcome:
    """Compares the registers and writes the lists to `out`; refuses what it can't read.

    Raises RegisterRefused or RegisterUnreadable before anything is written.
    """
    words = question.words()
    engine = _engine(question)
    _not_twice(words)
    if out.exists() and not out.is_dir():
        raise RegisterRefused(out, "结果要写进一个文件夹，可这里是一个文件。")
    pairs = 2 + (RELIEF.key in words)
    clock = Clock(tell, len(words) + 2 + 4 * pairs - (RELIEF.key in words))
    with private_folder(question.private) as folder:
        con = open_duckdb(folder, memory_limit=question.memory_limit)
        try:
            with engine.opened(folder) as opened:
                return _Run(con, folder, question, opened, clock).result(out)
        finally:
            con.close()


def _engine(question: Question) -> Engine:
    if question.engine == "duckdb":
        return DuckDBEngine()
    if question.engine == "spark":
        from crosscheck.spark import SparkEngine

        return SparkEngine(question.spark_master)
    raise EngineMissing(f"没有叫 {question.engine} 的引擎；有 duckdb 和 spark。")


def _not_twice(words: dict[str, str]) -> None:
    """The same file given for two registers would make everybody present."""
    seen: dict[Path, str] = {}
    for register in REGISTERS:
        for file in files_meant(words[register.key]) if register.key in words else ():
            known = seen.setdefault(file.resolve(), register.title)
            if known != register.title:
                raise RegisterRefused(file, f"{known}和{register.title}给的是同一个文件。")


class _Run:
    """One run, stage after stage."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        folder: Path,
        question: Question,
        engine: Engine,
        clock: Clock,
    ) -> None:
        self.con, self.folder, self.question = con, folder, question
        self.engine, self.clock = engine, clock
        self.tables: dict[str, Table] = {}
        self.matchings: dict[str, Matching] = {}
        self.sides: dict[str, Side] = {}

    def result(self, out: Path) -> Outcome:
        for register in REGISTERS:
            if register.key in self.question.words():
                self.clock("read", register.title)
                words = self.question.words()[register.key]
                self.tables[register.key] = read_register(self.con, register, words, self.folder)
        self.clock("clean")
        clean(self.con, list(self.tables.values()))
        self._match(POPULATION.key, ROLL.key, listed="l")
        self._match(ROLL.key, PRESENT.key, listed="lr")
        if RELIEF.key in self.tables:
            self._match(ROLL.key, RELIEF.key, listed="")
        self.clock("write")
        return self._write(out)

    def _match(self, left: str, right: str, *, listed: str) -> None:
        a, b = self.tables[left], self.tables[right]
        about = f"{a.register.title}和{b.register.title}"
        found = match(
            self.con,
            a,
            b,
            engine=self.engine,
            decisions=self.question.decisions,
            tell=lambda stage: self.clock(stage, about),
            listed=listed,
        )
        self.matchings[found.key] = found

    def _lists(self) -> dict[str, tuple[List, Side]]:
        roll = self.matchings["population_roll"]
        present = self.matchings["roll_present"]
        self.sides = {
            "not_enrolled": Side(roll, "l"),
            "dropouts": Side(present, "l"),
            "unregistered": Side(present, "r"),
        }
        for side in self.sides.values():
            prepare_side(self.con, side)
        made: dict[str, tuple[List, Side]] = {}
        for key, side in self.sides.items():
            only = self._of_age() if key == "not_enrolled" else "true"
            made[key] = (make_list(self.con, key, side, missing_sql(side, only)), side)
        relief = self.matchings.get("roll_relief")
        dropouts, side = made["dropouts"]
        if relief is None:
            self.con.execute(
                "CREATE TABLE list_relief_dropouts AS SELECT * FROM list_dropouts WHERE false"
            )
            made["relief_dropouts"] = (List("relief_dropouts", dropouts.columns, 0), side)
        else:
            made["relief_dropouts"] = (add_relief(self.con, dropouts, relief), side)
        return {key: made[key] for key in TITLES if key in made}

    def _of_age(self) -> str:
        """Children born in the span asked for; whose birthday is unknown counts."""
        terms = ["true"]
        if self.question.born_from:
            terms.append(f"coalesce(born >= '{self.question.born_from}', true)")
        if self.question.born_to:
            terms.append(f"coalesce(born <= '{self.question.born_to}', true)")
        return " AND ".join(terms)

    def _write(self, out: Path) -> Outcome:
        lists = self._lists()
        sides = list(self.sides.values())
        counts = {key: made.rows for key, (made, _) in lists.items()}
        counts["review"], unasked = prepare_review(self.con, sides)
        notes = self._notes(unasked)
        at = dt.datetime.now().astimezone()
        by = self.question.by or _whoever()
        writer = Writer(self.folder / "out", Made(by, at, self._sentences(counts, notes)))
        for key, (made, side) in lists.items():
            writer.write(key, made.title, made.columns, rows_of(self.con, made, side))
        doubts: list[Doubt] = []
        writer.write("review", TITLES["review"], COLUMNS, self._reviewed(sides, doubts))
        writer.publish(out)
        self.clock.stop()
        return Outcome(
            engine=self.engine.name,
            rows={key: table.rows for key, table in self.tables.items()},
            lists=counts,
            seconds=self.clock.seconds,
            exact={key: found.exact for key, found in self.matchings.items()},
            scored={key: found.scored for key, found in self.matchings.items()},
            notes=notes,
            doubts=doubts,
        )

    def _reviewed(self, sides: list[Side], doubts: list[Doubt]) -> Iterator[list[Any]]:
        for row, (left, right) in review_rows(self.con, sides, self.question.decisions.key):
            cells = {c: str(v) for c, v in zip(COLUMNS, row, strict=True)}
            doubts.append(Doubt(cells, left, right))
            yield row

    def _notes(self, unasked: int) -> list[str]:
        notes: list[str] = []
        if unasked:
            notes.append(f"拿不准的太多：最拿不准的已列出，另有 {unasked} 对没有列。")
        for found in self.matchings.values():
            titles = f"{found.left.register.title}和{found.right.register.title}"
            notes += [
                f"{table.register.title}是空的，一个孩子也没有。"
                for table in (found.left, found.right)
                if not table.rows
            ]
            if found.counted:
                notes.append(
                    f"{titles}：有 {found.counted} 对除编号外和许多行一模一样，分不出谁是谁，"
                    "只按个数对上。多半是导出时出了错，请看看原表。"
                )
            notes += [
                f"{titles}：有 {left.keys} 个{left.words}太多人共用（要比 {left.pairs} 对），"
                "这些没有按它来找；别的线索照样用。"
                for left in found.left_out
            ]
        return list(dict.fromkeys(notes))

    def _sentences(self, counts: dict[str, int], notes: list[str]) -> list[str]:
        files = [
            f"{t.register.title}：{Path(self.question.words()[k]).name}，{t.rows} 行"
            for k, t in self.tables.items()
        ]
        return [*files, *(f"{TITLES[key]}：{n} 行" for key, n in counts.items()), *notes]


def _whoever() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "crosscheck"
