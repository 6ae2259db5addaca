"""Figures of what went wrong: a quiet record is earned, so every incident is counted."""

from __future__ import annotations

from django.db.models import Q

from qingshan.kit.figures import Figure, Source, on_or_before
from qingshan.kit.measures import Cells, HowMany
from qingshan.voice.models import Incident
from qingshan.voice.visibility import incidents_visible_to

KIND = Incident.Kind


def _label(cells: Cells) -> str:
    settled = "已办结" if cells["settled_on"] else "还没有办结"
    return f"{KIND(cells['kind']).label} · {cells['description']} · {settled}"


INCIDENTS = Source(
    title="事件",
    model=Incident,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("kind", "description", "settled_on"),
    search=("description",),
    label=_label,
    visible=incidents_visible_to,
)


def _incidents(key: str, kind: Incident.Kind) -> Figure:
    return Figure(
        key=f"incidents.{key}",
        title=kind.label,
        unit="起",
        definition=f"统计日前（含当日）登记的{kind.label}。",
        chapter="四无",
        source=INCIDENTS,
        measure=HowMany(),
        where=Q(kind=kind),
    )


FIGURES = (
    _incidents("accidents", KIND.ACCIDENT),
    _incidents("complaints", KIND.COMPLAINT),
    _incidents("opinion", KIND.OPINION),
    _incidents("violations", KIND.VIOLATION),
)
