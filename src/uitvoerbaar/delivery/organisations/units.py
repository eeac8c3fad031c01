"""Units of figures about organisations and their work, as data/organisations writes them."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.base.text import Text

SHARE = "aandeel"
"""Between 0 and 1; every other unit only has to be at least 0."""
UNITS: Mapping[str, Text] = {
    SHARE: Text("aandeel", "share"),
    "dagen": Text("dagen", "days"),
    "euro": Text("euro", "euros"),
    "euro_per_jaar": Text("euro per jaar", "euros a year"),
    "euro_per_uur": Text("euro per uur", "euros an hour"),
    "fte": Text("fte", "fte"),
    "gevallen": Text("gevallen", "cases"),
    "gevallen_per_jaar": Text("gevallen per jaar", "cases a year"),
    "huishoudens": Text("huishoudens", "households"),
    "inwoners": Text("inwoners", "inhabitants"),
    "kantoren": Text("kantoren", "offices"),
    "minuten": Text("minuten", "minutes"),
    "personen": Text("personen", "persons"),
    "uren_per_jaar": Text("uren per jaar", "hours a year"),
    "variatiecoefficient": Text("maal het gemiddelde", "times the mean"),
    "weken": Text("weken", "weeks"),
}
