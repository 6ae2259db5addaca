"""Complaints of families, as those who handle them see them."""
