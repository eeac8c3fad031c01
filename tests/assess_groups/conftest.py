"""A small town of our own, as anybody can bring it: a folder with CSV files and a mapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.norms import Norm
from uitvoerbaar.proposal import load_proposal

MAPPING = """
jaar: 2026
naam: testdorp
overige_velden: standaard
personen:
  bestand: personen.csv
  huishouden: huis
  rol: rol
  velden:
    geboortedatum: geboren
    loon_uit_dienstbetrekking: loon
    is_huurder: huurt
    kale_huur: huur
    aanvraag_huurtoeslag: vraagt_huur
    aanvraag_zorgtoeslag: vraagt_zorg
"""
MAPPING_CHILDREN = """kinderen:
  bestand: kinderen.csv
  huishouden: huis
  velden:
    geboortedatum: geboren
    opvangsoort: soort
    opvanguren_per_maand: uren
    uurtarief: tarief
    opvangkosten_betaald: betaald
"""
PERSONS = ("huis", "rol", "geboren", "loon", "huurt", "huur", "vraagt_huur", "vraagt_zorg")
CHILDREN = ("huis", "geboren", "soort", "uren", "tarief", "betaald")
Town = Callable[..., Context]


def single(
    house: str, wage: int = 2_000_000, rent: int = 65_000, *, rent_asked: bool = True, care_asked: bool = True
) -> dict[str, Any]:
    """A single tenant of 40; money in eurocent."""
    return dict(zip(PERSONS, (house, "hoofd", "1985-07-01", wage, True, rent, rent_asked, care_asked), strict=True))


def child(house: str, short: int = 0) -> dict[str, Any]:
    """A child of two in day care: 92 hours a month at 10 euros, of which `short` eurocent was not paid."""
    return dict(zip(CHILDREN, (house, "2023-07-01", "dagopvang", 92, 1000, 92 * 1000 * 12 - short), strict=True))


def _csv(path: Path, names: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    lines = [",".join(names), *(",".join(str(row[name]).lower() for name in names) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Makes the context of a shipped proposal on these persons and children; every household stands for one."""

    def make(proposal: str, persons: list[dict[str, Any]], children: list[dict[str, Any]] | None = None) -> Context:
        mapping = MAPPING + (MAPPING_CHILDREN if children else "")
        (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
        _csv(tmp_path / "personen.csv", PERSONS, persons)
        if children:
            _csv(tmp_path / "kinderen.csv", CHILDREN, children)
        ctx = make_context(load_proposal(proposal), tmp_path, f"uitvoerbaar assess {proposal}")
        with_norm(ctx, "kleinste_groep_huishoudens", 1)
        return ctx

    return make


def with_norm(ctx: Context, name: str, value: float) -> None:
    """Weigh by another norm."""
    ctx.settings = replace(ctx.settings, norms={**ctx.settings.norms, name: Norm(value, "test")})
