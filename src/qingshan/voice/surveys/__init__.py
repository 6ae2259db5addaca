"""Surveys of families, with honest margins and small groups kept out of sight."""
