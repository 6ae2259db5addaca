"""The command line `qingshan`, as others script against it.

Each module of this package holds the commands of one matter. With `--json` a command prints one
JSON document on standard output; everything else goes to standard error. Exit codes: 0 done,
1 unexpected, 2 wrong input and nothing written, 3 file not readable as what it should be.
"""

from __future__ import annotations

import importlib
import os
import sys

COMMANDS = {
    "load": "exchange",
    "dump": "exchange",
    "template": "exchange",
    "indicators": "figures",
    "evidence": "figures",
    "report": "reporting",
    "extract": "extracting",
    "figures": "extracting",
    "gather": "extracting",
    "standing": "standing",
    "packs": "packs",
    "remind": "reminding",
    "scrub": "scrubbing",
    "privacy": "privacy",
    "demo": "serving",
    "serve": "serving",
    "account": "accounts",
    "county": "counties",
    "crosscheck": "crosschecking",
    "package": "packaging",
    "backup": "keeping",
    "restore": "keeping",
    "doctor": "keeping",
    "keys": "keys",
}
"""Command → the module that holds it; only that one is imported, so that each starts quickly."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshan.config.settings")
    word = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if word == "manage":  # Django's own commands, for developers
        from django.core.management import execute_from_command_line

        from qingshan.access.scope import HOUSE, narrow_to

        narrow_to(HOUSE)
        execute_from_command_line(["qingshan manage", *sys.argv[2:]])
        return
    from qingshan.config.cli.app import app

    wanted = {COMMANDS[word]} if word in COMMANDS else set(COMMANDS.values())
    for module in sorted(wanted):
        importlib.import_module(f"qingshan.config.cli.{module}")
    try:
        app(prog_name="qingshan")
    except Exception as error:
        from qingshan.kit.no_room import SENTENCE, is_no_room

        if not is_no_room(error):
            raise
        sys.exit(SENTENCE)
