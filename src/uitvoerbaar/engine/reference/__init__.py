"""The walk that defines what a law means: one case, exact."""
