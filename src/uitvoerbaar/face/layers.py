"""What kind of regulation a law file is, in words."""

from __future__ import annotations

from uitvoerbaar.base.language import mark, tr

LAYERS = {
    "VERDRAG": mark("verdrag"),
    "EU_VERORDENING": mark("EU-verordening"),
    "EU_RICHTLIJN": mark("EU-richtlijn"),
    "GRONDWET": mark("grondwet"),
    "WET": mark("wet"),
    "KONINKLIJK_BESLUIT": mark("koninklijk besluit"),
    "AMVB": mark("AMvB"),
    "MINISTERIELE_REGELING": mark("ministeriële regeling"),
    "PROVINCIALE_VERORDENING": mark("provinciale verordening"),
    "WATERSCHAPS_VERORDENING": mark("waterschapsverordening"),
    "GEMEENTELIJKE_VERORDENING": mark("gemeentelijke verordening"),
    "BELEIDSREGEL": mark("beleidsregel"),
    "UITVOERINGSBELEID": mark("uitvoeringsbeleid"),
}
"""By the layer of a law file (RegelRecht)."""


def layer_words(layer: str) -> str:
    """A layer in words of the active language; one that the format does not know as it is written."""
    return tr(LAYERS[layer]) if layer in LAYERS else layer.lower().replace("_", " ")
