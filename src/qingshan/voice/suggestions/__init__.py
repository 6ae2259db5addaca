"""Suggestions: proposed, taken up, answered with a reason, done and shown."""
