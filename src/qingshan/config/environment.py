"""What the installation is told from outside: the whole list of `QINGSHAN_…` settings."""

from __future__ import annotations

from pathlib import Path

import environ

env = environ.Env()

HOME = Path(env.str("QINGSHAN_HOME", "var")).expanduser().resolve()
"""Where the database file, the keys, evidence and templates of this installation lie."""

DATABASE_URL = env.str("QINGSHAN_DATABASE_URL", f"sqlite:///{HOME / 'qingshan.sqlite3'}")
"""`sqlite:///path` or `postgres://user:password@host:port/name`."""

HOSTS = env.list("QINGSHAN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
"""The host names under which the site may be reached, separated by commas."""

HTTPS = env.bool("QINGSHAN_HTTPS", False)
"""1 where the site is reached by https: cookies and redirects are then secure only."""

DEBUG = env.bool("QINGSHAN_DEBUG", False)
"""1 while developing: tracebacks in the browser. Never where there is real data."""

TIME_ZONE = env.str("QINGSHAN_TIME_ZONE", "Asia/Shanghai")
"""The school's clock."""
