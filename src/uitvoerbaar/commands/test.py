"""`uitvoerbaar test`: run feature files on laws, and say of every scenario whether it holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.limits import LISTED
from uitvoerbaar.commands.terminal import safe, say, say_each, say_json

ALL_PASSED, FAILED, BAD_INPUT = 0, 1, 2

_HELP = """Draai scenario's (.feature) op wetten en zeg van elk of het klopt.

WETTEN is een map met wetsbestanden (of een bestand), of de map van een voornemen: dan geldt de wet zoals zij daarna is.
SCENARIOS is een .feature-bestand of een map ermee. De stappen zijn die van het RegelRecht-formaat. Een scenario dat
zakt krijgt de stappen van de wet erbij, met het artikel. In een tabel is een lege cel onbekend en null afwezig.

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
    from uitvoerbaar.face.places import check_places
    from uitvoerbaar.face.scenarios import run_scenarios

    try:
        check_places(junit_file)
        made = run_scenarios(laws, scenarios)
        if junit_file is not None:
            made.write_junit(junit_file)
    except UserError as error:
        say(safe(str(error)), err=True)
        if as_json:
            say_json(json.dumps({"error": {"message": str(error), **error.fields}}, indent=2, ensure_ascii=False))
        return BAD_INPUT
    if as_json:
        say_json(json.dumps(made.as_json(), indent=2, ensure_ascii=False))
    else:
        say_each(made.lines(LISTED.most), as_json=True)
        say(made)
    if made.counted["invalid"]:
        return BAD_INPUT
    return FAILED if made.counted["failed"] else ALL_PASSED
