"""Poverty measured: the lines, who is below them on both sides, and how far a change can be trusted."""
