"""What others may want to hear of. A receiver runs inside the transaction of the change."""

from __future__ import annotations

from django.dispatch import Signal

calendar_changed = Signal()
"""Terms or calendar days of a school were written: `sender` is School, `school` the one."""
