"""The numbers of an article over the years: a row for every version, changed by itself, and rows from a later day."""
