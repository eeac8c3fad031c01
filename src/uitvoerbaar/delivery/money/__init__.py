"""What a proposal costs in the year in which it begins and the four after it, who pays, and what is not covered."""

from uitvoerbaar.delivery.money.sensitivity import Assumption, Swing, strongest
from uitvoerbaar.delivery.money.work import Work, WorkCost, cost_of, staff_of
from uitvoerbaar.delivery.money.years import Cover, Line, Programme, Table, table_of

__all__ = [
    "Assumption",
    "Cover",
    "Line",
    "Programme",
    "Swing",
    "Table",
    "Work",
    "WorkCost",
    "cost_of",
    "staff_of",
    "strongest",
    "table_of",
]
