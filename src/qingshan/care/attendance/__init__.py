"""Attendance by exception (考勤): the class is there, but for those who are tapped."""
