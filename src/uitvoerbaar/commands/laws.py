"""`uitvoerbaar laws`: which laws there are, with their versions and outputs, and who carries them out."""

from __future__ import annotations

import json
from pathlib import Path

import click

_HELP = """Toon welke wetten er zijn: versies, uitkomsten, wie ze uitvoert, en wat niet is gemodelleerd.

De uitkomsten zijn die van de versie die op de dag van --on geldt (zonder: vandaag). Een regeling is een korte naam voor
een uitkomst, bijvoorbeeld voor uitvoerbaar run.

\b
  uitvoerbaar laws
  uitvoerbaar laws --on 2015-01-01 --json"""


@click.command(help=_HELP)
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--laws", multiple=True, type=click.Path(path_type=Path), help="Map met wetten, in plaats van de onze.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de lijst als JSON.")
def command(date: str | None, laws: tuple[Path, ...], as_json: bool) -> int:
    """Print the list. Raises UserError for a day or law file that cannot be read."""
    from uitvoerbaar.face.laws import laws as laws_on

    known = laws_on(date, folders=laws or None).known
    click.echo(json.dumps(known.as_json(), indent=2, ensure_ascii=False) if as_json else known.text())
    return 0
