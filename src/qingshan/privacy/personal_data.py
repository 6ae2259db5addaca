"""Who was erased, on whose word; how long things are kept is a rule, about nobody."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="privacy.erasures",
        title="删去的经过",
        of=Of.BOTH,
        what="谁请求、为什么、谁删的；删了以后没有名字",
        purpose="说得出删过、是谁删的",
        basis=Basis.DUTY,
        law="《个人信息保护法》第四十七条、第五十条",
        holder="校长",
        models=("Erasure",),
        leaves=("privacy.files",),
        kept="经过留着，里面没有名字",
        stays="要说得出删过（《个人信息保护法》第五十条）",
    ),
)

IMPERSONAL = {
    "KeptDays": "各类信息留多久的规则",
    "AuditOpening": "删去一个人的时候才有的一行，做完就没有了",
}
