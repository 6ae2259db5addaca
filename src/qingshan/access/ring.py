"""The sealing keys as they are now: a process follows the key file while it runs.

The file is looked at whenever something is sealed, which costs a few microseconds, and again when
something cannot be opened. So keys are exchanged under a running server: what one process seals
with a new key, the others open.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from qingshan.access.keys import Keys, read_keys
from qingshan.kit.words import tr

Stamp: TypeAlias = tuple[int, int, int]
STAY = tr("在找回它之前，青山不会启动，也什么都不会写。")


class KeysLost(Exception):
    """What was sealed cannot be opened with the keys that are here; the text is a sentence."""


def file_is_missing() -> str:
    return tr(
        "密钥文件 {keys_file} 不见了，可是数据库里已经有数据："
        "没有它，加密过的身份证号、电话和写下的话都打不开。"
        "请从备份里找回 keys.json，放回原处。{stay}"
    ).format(keys_file=settings.KEYS_FILE, stay=STAY)


def file_is_another() -> str:
    return tr(
        "密钥文件 {keys_file} 不是这个数据库的那一份，打不开里面加密过的数据。"
        "请从备份里找回原来的 keys.json，放回原处；现在这一份也先留着，"
        "不要删。{stay}"
    ).format(keys_file=settings.KEYS_FILE, stay=STAY)


@dataclass(frozen=True, slots=True)
class _Held:
    keys: Keys
    cipher: MultiFernet
    known: tuple[str, ...]
    stamp: Stamp | None


class Ring:
    """The keys of one process."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._lock = RLock()

    def keys(self) -> Keys:
        return self._now().keys

    def cipher(self) -> MultiFernet:
        return self._now().cipher

    def opened(self, token: str) -> str:
        """Raises `InvalidToken` where no key that is here opens it."""
        held = self._held or self._now()
        try:
            return held.cipher.decrypt(token.encode()).decode()
        except InvalidToken:
            now = self._now()
            if now is held:
                raise
            return now.cipher.decrypt(token.encode()).decode()

    def _now(self) -> _Held:
        stamp = _stamp()
        held = self._held
        if held is not None and (stamp is None or stamp == held.stamp):
            return held  # a file that is gone for a moment is no reason to forget the keys
        with self._lock:
            self._held = self._followed(stamp)
            return self._held

    def _followed(self, stamp: Stamp | None) -> _Held:
        """What the file holds, if it continues what is held; otherwise what is held."""
        try:
            keys = read_keys(Path(settings.KEYS_FILE))
        except (OSError, ValueError) as error:
            if self._held is None:
                raise KeysLost(file_is_missing()) from error
            return self._held
        before = self._held
        if before is None:
            return _Held(keys, _cipher(keys.sealing), keys.sealing, stamp)
        if before.keys.names[0] not in {*keys.names, *keys.made}:
            return _Held(before.keys, before.cipher, before.known, stamp)
        # A row read a moment before the old key went is opened with it once more.
        known = (*keys.sealing, *(key for key in before.known if key not in keys.sealing))
        return _Held(keys, _cipher(known), known, stamp)


def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _stamp() -> Stamp | None:
    try:
        found = os.stat(settings.KEYS_FILE)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


ring = Ring()
