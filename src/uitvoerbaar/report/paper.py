"""What is printed: of each chapter the figures that tell its story. The page, report.json and the CSV files have all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from uitvoerbaar.findings import Figure

PRINTED: Mapping[str, tuple[str, ...]] = {
    "inkomenseffecten": (),
    "personas": (),
    "vergissingen": ("vergissingen-huishoudens",),
    "sprongen": ("sprongen-tabel", "sprongen-lijn-paar_een_kostwinner-inkomen"),
    "marginale_druk": ("marginale_druk-inkomensdeciel",),
    "voorschotten": ("voorschotten-aandeel",),
    "bereik": ("bereik-regelingen",),
    "doenvermogen": ("doenvermogen-lasten",),
    "gelijke-behandeling": ("gelijke-behandeling-geraakt",),
    "stapeling": ("stapeling-regelingen",),
    "regeldruk": ("regeldruk-burgers", "regeldruk-bedrijven"),
    "werklast": ("werklast-fte", "werklast-uitvoerders"),
    "wachtrijen": ("wachtrijen-personeel",),
    "lokaal": ("lokaal-grootteklassen",),
    "keten": ("keten-punten",),
    "maakbaarheid": ("maakbaarheid-punten",),
    "digitaal": ("digitaal-nodig",),
    "handhaving": ("handhaving-gegevens",),
    "fraude": ("fraude-opgaven",),
    "begroting": ("begroting-veranderd",),
    "geld": ("geld-vijf-jaar", "geld-gevoeligheid"),
    "waarborgen": ("waarborgen-rijen",),
    "ruimte": ("ruimte-besluiten",),
    "wetstechniek": ("wetstechniek-complexiteit",),
}
"""The figures that are printed of the chapter of each test, by id; of a test that is not named here the first one. The chapters
on gains and losses and on people print what is made of theirs: the small multiples and the cards."""

ROWS = 6
"""So many rows of a table are printed."""
LIMITS = 6
"""So many limits are printed: the general ones, which come before those of each law."""


def printed(test: str, figures: Iterable[Figure]) -> frozenset[str]:
    """The ids of the figures that are printed of the chapter of a test; of one without any of those named, the first."""
    there = [figure.id for figure in figures]
    named = PRINTED.get(test)
    if named == ():
        return frozenset()
    told = [name for name in there if name in (named or ())]
    return frozenset(told or there[:1])
