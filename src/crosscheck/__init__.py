"""Four registers compared (四查三比对): which children are in one and in none of another.

A library of its own. `compare` is the whole of it; `python -m crosscheck` is the same from a shell.

    asked = Question(population="户籍.csv", roll="学籍.csv", present="在校.csv")
    outcome = compare(asked, Path("out"))

Stages: reading (`reading`), cleaning (`cleaning`), exact matches (`exact`), pairs worth comparing
(`blocking`), their weight by Splink (`model`, `training`, `scoring`, `engines`, `spark`), each
child once (`choosing`, `assigning`, `looking_again`); `matching` does this for two registers.
Then the lists and their sentences (`lists`, `review`, `reasons`, `writing`).
"""

from crosscheck.comparing import compare
from crosscheck.decisions import Decisions
from crosscheck.problems import EngineMissing, RegisterRefused, RegisterUnreadable
from crosscheck.question import Doubt, Outcome, Question

__all__ = [
    "Decisions",
    "Doubt",
    "EngineMissing",
    "Outcome",
    "Question",
    "RegisterRefused",
    "RegisterUnreadable",
    "compare",
]
