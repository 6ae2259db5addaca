"""A hundred teachers to a hundred homes (百名教师进百家): who is reached, who is next, who goes."""
