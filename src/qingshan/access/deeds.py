"""What each deed of the audit log is called. An app adds its own with `name_deeds`."""

from __future__ import annotations

_WORDS: dict[str, str] = {
    "sign_in": "登录",
    "fail_sign_in": "密码不对，没登录成",
    "change_password": "改密码",
    "set_own_password": "设了自己的密码",
    "reset_password": "重设密码",
    "add_second_step": "开启两步验证",
    "remove_second_step": "关掉两步验证",
    "renew_recovery_codes": "换备用码",
    "open_account": "开账号",
    "open_accounts": "给老师们开账号",
    "close_account": "停用账号",
    "reopen_account": "重新打开账号",
    "grant_office": "给职责",
    "end_office": "结束职责",
    "reveal_field": "查看遮住的内容",
    "load_workbook": "导入工作簿",
    "dump_workbook": "导出工作簿",
    "export_evidence": "导出数字背后的记录",
    "rotate_keys": "换加密用的密钥",
    "pin_figure": "钉住指标",
    "unpin_figure": "取下钉住的指标",
}

_ACTIONS = ("新建", "修改", "删除", "查看")
"""In the order of `LogEntry.Action`, which cannot be imported before the apps are ready."""


def name_deeds(words: dict[str, str]) -> None:
    """Adds what an app's deeds are called: deed → words of a teacher."""
    _WORDS.update(words)


def known_deeds() -> list[tuple[str, str]]:
    """(deed, words) for a choice."""
    return list(_WORDS.items())


def words_for(deed: str, action: int) -> str:
    """A deed in words; one without words by what it did to the row."""
    return _WORDS.get(deed) or _ACTIONS[action]
