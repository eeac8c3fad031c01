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
