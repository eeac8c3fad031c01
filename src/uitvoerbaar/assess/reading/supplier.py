"""Who supplies an item of the registers, in both languages: their catalogue names suppliers in Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.base.text import Text

_NAMES: Mapping[str, Text] = {
    text.nl: text
    for text in (
        Text("banken via Belastingdienst", "banks by way of the Tax Administration"),
        Text("Belastingdienst", "the Tax Administration"),
        Text("Belastingdienst (BRI)", "the Tax Administration (BRI)"),
        Text("berekend", "computed"),
        Text("burger", "citizens"),
        Text("gemeente", "the municipality"),
        Text("gemeente (WOZ)", "the municipality (WOZ)"),
        Text("Kadaster en gemeente", "the land register and the municipality"),
        Text("opvang", "the childcare organisation"),
        Text("UWV en pensioenfondsen", "UWV and pension funds"),
        Text("werkgever", "the employer"),
        Text("werkgever via UWV", "the employer by way of UWV"),
        Text("zorgverzekeraar", "the health insurer"),
    )
}


def supplier(name: str) -> Text:
    """A supplier; a name of which we have no English, such as that of an agency, is the same in both."""
    return _NAMES.get(name, Text(name, name))
