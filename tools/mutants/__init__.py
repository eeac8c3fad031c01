"""Stated faults in the program, and whether its tests see them: `make mutants`."""
