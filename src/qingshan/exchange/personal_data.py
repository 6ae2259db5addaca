"""What is kept of a workbook that was loaded."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="exchange.workbooks",
        title="载入的工作簿",
        of=Of.BOTH,
        what="工作簿原件、出错的格子",
        purpose="改正错处",
        basis=Basis.DUTY,
        law="《个人信息保护法》第八条",
        holder="管理员",
        models=(
            "LoadRun",
            "LoadProblem",
        ),
        leaves=("exchange.workbooks",),
        withheld="是整个学校的文件，几天后就删；里面的内容在别的各类里都有",
        stays="是学校的文件，几天后自己清掉",
    ),
)
