"""What the deeds of this app are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds


def follow() -> None:
    name_deeds(
        {
            "set_kept_days": "定信息留多久",
            "scrub": "到期的信息离开",
            "give_everything": "给出一个人的全部信息",
        }
    )
