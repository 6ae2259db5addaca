"""Lesson designs in the five phases: written, shared, built upon with credit, printed."""
