"""Honours of teachers, children and the school: entered once, shown with consent."""
