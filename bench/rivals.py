"""Other ways to compare registers, each in a process of its own: `python -m bench.rivals WAY DIR`.

Prints the lists `not_enrolled` and `dropouts` as JSON. `splink` is the same cleaning, the same keys
and the same comparisons, in one pass over everything; who has no pair above an even chance found
nobody.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from pathlib import Path

TWO = (("population", "roll", "not_enrolled"), ("roll", "present", "dropouts"))


def ours(folder: Path) -> dict[str, list[int]]:
    from crosscheck import Question, compare

    files = {n: str(folder / f"{n}.csv") for n in ("population", "roll", "present", "relief")}
    with tempfile.TemporaryDirectory() as out:
        compare(Question(**files), Path(out))
        return {key: _numbers(Path(out) / f"{key}.csv") for _, _, key in TWO}


def splink(folder: Path) -> dict[str, list[int]]:
    from crosscheck.blocking import make_pairs
    from crosscheck.cleaning import clean
    from crosscheck.columns import POPULATION, PRESENT, RELIEF, ROLL
    from crosscheck.reading import read_register
    from crosscheck.scoring import comparisons_for, score_pairs
    from crosscheck.training import prior_of
    from crosscheck.workspace import open_duckdb, private_folder

    found: dict[str, list[int]] = {}
    with private_folder() as private:
        con = open_duckdb(private)
        tables = [
            read_register(con, r, str(folder / f"{r.key}.csv"), private)
            for r in (POPULATION, ROLL, PRESENT, RELIEF)
        ]
        clean(con, tables)
        rows = {t.register.key: t.rows for t in tables}
        for left, right, key in (*TWO, ("roll", "relief", "relief")):
            a, b = f"clean_{left}", f"clean_{right}"
            make_pairs(con, a, b, "pairs")
            comparisons = comparisons_for({"school"}, {"school"} if key == "dropouts" else set())
            prior = prior_of(rows[left], rows[right])
            score_pairs(con, a, b, "pairs", "scored", comparisons=comparisons, prior=prior)
            missing = con.execute(
                f"SELECT row FROM {a} WHERE row NOT IN (SELECT l FROM scored WHERE weight > 0)"
            ).fetchall()
            found[key] = [int(row) for (row,) in missing]
        con.close()
    return {key: found[key] for _, _, key in TWO}


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
