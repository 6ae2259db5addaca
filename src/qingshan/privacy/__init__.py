"""What the house keeps about people: declared by each app, shown to the school and to families; how long."""
