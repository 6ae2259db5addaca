"""Collecting static files once for each version of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_once() -> bool:
    """Collects where a file came, went or changed since the last time; says whether it did."""
    if is_collected():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    _stamp().write_text(_fingerprint(), encoding="utf-8")
    return True


def is_collected() -> bool:
    stamp = _stamp()
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _fingerprint()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / "collected.txt"


def _fingerprint() -> str:
    """Of the names, sizes and times of all files that would be collected."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return seen.hexdigest()
