"""The columns of a population on disk (data/population/kolommen.csv): type, growth and, for texts, the words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from uitvoerbaar.population.synthetic.care import FORMS
from uitvoerbaar.population.synthetic.housing import TENURES
from uitvoerbaar.population.tables import Table, table

HOUSEHOLDS, PERSONS, MINORS = "huishoudens", "personen", "kinderen"
ROLES = ("hoofd", "partner", "kind", "lid")
SEXES = ("man", "vrouw")
WORK = (
    "geen",
    "werknemer",
    "zelfstandige",
    "werkloos",
    "arbeidsongeschikt",
    "bijstand",
    "vervroegd_pensioen",
    "gepensioneerd",
)
TEXT, DATE = "tekst", "datum"


@dataclass(frozen=True)
class Column:
    """One column: `type` is a numpy integer name, bool, tekst or datum; `growth` names the series it grows with."""

    table: str
    name: str
    type: str
    growth: str
    description: str

    @property
    def dtype(self) -> np.dtype[np.generic]:
        """Type in memory: codes for texts, int32 codes for dates, uint8 for truths."""
        kind = {TEXT: "int16" if self.name == "gemeente" else "int8", DATE: "int32", "bool": "uint8"}
        return np.dtype(kind.get(self.type, self.type))


def columns(of: str) -> tuple[Column, ...]:
    """The columns of table `of` (huishoudens, personen, kinderen) in file order."""
    return _columns(table("kolommen"), of)


@cache
def _columns(rows: Table, of: str) -> tuple[Column, ...]:
    cells = zip(*(rows.text(c) for c in ("tabel", "kolom", "type", "groei", "omschrijving")), strict=True)
    return tuple(Column(*row) for row in cells if row[0] == of)


def words(name: str) -> tuple[str, ...]:
    """The possible texts of a text column, in the order of their codes."""
    fixed = {"rol": ROLES, "geslacht": SEXES, "werk": WORK, "eigendom": TENURES, "opvangsoort": FORMS}
    if name in fixed:
        return fixed[name]
    source = {
        "provincie": ("provincies", "naam"),
        "gemeente": ("gemeenten", "code"),
        "type": ("huishoudens_naar_type", "type"),
    }[name]
    return table(source[0]).text(source[1])


def province_codes() -> npt.NDArray[np.int8]:
    """CBS codes (20-31) of the provinces, in the order of their words."""
    return table("provincies").numbers("code").astype(np.int8)
