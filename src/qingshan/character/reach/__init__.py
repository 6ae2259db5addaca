"""No child left out (全员参与，一个不落): whom nothing has reached this term."""
