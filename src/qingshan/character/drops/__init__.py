"""大德育小水滴: a library in three parts, laid for each class, told before a lesson, counted."""
