"""The stages of the 1-3-5 plan: evidence beside each milestone, and words at the end of each."""
