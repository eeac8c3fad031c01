"""Two assessments beside each other."""
