"""Marks of school examinations (成绩): entered by class and subject, seen by those who help."""
