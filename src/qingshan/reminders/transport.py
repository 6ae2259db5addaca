"""What the installation has to send with: a mail server, a public address, hosts of robots."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.reminders.models import GroupRobot

KNOWN_HOSTS = {
    GroupRobot.Kind.WECOM: "qyapi.weixin.qq.com",
    GroupRobot.Kind.DINGTALK: "oapi.dingtalk.com",
    GroupRobot.Kind.FEISHU: "open.feishu.cn",
}


def mail_is_set_up() -> bool:
    """Whether letters can go by mail: a server, a sender, and an address for the links in them."""
    return bool(
        settings.REMINDERS_BY_EMAIL and settings.DEFAULT_FROM_EMAIL and settings.PUBLIC_ADDRESS
    )


def public(path: str) -> str:
    """A page of this installation as it is reached from outside; "" where nobody said how."""
    return urljoin(settings.PUBLIC_ADDRESS, path) if settings.PUBLIC_ADDRESS else ""


def unsubscribe_address(signed: str) -> str:
    return public(reverse("reminders:unsubscribe", args=[signed]))


def robot_address_problem(kind: str, url: str) -> str:
    """Why nothing is sent to this address; "" where it may be.

    Only https to the three known hosts, and what the installation allows beside them: whoever
    keeps robots must not be able to make the server ask other machines of its network.
    """
    try:
        told = urlsplit(url)
        host, port = told.hostname or "", told.port
    except ValueError:
        return tr("这不是一个网址，请从群里把机器人的地址整条复制过来。")
    if told.username or told.password or not host:
        return tr("这不是机器人的地址，请从群里整条复制过来。")
    if f"{told.scheme}://{told.netloc.lower()}" in settings.ROBOT_ADDRESSES:
        return ""
    if told.scheme != "https":
        return tr("地址要以 https 开头。")
    if host in settings.ROBOT_ADDRESSES and port in {None, 443}:
        return ""
    known = KNOWN_HOSTS.get(GroupRobot.Kind(kind)) if kind in GroupRobot.Kind.values else None
    if host != known or port not in {None, 443}:
        return tr("{kind}机器人的地址在 {known}，请核对是哪一种。").format(
            kind=GroupRobot.Kind(kind).label, known=known
        )
    return ""
