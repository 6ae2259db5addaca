"""Reviews at the three gates (三个关口): by two, with reasons, an answer and an appeal."""
