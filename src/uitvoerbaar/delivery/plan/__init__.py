"""The plan over the years: which measure starts when, so that nobody is asked more than they have.

`model` says what a portfolio and a plan are, `check` holds a plan against the portfolio in whole numbers, `cpsat` and
`highs` each look for one by a formulation of their own, `decide` has the last word. Nothing here knows of people or laws.
"""
