"""What programs of colleagues were given."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="api.tokens",
        title="接口令牌",
        of=Of.STAFF,
        what="谁的程序、到哪天；答过的",
        purpose="让程序替人做事",
        basis=Basis.EMPLOYMENT,
        law="《个人信息保护法》第五十一条",
        holder="本人",
        models=(
            "AccessToken",
            "AnsweredDeed",
        ),
        leaves=(
            "api.tokens",
            "api.answers",
        ),
    ),
)
