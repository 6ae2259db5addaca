"""Putting a verified copy in the place of what is here, in steps that a later start can finish.

What is to happen is noted first (`NOTE`). A process that is killed on the way leaves the note, and
the next start goes on where it stopped; where something goes wrong, what was here comes back and
the note goes.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from qingshan.config import postgres
from qingshan.config.archive import DATABASE, KEYS, SIGNING
from qingshan.config.rooms import clear_away
from qingshan.kit.disk import hand_to_the_disk

NOTE = ".restoring.json"
ROOM = ".restore-"
ASIDE = "aside"


@dataclass(frozen=True)
class Step:
    """What stands at `place` goes to `aside`; what waits at `new` comes in, if the copy has it."""

    new: Path
    place: Path
    aside: Path
    brought: bool

    def do(self) -> None:
        """Once more does nothing: what has been brought no longer waits."""
        if self.brought and not self.new.exists():
            return
        with suppress(FileNotFoundError):  # nothing stood there, or two starts do the same
            _move(self.place, self.aside)
        if self.brought:
            with suppress(FileNotFoundError):
                _move(self.new, self.place)

    def undo(self) -> None:
        if self.brought and not self.new.exists() and self.place.exists():
            _move(self.place, self.new)
        if self.aside.exists():
            _move(self.aside, self.place)


@dataclass(frozen=True)
class Plan:
    """`folder` holds what is brought; what is only `cleared` stands here and is not in the copy."""

    folder: str
    engine: str
    brought: tuple[str, ...]
    cleared: tuple[str, ...]


def put_in_place(made: Path, engine: str, names: list[str]) -> None:
    """The copy unpacked in `made`, a folder of the home, takes the place of what is here.

    Raises what goes wrong; then everything is as it was.
    """
    home = made.parent
    brought = tuple(name for name in names if (made / name).exists())
    plan = Plan(made.name, engine, brought, tuple(name for name in names if name not in brought))
    _flush(made)
    _write(home / NOTE, plan)
    try:
        _carry_out(plan, home)
    except BaseException:
        for step in reversed(_steps(plan, home)):
            step.undo()
        (home / NOTE).unlink(missing_ok=True)
        raise
    (home / NOTE).unlink(missing_ok=True)


def is_half_done() -> bool:
    """Whether a copy is half in its place."""
    return (Path(settings.QINGSHAN_HOME) / NOTE).exists()


def finish() -> None:
    """Goes on with what a killed process began; does nothing where nothing is noted."""
    home = Path(settings.QINGSHAN_HOME)
    try:
        plan = Plan(**json.loads((home / NOTE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return
    _carry_out(plan, home)
    (home / NOTE).unlink(missing_ok=True)
    clear_away(home, ROOM)


def _carry_out(plan: Plan, home: Path) -> None:
    """A server's database last: it comes whole or not at all, and is what most likely refuses."""
    made = home / plan.folder
    (made / ASIDE).mkdir(exist_ok=True)
    for step in _steps(plan, home):
        step.do()
    for secret in (home / KEYS, *(home / SIGNING).glob("*")):
        if secret.exists():
            secret.chmod(0o600)
    if (home / SIGNING).exists():
        (home / SIGNING).chmod(0o700)
    hand_to_the_disk(home)
    if plan.engine == "postgresql":
        postgres.replace_with((made / DATABASE[plan.engine]).with_suffix(".sql"))


def _steps(plan: Plan, home: Path) -> list[Step]:
    made = home / plan.folder
    aside = made / ASIDE
    steps = []
    if plan.engine == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        new = made / DATABASE[plan.engine]
        if new.exists():  # beside a database that has been brought, these would be its own
            for end in ("-wal", "-shm"):
                place = file.with_name(file.name + end)
                steps.append(Step(new, place, aside / place.name, brought=False))
        steps.append(Step(new, file, aside / file.name, brought=True))
    return steps + [
        Step(made / name, home / name, aside / name, brought=name in plan.brought)
        for name in (*plan.brought, *plan.cleared)
    ]


def _move(what: Path, to: Path) -> None:
    """A rename where it can be one; what stood at `to` is gone."""
    if to.is_dir():
        shutil.rmtree(to)
    try:
        os.replace(what, to)
    except FileNotFoundError:
        raise
    except OSError:  # another disk
        shutil.move(what, to)


def _write(note: Path, plan: Plan) -> None:
    beside = note.with_suffix(".new")
    beside.write_text(json.dumps(asdict(plan)), encoding="utf-8")
    hand_to_the_disk(beside)
    os.replace(beside, note)
    hand_to_the_disk(note.parent)


def _flush(made: Path) -> None:
    for path in made.rglob("*"):
        hand_to_the_disk(path)
    hand_to_the_disk(made)
