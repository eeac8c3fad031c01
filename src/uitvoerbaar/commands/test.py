"""`uitvoerbaar test`: run feature files on laws, and say of every scenario whether it holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.errors import UserError

if TYPE_CHECKING:
    from uitvoerbaar.engine.scenarios.report import Verdict

ALL_PASSED, FAILED, BAD_INPUT = 0, 1, 2

_HELP = """Draai scenario's (.feature) op wetten en zeg van elk of het klopt.

WETTEN is een map met wetsbestanden (of een bestand), SCENARIOS een .feature-bestand of een map ermee. De stappen zijn
die van het RegelRecht-formaat. Een scenario dat zakt krijgt de stappen van de wet erbij, met het artikel. In een tabel
is een lege cel onbekend en null afwezig.

De opdracht eindigt met 0 als alles slaagt, 1 als een scenario zakt, 2 als een bestand niet te lezen is.

\b
  uitvoerbaar test mijn-wetten/ mijn-wetten/scenarios/
  uitvoerbaar test data/laws scenario.feature --junit uitslag.xml"""


@click.command(help=_HELP)
@click.argument("laws", metavar="WETTEN", type=click.Path(path_type=Path))
@click.argument("scenarios", metavar="SCENARIOS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--junit", "junit_file", metavar="BESTAND", type=click.Path(path_type=Path), help="Schrijf JUnit-XML.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitslag als JSON.")
def command(laws: Path, scenarios: tuple[Path, ...], junit_file: Path | None, as_json: bool) -> int:
    """Print a verdict for every scenario; the exit code tells whether all of them passed."""
    from uitvoerbaar.engine.scenarios.report import feature_files, junit, run_files
    from uitvoerbaar.law import load_corpus

    try:
        verdicts = list(run_files(load_corpus([laws]), feature_files(scenarios)))
    except UserError as error:
        click.echo(str(error), err=True)
        return BAD_INPUT
    if junit_file is not None:
        junit_file.parent.mkdir(parents=True, exist_ok=True)
        junit_file.write_text(junit(verdicts), encoding="utf-8")
    counted = Counter(str(verdict.outcome) for verdict in verdicts)
    if as_json:
        click.echo(json.dumps({**counted, "scenarios": [v.as_json() for v in verdicts]}, indent=2, ensure_ascii=False))
    else:
        for verdict in verdicts:
            _show(verdict)
        click.echo(_summary(counted))
    if counted["invalid"]:
        return BAD_INPUT
    return FAILED if counted["failed"] else ALL_PASSED


def _show(verdict: Verdict) -> None:
    from uitvoerbaar.engine.scenarios.report import WORDS

    said = f": {verdict.message}" if verdict.message else ""
    named = f" {verdict.name}" if verdict.name else ""
    click.echo(f"{WORDS[verdict.outcome]}: {verdict.file}:{verdict.line}{named}{said}")
    for line in verdict.trace:
        click.echo(f"    {line}")


def _summary(counted: Counter[str]) -> str:
    """The last line: how many scenarios, and what came of them."""
    from uitvoerbaar.engine.scenarios.report import WORDS

    parts = [f"{counted[name]} {word}" for name, word in WORDS.items() if counted[name] or name in ("passed", "failed")]
    return f"{sum(counted.values())} scenario's: {', '.join(parts)}"
