"""Jumps along the age of the applicant and of a child."""
