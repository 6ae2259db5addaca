"""What the installation is told from outside: the whole list of `QINGSHAN_…` settings."""

from __future__ import annotations

from pathlib import Path

import environ

env = environ.Env()

HOME = Path(env.str("QINGSHAN_HOME", "var")).expanduser().resolve()
"""Where the database file, the keys, evidence and templates of this installation lie."""

DATABASE_URL = env.str("QINGSHAN_DATABASE_URL", f"sqlite:///{HOME / 'qingshan.sqlite3'}")
"""`sqlite:///path` or `postgres://user:password@host:port/name`."""


def database_file() -> Path | None:
    """The file of SQLite; None where the database is a server's or in memory."""
    told = env.db_url_config(DATABASE_URL)
    in_file = told["ENGINE"].endswith("sqlite3") and told["NAME"] != ":memory:"
    return Path(told["NAME"]) if in_file else None


HOSTS = env.list("QINGSHAN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
"""The host names under which the site may be reached, separated by commas."""

HTTPS = env.bool("QINGSHAN_HTTPS", False)
"""1 where the site is reached by https: cookies and redirects are then secure only."""

DEBUG = env.bool("QINGSHAN_DEBUG", False)
"""1 while developing: tracebacks in the browser. Never where there is real data."""

TIME_ZONE = env.str("QINGSHAN_TIME_ZONE", "Asia/Shanghai")
"""The school's clock."""

EMAIL_URL = env.str("QINGSHAN_EMAIL_URL", "")
"""Where mail is handed in: `smtp+ssl://user:password@host:465` or `smtp+tls://…:587`."""

EMAIL_FROM = env.str("QINGSHAN_EMAIL_FROM", "")
"""The sender of mails, such as `青山 <qingshan@example.org>`."""

ADDRESS = env.str("QINGSHAN_ADDRESS", "")
"""How the site is reached from outside, such as `https://qingshan.example.org/`: for links."""

ROBOT_HOSTS = env.list("QINGSHAN_ROBOT_HOSTS", default=[])
"""Where robots of chat groups may be besides WeCom, DingTalk and Feishu, separated by commas."""

REMIND = env.bool("QINGSHAN_REMIND", True)
"""0 where `qingshan serve` is not to send reminders by itself."""
