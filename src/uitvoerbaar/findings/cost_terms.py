"""The words by which costs are divided: who pays, for which part of delivery, once or lasting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from uitvoerbaar.base.text import Text

Payer = Literal["rijk", "medeoverheden", "fondsen"]
Part = Literal["dienstverlening", "handhaving", "automatisering"]
Lasting = Literal["incidenteel", "structureel"]
YEARS = 5
"""The year t in which a proposal begins and the four after it: Aanwijzingen voor de regelgeving (old 215)."""

PAYERS: Mapping[Payer, Text] = {
    "rijk": Text("Rijk", "State"),
    "medeoverheden": Text("Medeoverheden", "Local governments"),
    "fondsen": Text("Sociale fondsen", "Social insurance funds"),
}
PARTS: Mapping[Part, Text] = {
    "dienstverlening": Text("Dienstverlening", "Service to citizens"),
    "handhaving": Text("Handhaving/toezicht", "Enforcement and supervision"),
    "automatisering": Text("Automatisering", "Automation"),
}
"""The three parts of the row on cost in the kader, in printed order."""
LASTING: Mapping[Lasting, Text] = {
    "incidenteel": Text("incidenteel", "one-off"),
    "structureel": Text("structureel", "lasting"),
}
