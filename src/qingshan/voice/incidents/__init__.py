"""What went wrong: written down, handled with dates, never taken away."""
