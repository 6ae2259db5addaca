"""What of character is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.character.models import (
    Drop,
    DropSetting,
    Festival,
    FestivalItem,
    ThemePlan,
)
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    watch(Drop, sealed=("title", "story", "principle", "sentence", "source"))  # one may be declined
    for model in (DropSetting, Festival, FestivalItem, ThemePlan):
        watch(model)
    name_deeds(
        {
            "take_in_drops": tr("收进附带的小水滴"),
            "write_drop": tr("写小水滴"),
            "change_drop": tr("改小水滴"),
            "review_drop": tr("审小水滴"),
            "rest_drop": tr("歇用或重新用小水滴"),
            "set_drops": tr("定小水滴的安排"),
            "lay_drops": tr("排小水滴"),
            "plan_theme": tr("写主题教育计划"),
            "change_theme_plan": tr("改主题教育计划"),
            "hold_theme_session": tr("记主题教育"),
            "note_photo_consents": tr("记拍照同意"),
            "open_festival": tr("开节日"),
            "change_festival": tr("改节日"),
            "keep_festival_item": tr("定节日项目"),
            "sign_up_for_festival": tr("节日报名"),
            "enter_festival_results": tr("记节日结果"),
        }
    )
