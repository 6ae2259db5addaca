"""Left-behind children (留守儿童): a carer at school, talks, and parents who are reached."""
