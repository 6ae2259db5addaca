"""Charts: SVG for a page, PNG for Word, from one description; each drawn once and kept.

Altair and vl-convert are imported when a chart is first drawn: a page without one never pays.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable

GREEN, AMBER, INK, SOFT, LINE, CARD = (
    "#2c6650",
    "#c48a2c",
    "#1d2823",
    "#56635c",
    "#dfe4db",
    "#fffffc",
)
FACES = "Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
KEPT_AT_MOST = 400  # drawings, of some 20 kB each
CROWDED = 36  # pixels a label has; below it the letters are smaller
FEW = 4  # up to here every count has its own line: between them there is none
LONG = 1000  # from here on a number is wider than a crowded bar
DRAWN_BY = "4"
"""Raised when charts come to look otherwise, so that those kept are drawn anew."""


@dataclass(frozen=True)
class Point:
    """One value of one series: `at` is its place along the chart, in the order given.

    `low` and `high` are the band in which the value may lie, where it has one; lines show it.
    """

    at: str
    value: float
    series: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Chart:
    """What is drawn. `sentence` says it in words, for those who do not see the picture.

    A rate (`percent`) is from 0 to 1. Sizes are in pixels of the page.
    """

    kind: Literal["bar", "line"]
    points: tuple[Point, ...]
    sentence: str
    unit: str = ""
    percent: bool = False
    width: int = 340
    height: int = 180

    @property
    def mark(self) -> str:
        """A name for exactly this picture."""
        text = json.dumps([DRAWN_BY, asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def svg(chart: Chart) -> bytes:
    """The chart as SVG: text stays text, nothing is loaded from elsewhere."""
    return _kept(chart, "svg", lambda drawer, spec: drawer.vegalite_to_svg(spec).encode())


def png(chart: Chart) -> bytes:
    """The chart as PNG on white, three pixels for one of the page, sharp when printed."""

    def draw(drawer: Any, spec: str) -> bytes:
        drawn: bytes = drawer.vegalite_to_png(spec.replace(CARD, "#ffffff"), scale=3)
        return drawn

    return _kept(chart, "png", draw)


def _kept(chart: Chart, ending: str, draw: Callable[[Any, str], bytes]) -> bytes:
    place = _place() / f"{chart.mark}.{ending}"
    try:
        return place.read_bytes()
    except FileNotFoundError:
        pass
    drawn = draw(_drawer(), _spec(chart))
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{uuid4().hex}")  # several may draw it at once
    beside.write_bytes(drawn)
    beside.replace(place)
    _forget_old(place.parent)
    return drawn


def _forget_old(folder: Path) -> None:
    """Keeps the newest drawings only: tomorrow's figures make others."""
    with os.scandir(folder) as entries:
        kept = [(_age(entry), entry.path) for entry in entries if not entry.name.startswith(".")]
    for _, path in sorted(kept, reverse=True)[KEPT_AT_MOST:]:
        Path(path).unlink(missing_ok=True)


def _age(entry: os.DirEntry[str]) -> float:
    """When a drawing was made; the beginning of time for one that another process just dropped."""
    try:
        return entry.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _place() -> Path:
    home: Path = settings.QINGSHAN_HOME
    return home / "cache" / "charts"


@lru_cache(maxsize=1)
def _drawer() -> Any:
    import pylopdf_fonts_zh_cn
    import vl_convert

    vl_convert.register_font_directory(str(pylopdf_fonts_zh_cn.sans_path().parent))
    return vl_convert


