"""`uitvoerbaar solve`: the same answer as the face gives, and refusals that say what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from uitvoerbaar.cli import run
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.population import population

ASK = [
    "solve",
    "--on",
    "2026-01-01",
    "--law",
    "wet_op_de_zorgtoeslag",
    "--article",
    "3",
    "--dial",
    "vermogensgrens_alleenstaand",
]
LIMIT, PARTNER = (f"3#definitions.vermogensgrens_{who}.value" for who in ("alleenstaand", "partner"))


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(2_000, 5)


def test_the_answer_holds_at_its_step_and_not_at_the_next(folk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*ASK, "--with", "vermogensgrens_partner=250.000", "--for", "kosten=0", "--population", str(folk)]
    assert run([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    live = LiveArticle(laws(on="2026-01-01"), "wet_op_de_zorgtoeslag", "3", population(folk).of_year).live
    only = found["found"][0]
    costs = [live.answer({PARTNER: 25_000_000, LIMIT: int(only[name])}).treasury.value for name in ("at", "beyond")]
    assert costs[0] <= 0 < costs[1]
    assert int(only["beyond"]) - int(only["at"]) == 1
    assert run(["--lang", "en", *words]) == 0
    told = capsys.readouterr().out
    assert "Proven" in told
    assert "Up to and including" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--for", "kosten"], "verwacht: kosten=EURO"),
        (["--for", "geluk=1"], "kan niet gevraagd worden"),
        (["--for", "kosten=0", "--with", "vermogensgrens_alleenstaand=1"], "kan niet ook met --with"),
        (["--for", "kosten=0", "--with", "vermogensgrens_partner"], "GETAL=WAARDE"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    words: list[str], told: str, folk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*ASK, *words, "--population", str(folk)]) == 1
    assert told in capsys.readouterr().err
