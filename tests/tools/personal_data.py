"""Writes docs/personal-data.md anew from what the apps declare."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from qingshan.privacy.telling import as_markdown

    (ROOT / "docs" / "personal-data.md").write_text(as_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
