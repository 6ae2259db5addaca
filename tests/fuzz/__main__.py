"""`python -m tests.fuzz TARGET FOLDER [libFuzzer's options]`: inputs led by what they reach.

FOLDER takes what is found: the inputs that led further, and one that was a defect.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris
import django

WATCHED = [
    "crosscheck",
    "qingshan.county.package",
    "qingshan.exchange",
    "qingshan.kit.cells",
    "qingshan.programmes.packs",
    "qingshan.records.uploads",
    "qingshan.timetable.importing",
]
"""The packages whose branches lead the search."""


def main() -> None:
    name, folder, *options = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with atheris.instrument_imports(include=WATCHED):
        django.setup()
        from tests.fuzz.targets import TARGETS

        target = TARGETS[name]()
    corpus = Path(folder) / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)

    def one_input(data: bytes) -> None:
        try:
            target.read(data)
        except target.refusals:
            return

    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={corpus}/", str(corpus)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
