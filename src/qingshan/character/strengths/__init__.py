"""A child's strengths, the five of a class and of the school, and what the school is known for."""
