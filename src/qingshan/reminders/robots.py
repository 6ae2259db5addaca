"""Posting to the robots of chat groups, as WeCom, DingTalk and Feishu document it.

Each takes a JSON text by POST. DingTalk signs `timestamp\\nsecret` with the secret and puts both in
the address; Feishu signs nothing with `timestamp\\nsecret` as the key and puts both in the body;
WeCom has no secret. All three answer 200 with a code that is 0 where the text was taken.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import requests

from qingshan.kit.words import tr
from qingshan.reminders.models import GroupRobot
from qingshan.reminders.transport import public, robot_address_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMEOUT = 5  # seconds, for the connection and for each wait on the answer
LONGEST_TEXT = 2000  # bytes; WeCom takes 2048
LONGEST_ANSWER = 20_000  # bytes
LONGEST_REASON = 80


class NotTaken(Exception):
    """The robot did not take the text; the words say why, and never hold its address."""


def group_text(title: str, lines: Sequence[str]) -> str:
    """Title, lines and where to go on, as long as the shortest of the three allows.

    It begins with the product's name: a robot may be set to take only texts with a keyword.
    """
    foot = public("/")
    head, tail = (
        tr("青山 · {title}\n").format(title=title),
        tr("\n打开看看：{foot}").format(foot=foot) if foot else "",
    )
    text = head
    for line in lines:
        longer = f"{text}\n{line}"
        if len(f"{longer}\n{tail}".encode()) > LONGEST_TEXT:
            break
        text = longer
    return f"{text}\n{tail}" if tail else text


def post_text(robot: GroupRobot, text: str) -> None:
    """Posts once. Raises `NotTaken`."""
    problem = robot_address_problem(robot.kind, robot.url)
    if problem:
        raise NotTaken(problem)
    address, message = _message(robot, text, time.time())
    try:
        with requests.post(
            address, json=message, timeout=TIMEOUT, allow_redirects=False, stream=True
        ) as answer:
            status, body = answer.status_code, _read(answer)
    except requests.RequestException as error:
        # The exception's own words hold the whole address.
        raise NotTaken(
            tr("连不上 {hostname}。").format(hostname=urlsplit(robot.url).hostname)
        ) from error
    if status != requests.codes.ok:
        raise NotTaken(tr("对方没有收下，回的是 {status}。").format(status=status))
    _check(body)


def _message(robot: GroupRobot, text: str, now: float) -> tuple[str, dict[str, Any]]:
    """Address and body of one post."""
    if robot.kind == GroupRobot.Kind.FEISHU:
        message: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
        if robot.secret:
            stamp = str(int(now))
            key = f"{stamp}\n{robot.secret}".encode()
            message |= {"timestamp": stamp, "sign": _signature(key, b"")}
        return robot.url, message
    message = {"msgtype": "text", "text": {"content": text}}
    if robot.kind == GroupRobot.Kind.DINGTALK and robot.secret:
        stamp = str(int(now * 1000))
        sign = _signature(robot.secret.encode(), f"{stamp}\n{robot.secret}".encode())
        joint = "&" if urlsplit(robot.url).query else "?"
        return f"{robot.url}{joint}{urlencode({'timestamp': stamp, 'sign': sign})}", message
    return robot.url, message


def _signature(key: bytes, told: bytes) -> str:
    return base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def _read(answer: requests.Response) -> bytes:
    body: bytes = next(answer.iter_content(LONGEST_ANSWER), b"")
    return body


def _check(body: bytes) -> None:
    try:
        told = json.loads(body)
    except ValueError as error:
        raise NotTaken(tr("对方的回答看不懂，请核对地址。")) from error
    if not isinstance(told, dict):
        raise NotTaken(tr("对方的回答看不懂，请核对地址。"))
    codes = [told[name] for name in ("errcode", "code", "StatusCode") if name in told]
    if not codes:
        raise NotTaken(tr("对方没有说收下了，请核对地址。"))
    if any(codes):
        reason = str(told.get("errmsg") or told.get("msg") or "")[:LONGEST_REASON]
        raise NotTaken(tr("对方没有收下：{reason}").format(reason=reason or codes[0]))
