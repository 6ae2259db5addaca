"""The ladder of titles (名师工程): who stands where, and who has what the next rung asks."""
