"""The law as formulas of whole numbers for the solver."""
