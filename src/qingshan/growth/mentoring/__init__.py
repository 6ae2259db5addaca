"""青蓝工程: wishes, pairs proposed with their reasons, adopted by a person, agreements on paper."""
