"""Whether PostgreSQL keeps the schools apart, or only the application does."""

from __future__ import annotations

from django.db import connection

from qingshan.config.finding import Finding
from qingshan.school.walling import missing_walls, other_policies, passes_walls
from qingshan.school.walls import walls

CHECK = "wall"


def wall() -> Finding:
    """The second wall: it stands where the account is held to the policies of the tables."""
    if connection.vendor != "postgresql":
        told = "SQLite 没有行级规则，各校的行由程序分开"
        return Finding(CHECK, ok=True, sentence=told)
    if passes_walls():
        return Finding(
            CHECK,
            ok=False,
            sentence=f"数据库账号 {_account()} 是超级用户或能绕过行级规则，第二道墙拦不住它",
            mend="请给青山一个普通账号（docs/second-wall.md 里有三条命令），"
            "再改 QINGSHAN_DATABASE_URL。程序这一道墙照常在。",
        )
    if missing := missing_walls():
        return Finding(
            CHECK,
            ok=False,
            sentence=f"有 {len(missing)} 张表没有行级规则，例如 {missing[0]}",
            mend="用建表的账号运行任何一条 qingshan 命令（例如 qingshan serve）就会补上。",
        )
    if others := other_policies():
        return Finding(
            CHECK,
            ok=False,
            sentence=f"数据库里有青山以外的行级规则：{'、'.join(others[:3])}",
            mend="请让管理数据库的人看一看：它们可能放行别校的行，也可能藏住要备份的行。",
        )
    return Finding(
        CHECK, ok=True, sentence=f"数据库自己也把各校分开：{len(walls())} 张表有行级规则"
    )


def _account() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])
