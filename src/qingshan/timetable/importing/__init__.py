"""A timetable made in FET or aSc: read, looked through, adopted whole or not at all."""
