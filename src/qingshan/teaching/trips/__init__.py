"""Learning elsewhere (外出学习): the trip, its cost, the report back and who heard it."""
