"""Common changes of a rule as forms: a condition more, another comparison, in proportion instead of all or nothing, rounding."""
