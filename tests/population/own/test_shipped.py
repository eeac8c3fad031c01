"""Running the shipped laws over tables gives, row by row, what explaining each case gives."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.engine.explain.people import fields
from tests.places import REGELRECHT
from tests.population.own.test_run import read, write
from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import CHILD, PERSON, load_registers

PUBLIC = REGELRECHT / "corpus"
ON = "2026-01-01"
OUTPUTS = (
    "wet_inkomstenbelasting_2001:inkomensheffing",
    "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag",
    "wet_op_de_huurtoeslag:hoogte_huurtoeslag",
    "wet_op_het_kindgebonden_budget:hoogte_kindgebonden_budget",
    "wet_kinderopvang:hoogte_kinderopvangtoeslag",
    "besteedbaar_inkomen:besteedbaar_inkomen_huishouden",
)


def _home(couple: list[str], mates: list[str], ties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everybody in a home as a housemate of everybody else but the partner, as a case has them."""
    rows = []
    for one in (*couple, *mates):
        for other in (*couple, *mates):
            if one != other and not (one in couple and other in couple):
                is_child = other in mates and ties[mates.index(other)]["is_kind"]
                rows.append({"bewoner_bsn": one, "huisgenoot_bsn": other, "is_kind": is_child})
    return rows


def _younger(child: dict[str, Any], parent: str) -> dict[str, Any]:
    """The child, born after its parents: a table in which it is not is refused."""
    return child if child["geboortedatum"] > parent else {**child, "geboortedatum": f"{int(parent[:4]) + 1}-06-15"}


def test_rows_are_explained_cases(tmp_path: Path) -> None:
    explainer = Explainer(load_corpus(), load_registers())
    catalogue = explainer.catalogue
    draw = random.Random(11)
    persons: list[dict[str, Any]] = []
    children: list[dict[str, Any]] = []
    mates: list[dict[str, Any]] = []
    cases: list[PersonCase] = []
    for number in range(40):
        head, partner = (
            fields(draw, catalogue, PERSON),
            fields(draw, catalogue, PERSON) if draw.random() < 0.5 else None,
        )
        names = [f"h{number}", f"p{number}"]
        persons.append({"bsn": names[0], "partner_bsn": names[1] if partner else "", **head})
        if partner is not None:
            persons.append({"bsn": names[1], "partner_bsn": names[0], **partner})
        parents = [each["geboortedatum"] for each in (head, partner) if each is not None]
        own = tuple(_younger(fields(draw, catalogue, CHILD), max(parents)) for _ in range(draw.randint(0, 3)))
        children += [{"ouder_bsn": names[0], **child} for child in own]
        others: list[dict[str, Any]] = []
        for place in range(draw.randint(0, 2)):
            other, tie = fields(draw, catalogue, PERSON), {"is_kind": draw.random() < 0.5}
            persons.append({"bsn": f"m{number}.{place}", "partner_bsn": "", **other})
            others.append({**other, **tie})
        mates += _home(
            names[: 1 + (partner is not None)], [f"m{number}.{place}" for place in range(len(others))], others
        )
        cases.append(PersonCase(head, partner, own, tuple(others)))
    files = {
        "--data": write(tmp_path / "personen.csv", persons, ";"),
        "--children": write(tmp_path / "kinderen.csv", children),
        "--housemates": write(tmp_path / "huisgenoten.csv", mates),
    }
    out = tmp_path / "uit.csv"
    assert run(["run", *OUTPUTS, "--on", ON, *(str(w) for pair in files.items() for w in pair), "--out", str(out)]) == 0
    rows = {row["bsn"]: row for row in read(out, ";")}
    found: dict[str, set[bool]] = {}
    for number, case in enumerate(cases):
        for law, output in (text.split(":") for text in OUTPUTS):
            expected = explainer.explain(law, output, ON, case).value
            assert Decimal(rows[f"h{number}"][output].replace(",", ".")) == expected, (number, output)
            found.setdefault(output, set()).add(bool(expected))
    assert all(True in some for some in found.values())


@pytest.mark.shared
def test_a_published_scenario_of_the_public_corpus_as_a_row(tmp_path: Path) -> None:
    """Zorgtoeslag of an adult with a policy, in force on 2025-01-01: 209692 eurocent."""
    person = {
        "bsn": "999993653", "partnerschap_type": "GEEN", "polis_status": "ACTIEF", "verdragsinschrijving": "false",
        "loon_uit_dienstbetrekking": 79547, "resultaat_overige_werkzaamheden": 0, "eigen_woning": 0,
        "buitenlands_inkomen": 0, "reguliere_voordelen": 0, "vervreemdingsvoordelen": 0,
    }  # fmt: skip
    data, out = write(tmp_path / "p.csv", [person]), tmp_path / "uit.csv"
    outputs = ["wet_op_de_zorgtoeslag:hoogte_zorgtoeslag", "wet_op_de_zorgtoeslag:heeft_recht_op_zorgtoeslag"]
    files = ["--data", str(data), "--out", str(out), "--laws", str(PUBLIC)]
    assert run(["run", *outputs, "--on", "2025-01-01", *files]) == 0
    (row,) = read(out)
    assert (row["bsn"], row["hoogte_zorgtoeslag"], row["heeft_recht_op_zorgtoeslag"]) == ("999993653", "209692", "true")
