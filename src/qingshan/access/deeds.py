"""What each deed of the audit log is called. An app adds its own with `name_deeds`."""

from __future__ import annotations

from qingshan.kit.words import tr

_WORDS: dict[str, str] = {
    "sign_in": tr("登录"),
    "fail_sign_in": tr("密码不对，没登录成"),
    "sign_out_device": tr("让别的设备退出"),
    "change_password": tr("改密码"),
    "set_own_password": tr("设了自己的密码"),
    "reset_password": tr("重设密码"),
    "add_second_step": tr("开启两步验证"),
    "remove_second_step": tr("关掉两步验证"),
    "renew_recovery_codes": tr("换备用码"),
    "open_account": tr("开账号"),
    "open_accounts": tr("给老师们开账号"),
    "close_account": tr("停用账号"),
    "reopen_account": tr("重新打开账号"),
    "grant_office": tr("给职责"),
    "end_office": tr("结束职责"),
    "reveal_field": tr("查看遮住的内容"),
    "load_workbook": tr("导入工作簿"),
    "dump_workbook": tr("导出工作簿"),
    "export_evidence": tr("导出数字背后的记录"),
    "rotate_keys": tr("换加密用的密钥"),
    "pin_figure": tr("钉住指标"),
    "unpin_figure": tr("取下钉住的指标"),
}

_ACTIONS = (tr("新建"), tr("修改"), tr("删除"), tr("查看"))
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
