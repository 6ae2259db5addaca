"""PostgreSQL's own programs, run on the installation's database."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from pathlib import Path

# Drops what the house has made, and nothing that an extension brought.
EMPTY = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE public.%I CASCADE', one.tablename);
  END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE 'DROP FUNCTION ' || one.name || ' CASCADE';
  END LOOP;
END $$;
"""


class ProgramFailed(Exception):
    """A program is missing or did not do its work; the text says so in a sentence."""


def dump(target: Path) -> None:
    """The database as of one moment, in `pg_dump`'s custom format.

    The application's account is shown what its session asks for (`school.walls`), here everything.
    """
    _run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--enable-row-security",
        f"--file={target}",
        f"--dbname={_name()}",
    )


def script_of(dumped: Path, script: Path) -> None:
    """What a dump would do, as SQL: it also shows that the dump can be read."""
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dumped))


def replace_with(script: Path) -> None:
    """Everything out and the script in, in one transaction."""
    empty = script.with_name("empty.sql")
    empty.write_text(EMPTY, encoding="utf-8")
    _run(
        "psql",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--file={empty}",
        f"--file={script}",
        f"--dbname={_name()}",
    )


def _name() -> str:
    return str(connection.get_connection_params()["dbname"])


def _run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise ProgramFailed(
            f"找不到 {program} 。请装上 PostgreSQL 的客户端程序（Debian：postgresql-client）再试。"
        )
    told = connection.get_connection_params()
    place = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    env = {name: str(told[key]) for name, key in place.items() if told.get(key)}
    # Of notices it would be the first that is told, and not what went wrong.
    env["PGOPTIONS"] = "-c qingshan.house=on -c client_min_messages=warning"
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL by its full path
        [found, *words], env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["没有说原因"]
        raise ProgramFailed(f"{program} 没有做成：{lines[0]}")
