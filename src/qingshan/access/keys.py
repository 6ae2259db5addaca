"""The installation's keys: made once, kept outside the database, readable by its owner only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.fernet import Fernet


@dataclass(frozen=True, slots=True)
class Keys:
    """`session` signs cookies, `sealing` encrypts fields, `lookup` hashes what must be found."""

    session: str
    sealing: tuple[str, ...]
    lookup: str


def keys_at(path: Path) -> Keys:
    """The keys in `path`, made there on the first call.

    Raises `ValueError` where the file is there but is no key file: making new keys then would lose
    every sealed field.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    made = Keys(
        session=secrets.token_urlsafe(50),
        sealing=(Fernet.generate_key().decode(),),
        lookup=secrets.token_hex(32),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return _read(path)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file, indent=1)
    return made


def _read(path: Path) -> Keys:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Keys(session=held["session"], sealing=tuple(held["sealing"]), lookup=held["lookup"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path} 不是密钥文件，请从备份中恢复它 ({error})") from error
