"""Why a register is refused."""

from __future__ import annotations


class RegisterRefused(Exception):
    """A register can't be used: `file`, `line` (None where it is the whole file), `reason`."""

    exit_code = 2

    def __init__(self, file: object, reason: str, *, line: int | None = None) -> None:
        self.file = str(file)
        self.line = line
        self.reason = reason
        place = f"{self.file} 第 {line} 行" if line else self.file
        super().__init__(f"{place}：{reason}")


class RegisterUnreadable(RegisterRefused):
    """The file is not what a register is kept in, or can't be opened."""

    exit_code = 3


class EngineMissing(Exception):
    """The engine asked for is not installed here."""
