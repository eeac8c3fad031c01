"""`uitvoerbaar check`: read law files and show everything that is wrong with them in one run."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.limits import LISTED
from uitvoerbaar.commands.terminal import say, say_each, say_json

_HELP = """Controleer wetsbestanden (RegelRecht-YAML) en voornemens, en toon alle fouten in een keer.

PAD is een bestand of een map; zonder PAD worden de meegeleverde wetten gecontroleerd.
Elke melding noemt bestand, regel en artikel, wat er verwacht werd en wat u kunt doen.
De opdracht eindigt met code 1 als er een fout is; waarschuwingen alleen geven code 0.

\b
  uitvoerbaar check
  uitvoerbaar check mijn-voornemen/ --json"""


@click.command(help=_HELP)
@click.argument("paths", metavar="[PAD...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--registers", type=click.Path(path_type=Path), help="Map met de registercatalogus, in plaats van de onze."
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de meldingen als JSON.")
def command(paths: tuple[Path, ...], registers: Path | None, as_json: bool) -> int:
    """Print every problem; 1 when one of them is an error, else 0. Raises UserError for a path that does not exist."""
    from uitvoerbaar.face.check import check, check_all

    # Who reads JSON gets JSON, also when a path cannot be looked at.
    checked = (check_all if as_json else check)(*paths, registers=registers)
    if as_json:
        say_json(json.dumps(checked.as_json(), indent=2))
    else:
        say_each(checked.told(LISTED.most), as_json=True)
        say(str(checked))
    return 1 if checked.errors else 0
