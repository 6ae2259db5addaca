"""Documents and figures that were published."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="indicators.published",
        title="发布的文档",
        of=Of.BOTH,
        what="发布时的文件和数字",
        purpose="说明当时是怎么报的",
        basis=Basis.DUTY,
        law="《档案法》第十三条",
        holder="发布的人",
        models=("PublishedDocument",),
        leaves=(
            "indicators.published_names",
            "indicators.published",
        ),
        withheld="是整份文件，里面有别人；请找校长看",
        stays="发布过的是档案（《档案法》第十三条），按自己的天数离开",
    ),
    Kind(
        key="indicators.pins",
        title="钉住的指标",
        of=Of.STAFF,
        what="自己钉的",
        purpose="方便",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第七条第一项",
        holder="本人",
        models=("Pin",),
        kept="自己取下",
    ),
)

IMPERSONAL = {
    "PublishedFigure": "一个数字",
}
