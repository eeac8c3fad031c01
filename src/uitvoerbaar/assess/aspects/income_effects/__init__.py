"""Who gains and who loses."""
