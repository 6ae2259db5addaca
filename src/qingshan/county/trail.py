"""What of the county is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.county.models import Destination, SchoolKey
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (Destination, SchoolKey):
        watch(model)
    name_deeds(
        {
            "choose_county": tr("定下报给哪个县区"),
            "make_package": tr("做数据包"),
            "renew_package_key": tr("换签名的钥匙"),
            "register_school_key": tr("登记学校的公钥"),
            "end_school_key": tr("停用学校的公钥"),
            "load_package": tr("收数据包"),
            "refuse_package": tr("退回数据包"),
            "export_county_figures": tr("导出各校数字"),
        }
    )
