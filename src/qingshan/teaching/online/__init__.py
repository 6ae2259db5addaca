"""Lessons online: which there are, who was there."""
