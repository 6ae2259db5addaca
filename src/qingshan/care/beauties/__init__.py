"""“四美”小主人: a task done at home, the family's word for it, recognised at school."""
