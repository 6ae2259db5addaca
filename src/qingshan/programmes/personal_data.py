"""Programmes are rules: about nobody."""

from __future__ import annotations

IMPERSONAL = {
    "Period": "周期",
    "PeriodDay": "周期里的日子",
    "Edition": "做法的版次",
}
