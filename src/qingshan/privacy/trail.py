"""What the deeds of this app are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr


def follow() -> None:
    name_deeds(
        {
            "set_kept_days": tr("定信息留多久"),
            "scrub": tr("到期的信息离开"),
            "ask_erasure": tr("提出删去一个人的信息"),
            "take_back_erasure": tr("收回删去的请求"),
            "erase_person": tr("删去一个人的信息"),
            "give_everything": tr("给出一个人的全部信息"),
        }
    )
