"""What a look at the installation found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and what to do where it is not well."""

    check: str
    ok: bool
    sentence: str
    mend: str = ""
