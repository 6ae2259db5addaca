"""The school's own courses (乡村少年宫): a term's offerings, wishes, places, sessions."""
