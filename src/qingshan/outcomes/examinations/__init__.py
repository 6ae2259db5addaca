"""Examinations over time: trends of a class, and the years of progression."""
