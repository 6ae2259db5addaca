"""What the house keeps about people, why and how long: for the school, and for families."""
