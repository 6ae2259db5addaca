"""`python3 run.py bench [NAME …]`: measures against named baselines; see docs/performance.md.

load       a workbook of 21,000 rows against reading and inserting the same rows by hand
standing   what each owes and has done, against a group-by in memory
signs      the weekly signs of a school after a year of attendance, against pandas
allocation places in courses, beside a queue and a lottery
crosscheck registers with a known truth, beside Splink alone, look-ups and recordlinkage
figures    all figures of one school, against the same in SQL by hand
extract    figures of 1 to 1,000 schools from a data set, beside SQL by hand
cluster    registers compared on Spark, one master and two workers, beside DuckDB (only by name)
monday     a morning at which everybody comes at once: what is slow, refused or lost
first_paint when a page first shows something on a village's line (needs Chromium)
web        the pages under wrk, beside what others do (needs wrk)
"""

from __future__ import annotations

import importlib
import sys

BENCHES = (
    "load",
    "standing",
    "signs",
    "allocation",
    "crosscheck",
    "figures",
    "extract",
    "monday",
    "first_paint",
    "web",
)
BY_NAME = ("cluster",)


def main(words: list[str]) -> int:
    known = (*BENCHES, *BY_NAME)
    unknown = set(words) - set(known)
    if unknown:
        print(f"no bench named {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
        return 2
    for name in words or BENCHES:
        print(f"\n## {name}\n")
        print(importlib.import_module(f"bench.{name}").run())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
