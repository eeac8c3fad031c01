"""Tariffs and terms of late decisions: data/queues/dwangsommen.yaml, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.fact import UNSURE
from uitvoerbaar.delivery.queues.penalties import Block, Tariff
from uitvoerbaar.delivery.queues.terms import ObjectionTerms
from uitvoerbaar.delivery.read_fact import read_confidence


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Both penalties, the days of grace after a notice, how long the court takes and gives, and the terms of an objection.

    `unsure` names the parts that rest on a figure that was not looked up or is a choice of ours.
    """

    statutory: Tariff
    court: Tariff
    grace: int
    court_after: int
    court_term: int
    objection: ObjectionTerms
    unsure: tuple[str, ...]


def folder() -> Path:
    """Where the data of queues are."""
    return data_dir() / "queues"


def load_tariffs() -> Tariffs:
    """The tariffs. Raises LawFileError for a malformed file."""
    return _load(folder() / "dwangsommen.yaml")


@cache
def _load(path: Path) -> Tariffs:
    file = read_entries(path)
    awb, court, objection = (file.object(name) for name in ("awb", "rechter", "bezwaar"))
    parts = {"awb": awb, "rechter": court, "bezwaar": objection}
    sure = {name: read_confidence(part) for name, part in parts.items()}
    for part in parts.values():
        part.number("jaar")
    found = Tariffs(
        _tariff(awb),
        _tariff(court),
        awb.number("respijt_dagen"),
        court.number("procedure_dagen"),
        court.number("termijn_dagen"),
        ObjectionTerms(
            objection.number("maken_weken"),
            objection.number("beslissen_weken"),
            objection.number("beslissen_commissie_weken"),
            objection.number("verdagen_weken"),
        ),
        tuple(name for name, each in sure.items() if each in UNSURE),
    )
    file.check()
    return found


def _tariff(entry: Entries) -> Tariff:
    return Tariff(
        tuple(Block(block.number("dagen"), block.number("eurocent_per_dag")) for block in entry.objects("blokken"))
    )
