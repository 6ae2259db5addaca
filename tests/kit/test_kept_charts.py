"""Drawings are kept; several people may ask for one that is being dropped or drawn."""

from __future__ import annotations

import os
import re

from qingshan.kit import charts


def test_a_drawing_that_another_process_just_dropped_is_passed_over(tmp_path, monkeypatch):
    for n in range(3):
        (tmp_path / f"{n}.svg").write_bytes(b"<svg/>")
    age = charts._age

    def dropped_meanwhile(entry: os.DirEntry[str]) -> float:
        os.unlink(entry.path)
        return age(entry)

    monkeypatch.setattr(charts, "_age", dropped_meanwhile)
    monkeypatch.setattr(charts, "KEPT_AT_MOST", 1)
    charts._forget_old(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_under_way_is_not_dropped(tmp_path, monkeypatch):
    under_way = tmp_path / ".half.svg"
    under_way.write_bytes(b"<s")
    (tmp_path / "old.svg").write_bytes(b"<svg/>")
    monkeypatch.setattr(charts, "KEPT_AT_MOST", 0)
    charts._forget_old(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [under_way.name]


def test_the_lines_of_tiny_counts_are_each_named_once():
    points = tuple(charts.Point(f"{month}月", count) for month, count in enumerate((0, 1, 0), 1))
    drawn = charts.svg(charts.Chart("bar", points, "")).decode()
    written = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert written == ["1月", "2月", "3月", "0", "1", "0", "1", "0"]
