from __future__ import annotations

from tests.gatherings.conftest import clock

__all__ = ("clock",)
