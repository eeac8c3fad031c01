"""Polderland: a small fictional country with ten rules and some dozens of households, shared by tests.

The laws, registers, norms and proposals lie in `data`, the households in `huishoudens.csv` (euros; a child is written
as day of birth:costs of childcare:what was paid). `furnish` makes a data folder of it: point UITVOERBAAR_DATA there to run
the program in this country.
"""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from tests.places import DATA
from uitvoerbaar.engine.batch.people import Collection, People, Strings, date_code
from uitvoerbaar.population import Population

HERE = Path(__file__).parent


def furnish(folder: Path) -> Path:
    """The data folder of the country in `folder`: its own data, our words, and our norms with groups of one household shown."""
    for name in ("assess", "businesses", "digitaal", "duties", "money", "taal"):
        shutil.copytree(DATA / name, folder / name)
    shutil.copytree(HERE / "data", folder, dirs_exist_ok=True)
    norms = folder / "assess" / "normen.yaml"
    text, changed = re.subn(
        r"^(kleinste_groep_huishoudens:\n  waarde: )\d+",
        r"\g<1>1",
        norms.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert changed == 1
    norms.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Child:
    born: str
    costs: int
    paid: int


@dataclass(frozen=True)
class Household:
    """A household in eurocent; weight in thousandths of a household."""

    kind: str
    province: str
    weight: int
    born: str
    wage: int
    partner_wage: int | None
    rent: int
    asks_housing: bool
    asks_childcare: bool
    children: tuple[Child, ...]


def _cents(text: str) -> int:
    return int(Decimal(text) * 100)


def _child(text: str) -> Child:
    born, costs, paid = text.split(":")
    return Child(born, _cents(costs), _cents(paid))


def households() -> list[Household]:
    """The households of the country, in the order of the file."""
    with (HERE / "huishoudens.csv").open(encoding="utf-8", newline="") as file:
        return [
            Household(
                row["soort"], row["provincie"], int(row["gewicht"]), row["geboren"], _cents(row["loon"]),
                _cents(row["partner_loon"]) if row["partner_loon"] else None, _cents(row["huur"]),
                row["vraagt_woon"] == "ja", row["vraagt_opvang"] == "ja",
                tuple(_child(text) for text in row["kinderen"].split(";") if text),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def _day(text: str) -> int:
    year, month, day = (int(part) for part in text.split("-"))
    return date_code(year, month, day)


def _words(values: list[str]) -> Strings:
    words = tuple(dict.fromkeys(values))
    return Strings(np.array([words.index(v) for v in values], np.int8), words)


def population(of: list[Household], year: int) -> Population:
    """Households as a population: per household the head and then the partner; children belong to both."""
    adults = [(h, i, wage) for i, h in enumerate(of) for wage in (h.wage, h.partner_wage) if wage is not None]
    home = np.array([i for _, i, _ in adults], np.int32)
    head = np.array([int(np.flatnonzero(home == i)[0]) for i in range(len(of))], np.int32)
    partner = np.full(len(adults), -1, np.int32)
    for i, household in enumerate(of):
        if household.partner_wage is not None:
            partner[head[i]], partner[head[i] + 1] = head[i] + 1, head[i]
    is_head = np.isin(np.arange(len(adults)), head)
    wages = np.array([wage for _, _, wage in adults], np.int64)
    own = [h for h, _, _ in adults]
    columns = {
        "geboortedatum": np.array([_day(h.born) for h in own], np.int32),
        "loon_uit_dienstbetrekking": wages,
        "geregistreerd_inkomen": wages,
        "eigenwoningwaarde": np.array([0 if h.rent else 30_000_000 for h in own], np.int64),
        "is_huurder": np.array([h.rent > 0 for h in own], np.uint8),
        "kale_huur": np.where(is_head, [h.rent for h in own], 0).astype(np.int64),
        "vraagt_woontoeslag": np.array([h.asks_housing for h in own], np.uint8),
        "vraagt_opvangtoeslag": np.array([h.asks_childcare for h in own], np.uint8),
    }
    counts = np.array([len(h.children) for h in of])
    stop = np.cumsum(counts)
    children = [child for h in of for child in h.children]
    kids = {
        "geboortedatum": np.array([_day(c.born) for c in children], np.int32),
        "opvangkosten": np.array([c.costs for c in children], np.int64),
        "opvangkosten_betaald": np.array([c.paid for c in children], np.int64),
        "opvanguren": np.zeros(len(children), np.int64),
        "uurprijs": np.zeros(len(children), np.int64),
    }
    collection = Collection((stop - counts)[home].astype(np.int32), stop[home].astype(np.int32), dict(kids))
    return Population(
        people=People(len(adults), dict(columns), partner, {"kinderen": collection}),
        households={
            "type": _words([h.kind for h in of]),
            "provincie": _words([h.province for h in of]),
            "gewicht": np.array([h.weight for h in of], np.int32),
            "head": head,
        },
        household=home,
        manifest={"seed": 7, "huishoudens": len(of), "jaar": year},
        year=year,
    )
