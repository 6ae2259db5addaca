"""Qingshan 青山: a rural school's promises, kept in one place."""

__version__ = "0.1.0"