def _spec(chart: Chart) -> str:
    """The chart in Vega-Lite."""
    alt: Any = import_module("altair")
    values = [{"at": p.at, "value": p.value, "series": p.series} for p in chart.points]
    places = list(dict.fromkeys(point.at for point in chart.points))
    series = list(dict.fromkeys(point.series for point in chart.points))
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("at:O", sort=places, title=None, axis=alt.Axis(labelAngle=0, tickSize=0)),
        y=alt.Y("value:Q", title=None, axis=_value_axis(alt, chart), scale=_scale(alt, chart)),
    )
    if len(series) > 1:
        base = base.encode(
            color=alt.Color(
                "series:N",
                sort=series,
                scale=alt.Scale(domain=series, range=[GREEN, AMBER]),
                legend=alt.Legend(title=None, orient="top", direction="horizontal"),
            )
        )
    numbers = alt.Text("value:Q", format=".4~p" if chart.percent else "d")
    written = 0 if _too_long(chart) else 1
    if chart.kind == "line":
        drawn = base.mark_line(color=GREEN, strokeWidth=2.5, point={"color": GREEN, "size": 60})
        drawn = alt.layer(*_bands(alt, chart), drawn)
        text = base.mark_text(dy=-12, fontSize=_label_size(chart), color=INK, opacity=written)
        text = text.encode(text=numbers)
    else:
        beside = {"xOffset": alt.XOffset("series:N", sort=series)} if len(series) > 1 else {}
        drawn = base.mark_bar(color=GREEN, cornerRadiusEnd=3, size=_bar_width(chart, series))
        drawn = drawn.encode(**beside)
        text = base.mark_text(dy=-8, fontSize=_label_size(chart), color=INK, opacity=written)
        text = text.encode(text=numbers, color=alt.value(INK), **beside)
    return str(_dressed(alt.layer(drawn, text), chart).to_json())


def _bands(alt: Any, chart: Chart) -> list[Any]:
    """The bands of a line: an area from place to place, and a stroke where one stands alone."""
    held = [
        {"at": p.at, "low": p.low, "high": p.high}
        for p in chart.points
        if p.low is not None and p.high is not None
    ]
    if not held:
        return []
    places = list(dict.fromkeys(point.at for point in chart.points))
    base = alt.Chart(alt.Data(values=held)).encode(
        x=alt.X("at:O", sort=places, title=None, axis=alt.Axis(labelAngle=0, tickSize=0)),
        y=alt.Y("low:Q", title=None, axis=_value_axis(alt, chart), scale=_scale(alt, chart)),
        y2=alt.Y2("high:Q"),
    )
    return [
        base.mark_area(color=GREEN, opacity=0.14),
        base.mark_rule(color=GREEN, opacity=0.22, strokeWidth=8),
    ]


def _dressed(layers: Any, chart: Chart) -> Any:
    sized = layers.properties(
        width=chart.width,
        height=chart.height,
        background=CARD,
        padding={"left": 4, "right": 12, "top": 10, "bottom": 4},
    )
    return (
        sized.configure(font=FACES)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=_label_size(chart),
            labelColor=SOFT,
            gridColor=LINE,
            domainColor=LINE,
            labelPadding=6,
        )
        .configure_legend(labelFontSize=13, labelColor=INK)
    )


def _too_long(chart: Chart) -> bool:
    """Numbers that would run into each other are left to the axis."""
    highest = max((point.value for point in chart.points), default=0)
    crowded = chart.width / len({point.at for point in chart.points}) <= CROWDED
    return crowded and not chart.percent and highest >= LONG


def _label_size(chart: Chart) -> int:
    return 13 if chart.width / len({point.at for point in chart.points}) > CROWDED else 11


def _value_axis(alt: Any, chart: Chart) -> Any:
    if chart.percent:
        return alt.Axis(format="%", values=_rate_ticks(chart), ticks=False, domain=False)
    highest = int(max((point.value for point in chart.points), default=0))
    lines = list(range(max(1, highest) + 1)) if highest <= FEW else alt.Undefined
    return alt.Axis(format="d", tickCount=4, values=lines, ticks=False, domain=False)


def _scale(alt: Any, chart: Chart) -> Any:
    """Counts stand on zero; rates are drawn on the part of the scale they move in."""
    if chart.percent:
        return alt.Scale(domain=[_rate_ticks(chart)[0], 1.01], nice=False)
    highest = max((point.value for point in chart.points), default=0)
    return alt.Scale(domain=[0, max(1, highest * 1.15)], nice=False)


def _rate_ticks(chart: Chart) -> list[float]:
    """From the tenth below the lowest rate, at most 90 %, up to 100 %."""
    lowest = min((_least(point) for point in chart.points), default=1)
    floor = max(0, min(90, int(lowest * 100 - 1) // 10 * 10))
    step = 20 if floor < 50 else 10 if floor < 80 else 5
    return [percent / 100 for percent in range(100, floor - 1, -step)][::-1]


def _least(point: Point) -> float:
    return point.value if point.low is None else min(point.value, point.low)


def _bar_width(chart: Chart, series: list[str]) -> int:
    bars = max(1, len({point.at for point in chart.points}) * len(series))
    return int(min(40, chart.width / bars * 0.62))
