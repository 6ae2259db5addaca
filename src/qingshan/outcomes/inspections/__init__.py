"""Visits from above and the school's own rounds: what they found, who mends it, seen again."""
