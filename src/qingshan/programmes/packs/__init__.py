"""Programmes as data: what a school has promised, one YAML file each.

`model` says what a programme is, `schema.json` how its file is written, `reading` reads a file and
tells every slip with its line, `making` builds the programme, `folder` keeps what the folders hold,
and `editions` what was in force in school years that are over.
"""

from qingshan.programmes.packs.folder import all_packs, duty_named, in_order, packs_in, problems
from qingshan.programmes.packs.model import Audience, Duty, Pack, Path, Person, Stage
from qingshan.programmes.packs.reading import PackProblem, PackProblems

__all__ = [
    "Audience",
    "Duty",
    "Pack",
    "PackProblem",
    "PackProblems",
    "Path",
    "Person",
    "Stage",
    "all_packs",
    "duty_named",
    "in_order",
    "packs_in",
    "problems",
]
