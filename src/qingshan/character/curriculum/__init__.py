"""Hours a week of national, local and school courses, against a plan kept as data."""
