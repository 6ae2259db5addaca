"""What speaks for a mentor and a mentee, in points. Change a number here and nowhere else."""

SAME_SUBJECT = 40
"""They hear each other's lessons and prepare the same ones: what matters most."""

SAME_GROUP = 20
"""They meet every week anyway, and their subjects are akin."""

IDEAL_YEARS = (4, 15)
"""So many years apart one has been through it all and still remembers how it was."""

RIGHT_DISTANCE = 20
"""For a distance within `IDEAL_YEARS`."""

EACH_YEAR_OFF = 4
"""Taken from `RIGHT_DISTANCE` for every year outside, down to nothing."""

MENTEE_WISHES = (30, 20, 12)
"""The first, second and third wish of the one who learns: they ask for the help."""

MENTOR_WISHES = (24, 16, 10)
"""The wishes of the one who gives weigh a little less, so that nobody is picked over another."""

PARTY_MEMBER = 6
"""带好一名徒弟 is one of the five that a party member promises."""

BACKBONE = 8
"""A title was won by teaching that is worth learning from."""

EACH_MORE = 12
"""Taken for a mentor's second mentee, twice for the third …: so the load is even."""

DEFAULT_CAPACITY = 2
"""How many a mentor has at most who has not said a number."""

MENTOR_FROM_YEARS = 5
"""Years since hiring from which someone may be a mentor."""
