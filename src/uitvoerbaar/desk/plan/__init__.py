"""The plan over the years: a portfolio, what can be done when, and what gives when a measure is pushed."""
