"""Variants of a change beside each other, on the same people; everything that was chosen is in the address."""
