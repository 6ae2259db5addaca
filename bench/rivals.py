"""Other ways to compare registers, each in a process of its own: `python -m bench.rivals WAY DIR`.

Prints the lists `not_enrolled` and `dropouts` as JSON.

`splink` is what an analyst would write with Splink: one model for two registers, everything in one
pass. It learns by Splink's own means (`u` from random pairs, `m` by expectation maximisation over
rows of one number and rows of one name and birthday), weighs every pair that shares a key, and who
has no pair above an even chance found nobody. Reading, cleaning, comparisons and the joining of
keys are ours, and are given to it; no bound on pairs is. `splink_bounded` has our bounds on pairs
too, and learns nothing: weights as they begin.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from crosscheck import Question, compare
from crosscheck.blocking import make_pairs
from crosscheck.cleaning import clean
from crosscheck.columns import POPULATION, PRESENT, RELIEF, ROLL
from crosscheck.model import COLUMNS
from crosscheck.reading import read_register
from crosscheck.scoring import comparisons_for, score_pairs, splink_settings
from crosscheck.training import prior_of
from crosscheck.workspace import open_duckdb, private_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from crosscheck.model import Comparison

MEMORY = "12GB"
"""What the one passes may take: four times what ours takes by default."""
TWO = (("population", "roll", "not_enrolled"), ("roll", "present", "dropouts"))


def ours(folder: Path) -> dict[str, list[int]]:
    files = {n: str(folder / f"{n}.csv") for n in ("population", "roll", "present", "relief")}
    with tempfile.TemporaryDirectory() as out:
        compare(Question(**files), Path(out))
        return {key: _numbers(Path(out) / f"{key}.csv") for _, _, key in TWO}


def splink(folder: Path) -> dict[str, list[int]]:
    """Splink alone: learns by itself, and weighs every pair of rows that share a key."""
    return _one_pass(folder, _alone, bounded=False)


def splink_bounded(folder: Path) -> dict[str, list[int]]:
    """The same with our bounds on pairs, and with the weights that our own run begins with."""
    return _one_pass(folder, score_pairs, bounded=True)


def _one_pass(folder: Path, score: Callable[..., None], *, bounded: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    with private_folder() as private:
        con = open_duckdb(private, memory_limit=MEMORY)
        tables = [
            read_register(con, r, str(folder / f"{r.key}.csv"), private)
            for r in (POPULATION, ROLL, PRESENT, RELIEF)
        ]
        clean(con, tables)
        rows = {t.register.key: t.rows for t in tables}
        for left, right, key in (*TWO, ("roll", "relief", "relief")):
            a, b = f"clean_{left}", f"clean_{right}"
            make_pairs(con, a, b, "pairs", bounded=bounded)
            comparisons = comparisons_for({"school"}, {"school"} if key == "dropouts" else set())
            prior = prior_of(rows[left], rows[right])
            score(con, a, b, "pairs", "scored", comparisons=comparisons, prior=prior)
            missing = con.execute(
                f"SELECT row FROM {a} WHERE row NOT IN (SELECT l FROM scored WHERE weight > 0)"
            ).fetchall()
            found[key] = [int(row) for (row,) in missing]
        con.close()
    return {key: found[key] for _, _, key in TWO}


def _alone(
    con: duckdb.DuckDBPyConnection,
    left: str,
    right: str,
    pairs: str,
    out: str,
    *,
    comparisons: tuple[Comparison, ...],
    prior: float,
) -> None:
    """Splink's own training, then every pair: `out (l, weight)` of those more likely than not."""
    from splink import DuckDBAPI, Linker, block_on

    api = DuckDBAPI(connection=con)
    listed = ", ".join(["row", *COLUMNS])
    for view, table in (("a", left), ("b", right)):
        con.execute(f"CREATE OR REPLACE VIEW alone_{view} AS SELECT {listed} FROM {table}")
    con.execute(
        "CREATE OR REPLACE VIEW alone_pairs AS SELECT 'a-__-' || l AS join_key_l, "
        f"'b-__-' || r AS join_key_r, '0' AS match_key FROM {pairs}"
    )
    sides = [api.register(f"alone_{view}", dataset_display_name=view) for view in ("a", "b")]
    linker = Linker(
        sides, splink_settings(comparisons, prior), log_level=None, validate_settings=False
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("idn"), block_on("name", "born")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    linker.table_management.register_blocked_pairs_for_predict(api.register("alone_pairs"))
    scored = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never")
    con.execute(
        f"CREATE OR REPLACE TABLE {out} AS SELECT row_l AS l, match_weight AS weight "
        f"FROM {scored.physical_name}"
    )
    api.delete_tables_created_by_splink_from_db()


def by_id(folder: Path) -> dict[str, list[int]]:
    """A look-up on identity numbers, as in a spreadsheet."""
    return _naive(folder, lambda row: [row["身份证件号"]])


def by_id_or_birthday(folder: Path) -> dict[str, list[int]]:
    """A look-up on identity numbers, else on name with birthday."""
    return _naive(folder, lambda row: [row["身份证件号"], row["姓名"] + row["出生日期"]])


def recordlinkage(folder: Path) -> dict[str, list[int]]:
    """The Python Record Linkage Toolkit: blocks, fuzzy names, three points of five."""
    import pandas as pd
    import recordlinkage as rl

    found: dict[str, list[int]] = {}
    for left, right, key in TWO:
        a, b = (
            pd.read_csv(folder / f"{n}.csv", dtype=str, keep_default_na=False).set_index("编号")
            for n in (left, right)
        )
        indexer = rl.Index()
        for column in ("出生日期", "身份证件号", "联系电话"):
            indexer.block(column)
        compare = rl.Compare()
        compare.string("姓名", "姓名", method="levenshtein", threshold=0.6, label="name")
        for column in ("出生日期", "身份证件号", "联系电话", "监护人姓名"):
            compare.exact(column, column, label=column)
        pairs = indexer.index(a, b)
        points = compare.compute(pairs, a, b).sum(axis=1)
        matched = set(points[points >= 3].index.get_level_values(0))
        found[key] = [int(n) for n in a.index if n not in matched]
    return found


WAYS = {
    "ours": ours,
    "splink": splink,
    "splink_bounded": splink_bounded,
    "id": by_id,
    "id_birthday": by_id_or_birthday,
    "recordlinkage": recordlinkage,
}


def _naive(folder: Path, keys) -> dict[str, list[int]]:
    rows = {n: _rows(folder / f"{n}.csv") for n in ("population", "roll", "present")}
    found = {}
    for left, right, key in TWO:
        known = {k for row in rows[right] for k in keys(row) if k}
        found[key] = [int(r["编号"]) for r in rows[left] if not known & {*keys(r)}]
    return found


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _numbers(file: Path) -> list[int]:
    return [int(row["编号"]) for row in _rows(file)]


if __name__ == "__main__":
    json.dump(WAYS[sys.argv[1]](Path(sys.argv[2])), sys.stdout)
