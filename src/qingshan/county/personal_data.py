"""What goes to the county: numbers."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="county.makers",
        title="报给县里的数据包",
        of=Of.STAFF,
        what="谁签的、哪个月；里面只有数字",
        purpose="报数",
        basis=Basis.DUTY,
        law="《义务教育法》第七条",
        holder="校长",
        models=(
            "Return",
            "Package",
            "SchoolKey",
        ),
        kept="留着，好核对",
        stays="报过的数要能核对",
    ),
)

IMPERSONAL = {
    "Reported": "数字，小的数遮住",
    "Destination": "报给哪个县区",
}
