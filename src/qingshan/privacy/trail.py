"""What the deeds of this app are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds


def follow() -> None:
    name_deeds(
        {
            "set_kept_days": "定信息留多久",
            "scrub": "到期的信息离开",
            "ask_erasure": "提出删去一个人的信息",
            "take_back_erasure": "收回删去的请求",
            "erase_person": "删去一个人的信息",
            "give_everything": "给出一个人的全部信息",
        }
    )
