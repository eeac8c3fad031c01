"""One household says the same as a case and as rows of a table, also in what neither of them tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run

DAY = "2026-01-01"
CARE = {"geboortedatum": "2023-01-01", "opvangsoort": "dagopvang", "opvanguren_per_maand": 100, "uurtarief": 950}


def by_table(tmp_path: Path, law: str, output: str, child: dict[str, object]) -> int:
    (tmp_path / "personen.csv").write_text(
        "bsn,geboortedatum,loon_uit_dienstbetrekking\n1,1985-01-01,3000000\n", "utf-8"
    )
    names, cells = ",".join(child), ",".join(map(str, child.values()))
    (tmp_path / "kinderen.csv").write_text(f"ouder_bsn,{names}\n1,{cells}\n", "utf-8")
    out = tmp_path / "uit.csv"
    asked = ["--data", str(tmp_path / "personen.csv"), "--children", str(tmp_path / "kinderen.csv"), "--out", str(out)]
    assert run(["run", f"{law}:{output}", "--on", DAY, *asked]) == 0
    return int(out.read_text("utf-8").splitlines()[1].split(",")[1])


@pytest.mark.parametrize(
    ("child", "euros"),
    [
        (CARE, 10_944),  # nobody says what was paid: what is owed, 96 percent of 12 x 100 x 9.50
        ({**CARE, "opvangkosten_betaald": 0}, 0),  # nothing was paid, and that is said
        ({**CARE, "opvangkosten_betaald": 570_000}, 5_472),
        ({**CARE, "opvanguren_per_maand": 0}, 0),
    ],
)
def test_childcare_costs_that_nobody_tells_are_what_is_owed(
    tmp_path: Path, child: dict[str, object], euros: int
) -> None:
    law, output = "wet_kinderopvang", "hoogte_kinderopvangtoeslag"
    case = {"geboortedatum": "1985-01-01", "loon_uit_dienstbetrekking": 3_000_000, "kinderen": [child]}
    told = uv.laws(on=DAY).explain(f"{law}:{output}", case)
    assert told.value == euros * 100 == by_table(tmp_path, law, output, child)


RICH = {"geboortedatum": "1984-11-18", "spaargeld": 9_000_000, "is_huurder": False, "kale_huur": 0}
TENANT = {"geboortedatum": "2003-05-12", "spaargeld": 0, "is_huurder": True, "kale_huur": 95_000}


@pytest.mark.parametrize(
    ("person", "mate", "euros"),
    [
        (
            RICH,
            TENANT,
            3_100,
        ),  # twice the zorgtoeslag; no rent allowance: 90,000 euros lives in the house of the tenant
        ({**RICH, "spaargeld": 0}, TENANT, None),
        (TENANT, RICH, 3_100),
    ],
)
def test_a_housemate_lives_with_the_person_too(
    tmp_path: Path, person: dict[str, object], mate: dict[str, object], euros: int | None
) -> None:
    """The rent allowance of a housemate who has the lease looks at everybody in the home, whoever is asked about."""
    rows = "".join(
        f"{k + 1},{','.join(str(v).lower() for v in who.values())}\n" for k, who in enumerate((person, mate))
    )
    (tmp_path / "personen.csv").write_text(f"bsn,{','.join(person)}\n{rows}", "utf-8")
    (tmp_path / "samen.csv").write_text("bewoner_bsn,huisgenoot_bsn\n1,2\n2,1\n", "utf-8")
    out = tmp_path / "uit.csv"
    asked = ["--data", str(tmp_path / "personen.csv"), "--housemates", str(tmp_path / "samen.csv"), "--out", str(out)]
    what = "besteedbaar_inkomen:besteedbaar_inkomen_huishouden"
    assert run(["run", what, "--on", DAY, *asked]) == 0
    by_row = [int(line.split(",")[1]) for line in out.read_text("utf-8").splitlines()[1:]]
    told = [uv.laws(on=DAY).explain(what, {**a, "huisgenoten": [b]}).value for a, b in ((person, mate), (mate, person))]
    assert told == by_row
    if euros is not None:
        assert told[0] == euros * 100
