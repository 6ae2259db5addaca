"""A process that has the product imported; each command is a copy of it, in its own process group.

Nothing is written while a command imports, which is most of its time: a blow would fall there as on
nothing. So a command that is killed begins here with its first deed. What must be shown of a start
from nothing is run as others run it (`Installation`).
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, TextIO

from tests.cli.ground import AS_THE_HOUSE, ROOT, Installation

OFTEN = 0.005  # seconds between two looks whether a command is through


class Ready:
    """The process, and what is asked of it; `begin` gives the process group of a command."""

    def __init__(self, installation: Installation) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.ready"],
            env=installation.env | {"QINGSHAN_REMIND": "0"},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lock = Lock()

    def ask(self, **told: Any) -> Any:
        with self.lock:
            assert self.process.stdin
            assert self.process.stdout
            self.process.stdin.write(json.dumps(told) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())

    def begin(
        self, words: tuple[str, ...], *, out: Path, err: Path, largest_file: int = 0
    ) -> Begun:
        told = {"words": words, "out": str(out), "err": str(err), "largest_file": largest_file}
        return Begun(self, self.ask(**told))

    def end(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@dataclass
class Begun:
    ready: Ready
    pid: int
    code: int | None = None

    def poll(self) -> int | None:
        if self.code is None:
            self.code = self.ready.ask(poll=self.pid)
        return self.code

    def wait(self, seconds: float | None = None) -> int | None:
        """The exit code; None where the command is not through by then."""
        end = None if seconds is None else time.monotonic() + seconds
        while self.poll() is None and (end is None or time.monotonic() < end):
            time.sleep(OFTEN)
        return self.code

    def kill(self) -> None:
        """It and all that it started, at once and without a word."""
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
            self.wait()

    def stop(self) -> None:
        """As whoever looks after the machine ends a server."""
        os.kill(self.pid, signal.SIGTERM)


@dataclass(frozen=True)
class House(Installation):
    """An installation whose commands do not import anew each time."""

    started: list[Ready] = field(default_factory=list, compare=False, repr=False)

    @property
    def ready(self) -> Ready:
        if not self.started:
            self.started.append(Ready(self))
        return self.started[0]

    @property
    def anew(self) -> Installation:
        """The same with every command started from nothing."""
        return Installation(self.home, self.database)

    def end(self) -> None:
        while self.started:
            self.started.pop().end()

    def begin(self, *words: object, log: Path | None = None, largest_file: int = 0) -> Begun:
        to = log or Path(os.devnull)
        words = ("-m", "qingshan", *map(str, words))
        return self.ready.begin(words, out=to, err=to, largest_file=largest_file)

    def limited(self, largest_file: int, *words: object) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "qingshan", *map(str, words), largest_file=largest_file)

    def python(self, *words: str, largest_file: int = 0) -> subprocess.CompletedProcess[str]:
        if words[0] == "-c":
            words = ("-c", AS_THE_HOUSE + words[1], *words[2:])
        with TemporaryDirectory() as place:
            out, err = Path(place, "out"), Path(place, "err")
            code = self.ready.begin(words, out=out, err=err, largest_file=largest_file).wait()
            assert code is not None
            told = [file.read_text(encoding="utf-8", errors="replace") for file in (out, err)]
        return subprocess.CompletedProcess(words, code, *told)


def main() -> None:
    import django

    django.setup()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        told = json.loads(line)
        if "poll" in told:
            pid, status = os.waitpid(told["poll"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        else:
            import_for(told["words"])
            answer = os.fork()
            if not answer:
                do(told, answers)
                return
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def import_for(words: list[str]) -> None:
    if words[0] != "-m":
        return
    from qingshan.config.cli import COMMANDS

    importlib.import_module(f"qingshan.config.cli.{COMMANDS[words[2]]}")
    for module in LATE.get(words[2], ()):
        importlib.import_module(module)


LATE = {
    "serve": ("qingshan.config.urls", "qingshan.config.serve"),
    "load": ("qingshan.exchange.loading",),
    "backup": ("qingshan.config.backup",),
    "restore": ("qingshan.config.restore",),
    "doctor": ("qingshan.config.doctor",),
}
"""What a command imports once it has begun."""


def do(told: dict[str, Any], answers: TextIO) -> None:
    """In the copy: the command, as if Python had just been started with it."""
    os.setsid()
    answers.close()
    for handle, file in ((0, os.devnull), (1, told["out"]), (2, told["err"])):
        how = os.O_WRONLY | os.O_CREAT | os.O_APPEND if handle else os.O_RDONLY
        opened = os.open(file, how)
        os.dup2(opened, handle)
        os.close(opened)
    if limit := told["largest_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    switch, what, *more = told["words"]
    sys.argv = [what if switch == "-m" else switch, *more]
    if switch == "-c":
        exec(what, {"__name__": "__main__"})
        return
    from qingshan.config.cli import main as command

    command()


if __name__ == "__main__":
    main()
