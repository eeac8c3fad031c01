"""A population beside published figures."""
