"""What the deeds of documents are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    name_deeds(
        {
            "keep_template": tr("换文档的模板"),
            "drop_template": tr("换回自带的模板"),
            "publish_document": tr("定稿发布文档"),
            "export_document": tr("导出有孩子名字的文档"),
            "make_inspection_file": tr("备迎检资料"),
        }
    )
