"""What families say without an account: a complaint, what became of it, a survey."""
