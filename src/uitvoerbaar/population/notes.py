"""What a reader must know of a population, in Dutch as its manifest says it, and in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from uitvoerbaar.base.language import mark, tr

SYNTHETIC = {
    "Alle personen zijn verzonnen: getrokken uit gepubliceerde totalen, nooit overgenomen van iemand.":
        "All persons are fictional: drawn from published totals, never taken from anyone.",
    "Mensen in instellingen ontbreken (289.176 op 1 januari 2024).":
        "People in institutions are missing (289,176 on 1 January 2024).",
    "Samenstelling, leeftijden en woningen zijn die van 1 januari 2024 (inwoners per gemeente: schatting voor 2024); "
    "bedragen zijn naar het jaar van de bevolking gebracht met groei.csv.":
        "Composition, ages and homes are those of 1 January 2024 (inhabitants per municipality: estimate for 2024); "
        "amounts were moved to the year of the population with groei.csv.",
    "Stellen van hetzelfde geslacht zijn er niet: de gebruikte tabellen splitsen ze niet uit.":
        "There are no couples of the same sex: the tables used do not set them apart.",
    "Verband tussen kenmerken (inkomen, huur, vermogen, opvang, kwetsbaarheid) berust vooral op aannames.":
        "How traits go together (income, rent, wealth, childcare, vulnerability) rests mostly on assumptions.",
}  # fmt: skip
OWN = "Eigen gegevens: "
DEFAULTS = "Velden die de gegevens niet hebben, met de standaardwaarde uit de catalogus: "
READ = "Zo gelezen: "
MOVED = "Bedragen en geboortedata zijn gebracht "
_STARTS = {
    OWN: "Own data: ",
    DEFAULTS: "Fields that the data lack, with the default of the catalogue: ",
    READ: "Read as: ",
    MOVED: "Amounts and birth dates were brought ",
}


_HIGHEST = mark("het hoogste bedrag is {shown}")
_ROWS = re.compile(r"\b(?:regel|rij|line|row) \d+(?:, (?:regel|rij|line|row) \d+)*(?: (?:en nog|and) \d+ \w+)?")


def shareable(notes: Iterable[str]) -> Iterator[str]:
    """How own data were read, as it may stand in a report: without the highest amount of a column, which is that of one record,
    and without which rows are odd. Who reads the data with `run` sees both.
    """
    highest = tr(_HIGHEST, shown="").rstrip()
    for note in notes:
        said = note.partition(highest)[0].rstrip(" ,;")
        if not said.endswith(":"):
            yield _ROWS.sub(tr("enkele rijen"), said)


def english(note: str) -> str | None:
    """A note of a manifest in English; None for a note that this version does not know."""
    for start, words in _STARTS.items():
        if note.startswith(start):
            return words + note.removeprefix(start)
    return SYNTHETIC.get(note)
