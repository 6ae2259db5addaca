"""How long things are kept is a rule, about nobody."""

IMPERSONAL = {"KeptDays": "各类信息留多久的规则"}
