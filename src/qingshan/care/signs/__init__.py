"""Early signs (早期预警): reasons in words to look at a child. Only a person opens a case."""
