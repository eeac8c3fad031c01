"""Who would not get what they have a right to."""
