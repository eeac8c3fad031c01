"""Mistakes in the making of the law itself."""
