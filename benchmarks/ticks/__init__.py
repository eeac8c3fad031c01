"""How long a number of the law takes from the hand to the painted figure."""
