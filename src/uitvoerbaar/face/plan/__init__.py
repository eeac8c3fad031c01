"""A portfolio planned, as the command line and the desk show it: data with both languages in it, and pages of that data."""
