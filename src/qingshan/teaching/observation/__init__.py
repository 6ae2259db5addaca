"""Observed lessons: a draw that anyone can check, what was seen, and one next step agreed."""
