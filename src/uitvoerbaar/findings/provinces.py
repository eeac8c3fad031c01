"""Where each Dutch province lies on a map of equal tiles."""

from __future__ import annotations

PROVINCES = {
    "Fryslân": ("FR", 2, 0),
    "Groningen": ("GR", 3, 0),
    "Noord-Holland": ("NH", 0, 1),
    "Flevoland": ("FL", 1, 1),
    "Overijssel": ("OV", 2, 1),
    "Drenthe": ("DR", 3, 1),
    "Zuid-Holland": ("ZH", 0, 2),
    "Utrecht": ("UT", 1, 2),
    "Gelderland": ("GE", 2, 2),
    "Zeeland": ("ZE", 0, 3),
    "Noord-Brabant": ("NB", 1, 3),
    "Limburg": ("LI", 2, 3),
}
"""Short name of a tile, its column from the west and its row from the north."""
