"""Cases (个案): one child, one plan; only a person opens one, and it takes two to close it."""
