"""What `qingshan doctor` looks at in the keys: those that seal, those that schools sign with."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import DatabaseError

from qingshan.access.canary import check_keys
from qingshan.access.fields import unseal
from qingshan.access.ring import KeysLost
from qingshan.config.finding import Finding
from qingshan.config.sealed import TOKEN, sealed_columns
from qingshan.county.models import Destination
from qingshan.county.package.keys import FOLDER, signing_key_of
from qingshan.school.models import School

FROM_A_BACKUP = "请从备份里找回原来的 keys.json，放回原处；现在这一份先留着，不要删。"


def key_file() -> Finding:
    file = Path(settings.KEYS_FILE)
    if not file.exists():
        return Finding("keys", ok=False, sentence=f"没有密钥文件 {file}", mend=FROM_A_BACKUP)
    if _others_can_read(file):
        told = f"别的用户也能读密钥文件 {file}"
        return Finding("keys", ok=False, sentence=told, mend=f"请运行 chmod 600 {file}")
    return Finding("keys", ok=True, sentence="密钥文件在，只有自己能读")


def sealed(*, damaged: str) -> Finding:
    """Opens one value of each sealed column."""
    try:
        check_keys()
        for column in sealed_columns():
            for _, text in next(column.batches(), [])[:1]:
                for token in TOKEN.findall(text):
                    unseal(token)
    except (InvalidToken, KeysLost):
        told = "密钥打不开已经加密的身份证号和电话"
        return Finding("sealed", ok=False, sentence=told, mend=FROM_A_BACKUP)
    except DatabaseError as error:
        return Finding("sealed", ok=False, sentence=f"加密的数据读不出来：{error}", mend=damaged)
    return Finding("sealed", ok=True, sentence="加密的数据打得开")


def signing() -> Finding:
    """The keys that schools sign packages with: there, readable as keys, by nobody else."""
    folder = Path(settings.QINGSHAN_HOME) / FOLDER
    open_ones = [file for file in (folder, *folder.glob("*")) if _others_can_read(file)]
    if open_ones:
        names = " ".join(map(str, open_ones))
        told = f"别的用户也能读签名的钥匙 {names}"
        return Finding("signing", ok=False, sentence=told, mend=f"请运行 chmod go-rwx {names}")
    lost = [school.name for school in _that_send() if not _can_sign(school)]
    if lost:
        told = f"给县里签名的钥匙不见了，或者坏了：{'、'.join(lost)}"
        mend = f"请从备份里恢复文件夹 {folder}；没有备份，就在“报给县里”换一把，再告诉县里。"
        return Finding("signing", ok=False, sentence=told, mend=mend)
    return Finding("signing", ok=True, sentence="给县里签名的钥匙在，只有自己能读")


def _that_send() -> list[School]:
    return list(School.objects.filter(pk__in=Destination.objects.values("school")).order_by("code"))


def _can_sign(school: School) -> bool:
    try:
        return signing_key_of(school) is not None
    except ValueError:
        return False


def _others_can_read(file: Path) -> bool:
    return os.name == "posix" and file.exists() and bool(stat.S_IMODE(file.stat().st_mode) & 0o077)
