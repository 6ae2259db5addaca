"""What the deeds of documents are called in the audit log."""

from __future__ import annotations

from qingshan.access.deeds import name_deeds


def follow() -> None:
    """Called once, when the app is ready."""
    name_deeds(
        {
            "keep_template": "换文档的模板",
            "drop_template": "换回自带的模板",
            "publish_document": "定稿发布文档",
            "export_document": "导出有孩子名字的文档",
            "make_inspection_file": "备迎检资料",
        }
    )
