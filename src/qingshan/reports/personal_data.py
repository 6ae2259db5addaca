"""Files made for an inspection."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="reports.inspection",
        title="迎检资料",
        of=Of.STAFF,
        what="谁备的",
        purpose="迎检；里面没有孩子",
        basis=Basis.EMPLOYMENT,
        law="《教育督导条例》",
        holder="校长",
        models=("InspectionFile",),
        leaves=("reports.inspection",),
        stays="是学校的文件，几天后自己清掉",
    ),
)
