"""What the house keeps about people: why, how long; given to them, and erased."""
