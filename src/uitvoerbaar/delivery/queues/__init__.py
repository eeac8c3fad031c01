"""Work that waits: backlog, lead time against the legal term, share late, penalties, and the staff that it takes.

Three models, each where it fits: formulas for calls that wait minutes (`erlang`, `calls`), a plain loop by week for
cases that wait weeks (`loop`), and a network of cases one by one where work waits on other work (`network`).
"""
