"""The installation's keys: made once, kept outside the database, readable by its owner only.

keys.json    {"session", "sealing": [newest, …], "lookup", "made": {name of a key: day}}

Several sealing keys may stand at once: the first seals, every one opens. `made` also remembers the
names of those that went, so that a process sees that a new file continues the one it holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from cryptography.fernet import Fernet

from qingshan.kit.disk import hand_to_the_disk
from qingshan.kit.words import tr

NAME_LENGTH = 8  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Keys:
    """`session` signs cookies, `sealing` encrypts fields, `lookup` hashes what must be found.

    Without a sealing key they are lost: there is a database, and no file that opens it.
    """

    session: str
    sealing: tuple[str, ...]
    lookup: str
    made: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(map(name_of, self.sealing))

    def day_of(self, name: str) -> str:
        """The day a key was made, in ISO form; "" where nobody wrote it down."""
        return self.made.get(name, "")


def name_of(key: str) -> str:
    """What a key is called where it is spoken of: nothing of it can be got from that."""
    return hashlib.sha256(b"sealing key " + key.encode()).hexdigest()[:NAME_LENGTH]


def keys_at(path: Path, *, day: str = "", database: Path | None = None) -> Keys:
    """The keys in `path`, made there on the first call.

    Where the file is missing and `database` is there, none are made and the keys are lost: others
    could open nothing of it. Raises `ValueError` where the file is there but is no key file.
    """
    try:
        return read_keys(path)
    except FileNotFoundError:
        pass
    if database is not None and database.exists() and database.stat().st_size:
        return Keys(secrets.token_urlsafe(50), (), secrets.token_hex(32))
    key = new_key()
    made = Keys(
        session=secrets.token_urlsafe(50),
        sealing=(key,),
        lookup=secrets.token_hex(32),
        made={name_of(key): day},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return read_keys(path)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file, indent=1)
    return made


def new_key() -> str:
    return Fernet.generate_key().decode()


def with_new_key(keys: Keys, *, day: str) -> Keys:
    """The same with one more, which is the one that seals from now on."""
    key = new_key()
    made = {**dict.fromkeys(keys.names, ""), **keys.made, name_of(key): day}
    return replace(keys, sealing=(key, *keys.sealing), made=made)


def without_old_keys(keys: Keys) -> Keys:
    """Only the one that seals; the names of the others stay."""
    return replace(keys, sealing=keys.sealing[:1])


def write_keys(path: Path, keys: Keys) -> None:
    """In the place of the file, whole or not at all; it outlasts a loss of power."""
    beside = path.with_name(f".{uuid4().hex}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(keys), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    hand_to_the_disk(path.parent)


def read_keys(path: Path) -> Keys:
    """Raises `FileNotFoundError`, or `ValueError` where it is no key file."""
    return keys_in(path.read_text(encoding="utf-8"), path)


def keys_in(text: str, name: Path | str) -> Keys:
    """The keys in a text. Raises `ValueError` where it is no key file."""
    try:
        held = json.loads(text)
        sealing = tuple(held["sealing"])
        for key in sealing:
            Fernet(key)
        return Keys(held["session"], sealing, held["lookup"], dict(held.get("made", {})))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            tr("{name} 不是密钥文件，请从备份中恢复它 ({error})").format(name=name, error=error)
        ) from error
