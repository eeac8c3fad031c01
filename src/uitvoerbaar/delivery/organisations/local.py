"""Municipalities, provinces and water boards.

Municipalities and provinces are those of data/population, which the population is made of: they are listed once.
"""

from __future__ import annotations

from pathlib import Path

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Confidence, Fact
from uitvoerbaar.delivery.organisations.cells import Row, read_rows
from uitvoerbaar.delivery.organisations.model import LocalAuthority, SizeClass

_YEAR = 2024
"""The year of the inhabitants in data/population/gemeenten.csv and provincies.csv, as their sources say."""
_MINISTRY = "Binnenlandse Zaken en Koninkrijksrelaties"
_WATER = "Infrastructuur en Waterstaat"
_PROVINCE_CODE = "PV{code}"


def read_sizes(folder: Path) -> tuple[SizeClass, ...]:
    """The size classes of municipalities. Raises LawFileError when they leave a gap or overlap."""
    file = read_entries(folder / "grootteklassen.yaml")
    found: list[SizeClass] = []
    for e in file.objects("klassen"):
        made = SizeClass(e.word("id"), e.text("naam"), e.number("van"), e.number("tot") if "tot" in e else None)
        expected = found[-1].below if found else 0
        if made.least != expected:
            message = tr(
                "klasse '{id}' begint bij {least}; verwacht: {expected}",
                id=made.id,
                least=made.least,
                expected=str(expected),
            )
            file.problems.append(
                Problem(file.file, e.raw.line_of("van"), message, hint=tr("klassen sluiten aan en overlappen niet"))
            )
        found.append(made)
    file.check()
    return tuple(found)


def read_local(folder: Path, sizes: tuple[SizeClass, ...]) -> dict[str, LocalAuthority]:
    """Every local authority by its code. Raises LawFileError for a file with a wrong row."""
    population = folder.parent / "population"
    provinces, problems = _table(population / "provincies.csv")
    made: dict[str, LocalAuthority] = {}
    names: dict[str, str] = {}
    for row in provinces:
        names[row["code"]] = row["naam"]
        code = _PROVINCE_CODE.format(code=row["code"])
        made[code] = _authority(
            code, row, "provincie", _MINISTRY, inhabitants=_inhabitants(row, "inwoners_2024", "gepubliceerd")
        )
    municipalities, more = _table(population / "gemeenten.csv")
    tiles, wrong = _tiles(folder / "gemeentekaart.csv")
    more += wrong
    for row in municipalities:
        inhabitants = _inhabitants(row, "inwoners", "tweede hand")
        size = next((s for s in sizes if inhabitants is not None and s.holds(inhabitants.value)), None)
        if row["provincie"] not in names:
            row.tell(tr("onbekende provincie '{code}'", code=row["provincie"]))
        made[row["code"]] = _authority(
            row["code"],
            row,
            "gemeente",
            _MINISTRY,
            province=names.get(row["provincie"]),
            inhabitants=inhabitants,
            size=size,
            tile=tiles.get(row["code"]),
        )
    boards, most = _table(folder / "waterschappen.csv")
    for row in boards:
        made[row["code"]] = _authority(row["code"], row, "waterschap", _WATER)
    if problems or more or most:
        raise LawFileError([*problems, *more, *most])
    return made


def _table(path: Path) -> tuple[list[Row], list[Problem]]:
    """The rows of a table that may have columns which are not asked here."""
    with path.open(encoding="utf-8") as file:
        head = file.readline().strip().split(",")
    needed = ("code", "naam", "bron")
    return read_rows(path, needed, [name for name in head if name not in needed])


def _authority(
    code: str,
    row: Row,
    kind: str,
    ministry: str,
    *,
    province: str | None = None,
    inhabitants: Fact | None = None,
    size: SizeClass | None = None,
    tile: tuple[int, int] | None = None,
) -> LocalAuthority:
    return LocalAuthority(
        code,
        Text(row["naam"], row["naam"]),
        kind,
        ministry,
        province=province,
        inhabitants=inhabitants,
        size=size,
        tile=tile,
    )


def _tiles(path: Path) -> tuple[dict[str, tuple[int, int]], list[Problem]]:
    """Where the tile of each municipality lies, by its code; no two in one place."""
    rows, problems = _table(path)
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        column, line = row.number("kolom"), row.number("rij")
        if column is None or line is None:
            continue
        place = (round(column), round(line))
        if (place[0] - place[1]) % 2:
            row.tell(
                tr(
                    "kolom {column} past niet bij rij {line}; verwacht: beide even of beide oneven",
                    column=place[0],
                    line=place[1],
                )
            )
        if place in found.values():
            row.tell(tr("op kolom {column}, rij {line} ligt al een gemeente", column=place[0], line=place[1]))
        found[row["code"]] = place
    return found, problems


def _inhabitants(row: Row, column: str, confidence: Confidence) -> Fact | None:
    value = row.number(column)
    return None if value is None else Fact(value, "inwoners", _YEAR, row["bron"], confidence)
