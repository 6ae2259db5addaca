"""What is wrong with this installation, in sentences, each with how to mend it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from auditlog.models import LogEntry
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Q
from django.utils import timezone

from qingshan.access.roles import Role
from qingshan.config.finding import Finding
from qingshan.config.key_checks import key_file, sealed, signing
from qingshan.config.placing import is_half_done
from qingshan.config.static import is_collected
from qingshan.config.wall_check import wall
from qingshan.growth.elections.recounting import troubled_elections
from qingshan.school.models import Appointment, School

LEAST_SPACE = 500 * 2**20  # bytes
OLDEST_YEAR = 2026  # a clock that shows an earlier one is wrong


def examine() -> list[Finding]:
    """Everything in order. What needs the database is left out where that cannot be used."""
    found = [_python(), _packages(), _home(), _restored(), key_file()]
    found += [_space(), _clock(), _static(), _reached()]
    if found[-1].ok:
        found.append(_migrations())
    if found[-1].ok:
        found.append(_integrity())
    if found[-1].ok:
        found += [
            wall(),
            sealed(damaged=_damaged()),
            signing(),
            _school(),
            _administrator(),
            _not_from_the_future(),
        ]
        found.append(_elections())
    return found


def _python() -> Finding:
    told = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= (3, 11)
    return Finding("python", ok, f"Python 的版本是 {told}", "请装 Python 3.11 或更新的版本。")


def _packages() -> Finding:
    needed = (line for line in requires("qingshan") or [] if "extra ==" not in line)
    missing = [name for line in needed if not _installed(name := _name_in(line))]
    told = f"缺 {'、'.join(missing)}" if missing else "要用的程序包都在"
    return Finding(
        "packages",
        not missing,
        f"青山 {version('qingshan')}，{told}",
        "请再装一次青山：从源码运行的，再运行一次 python3 run.py demo；用 pip 装的，再装一次。",
    )


def _home() -> Finding:
    home = settings.QINGSHAN_HOME
    try:
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError:
        return Finding("home", ok=False, sentence=f"{home} 里写不了文件", mend=_give_home())
    return Finding("home", ok=True, sentence=f"数据放在 {home}，可以写")


def _restored() -> Finding:
    return Finding(
        "restored",
        not is_half_done(),
        "有一次恢复做到一半就断了" if is_half_done() else "没有做到一半的恢复",
        "请先停下青山，再运行一次 qingshan backup 或 qingshan serve：一开头就会把它做完。",
    )


def _give_home() -> str:
    return "请让运行青山的用户拥有这个文件夹，或者用 QINGSHAN_HOME 另指一个。"


def _space() -> Finding:
    free = shutil.disk_usage(settings.QINGSHAN_HOME).free
    told = f"磁盘还有 {free / 2**30:.1f} GB"
    mend = "请清理磁盘：留出 0.5 GB 以上，备份和佐证材料才放得下。"
    return Finding("space", free >= LEAST_SPACE, told, mend)


def _clock() -> Finding:
    now = timezone.localtime()
    told = f"学校的时间是 {now:%Y-%m-%d %H:%M}（{settings.TIME_ZONE}）"
    mend = "请校准电脑的时钟；时区不对的话，设 QINGSHAN_TIME_ZONE。"
    return Finding("clock", now.year >= OLDEST_YEAR, told, mend)


def _static() -> Finding:
    """Collected anew whenever serving begins: only a folder that cannot be written is wrong."""
    if not hasattr(staticfiles_storage, "hashed_files") or is_collected():
        return Finding("static", ok=True, sentence="页面样式已经备好")
    root = Path(settings.STATIC_ROOT)
    ok = os.access(root if root.exists() else root.parent, os.W_OK)
    told = "页面样式会在下次 serve 时备好" if ok else f"页面样式写不进 {root}"
    return Finding("static", ok, told, _give_home())


def _reached() -> Finding:
    where = settings.DATABASES["default"]
    place = where["NAME"] if connection.vendor == "sqlite" else f"{where['HOST']}/{where['NAME']}"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        mend = (
            "请看 QINGSHAN_DATABASE_URL 写得对不对、数据库开着没有；文件坏了就用 restore 恢复备份。"
        )
        why = str(error).splitlines()[0] if str(error) else "没有说原因"
        return Finding("database", ok=False, sentence=f"数据库 {place} 打不开：{why}", mend=mend)
    return Finding("database", ok=True, sentence=f"数据库 {place} 连得上")


def _migrations() -> Finding:
    mend = "运行任何一条 qingshan 命令（例如 qingshan serve）都会把表更新好；更新前先备份。"
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("tables", ok=False, sentence=f"数据库的表读不出来：{error}", mend=_damaged())
    told = f"数据库还差 {len(waiting)} 步更新" if waiting else "数据库的表是这一版的"
    return Finding("tables", not waiting, told, mend)


def _damaged() -> str:
    return "请先把整个数据文件夹另存一份，再用 qingshan restore 恢复最近的备份。"


def _integrity() -> Finding:
    if connection.vendor != "sqlite":
        return Finding("integrity", ok=True, sentence="数据库由 PostgreSQL 自己查验")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            answer = str(cursor.fetchone()[0])
            cursor.execute("PRAGMA foreign_key_check")
            if cursor.fetchone():
                answer = "有的行指向已经没有的行"
    except DatabaseError as error:
        answer = str(error)
    told = "数据库文件是完整的" if answer == "ok" else f"数据库文件坏了：{answer}"
    return Finding("integrity", answer == "ok", told, _damaged())


def _school() -> Finding:
    names = "、".join(School.objects.order_by("code").values_list("name", flat=True)[:5])
    mend = "请载入学校的工作簿：qingshan load 文件.xlsx；想先看看，用 qingshan demo。"
    return Finding("school", bool(names), f"有学校：{names}" if names else "还没有学校", mend)


def _administrator() -> Finding:
    today = timezone.localdate()
    there = Appointment.objects.filter(
        Q(until=None) | Q(until__gte=today),
        role=Role.ADMINISTRATOR,
        since__lte=today,
        account__is_active=True,
    ).exists()
    told = "有能登录的管理员" if there else "没有能登录的管理员"
    mend = "请开一个：qingshan account 账号 --role administrator"
    return Finding("administrator", there, told, mend)


def _not_from_the_future() -> Finding:
    newest = LogEntry.objects.aggregate(newest=Max("timestamp"))["newest"]
    ok = newest is None or newest <= timezone.now() + timedelta(hours=1)
    told = "时钟没有倒退过" if ok else f"时钟比最后一条审计记录还早（{timezone.localtime(newest)}）"
    return Finding("order", ok, told, "请校准电脑的时钟，不然新的记录会排到旧的前面。")


def _elections() -> Finding:
    """Opens every urn and counts again."""
    for election, found in troubled_elections():
        told = f"评选“{election.title}”：{found.sentence}"
        mend = "请先停下这次评选，从改动以前的备份里核对评议表和公布的结果。"
        return Finding("elections", ok=False, sentence=told, mend=mend)
    return Finding("elections", ok=True, sentence="评选的评议表没有被动过")


def _name_in(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
