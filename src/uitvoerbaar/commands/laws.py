"""`uitvoerbaar laws`: which laws there are, with their versions and outputs, and who carries them out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.terminal import say, say_json

if TYPE_CHECKING:
    from uitvoerbaar.face.coverage import Coverage
    from uitvoerbaar.face.known import KnownLaws
    from uitvoerbaar.face.numbers import LawNumbers

_HELP = """Toon welke wetten er zijn: versies, uitkomsten, wie ze uitvoert, en wat niet is gemodelleerd.

De uitkomsten zijn die van de versie die op de dag van --on geldt (zonder: vandaag). Een regeling is een korte naam voor
een uitkomst, bijvoorbeeld voor uitvoerbaar run.

\b
  uitvoerbaar laws
  uitvoerbaar laws --on 2015-01-01 --json
  uitvoerbaar laws --coverage participatiewet
  uitvoerbaar laws --numbers wet_op_de_zorgtoeslag --on 2026-01-01"""


@click.command(help=_HELP)
@click.argument("only", metavar="[WET...]", nargs=-1)
@click.option(
    "--coverage",
    is_flag=True,
    help="Toon per artikel of het is gemodelleerd, deels of niet, en wat er ontbreekt; zonder WET van alle wetten.",
)
@click.option(
    "--numbers",
    is_flag=True,
    help="Toon de getallen van de regels: waar elk in de tekst staat, of waarom niet; zonder WET van alle versies.",
)
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--laws", multiple=True, type=click.Path(path_type=Path), help="Map met wetten, in plaats van de onze.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de lijst als JSON.")
def command(
    only: tuple[str, ...], coverage: bool, numbers: bool, date: str | None, laws: tuple[Path, ...], as_json: bool
) -> int:
    """Print the list. Raises UserError for a day, law or law file that cannot be read."""
    from uitvoerbaar.face.laws import laws as laws_on

    if only and not coverage and not numbers:
        raise click.UsageError(
            tr("WET hoort bij --coverage of --numbers; een wet bekijken doet u met: uitvoerbaar show WET")
        )
    if coverage and numbers:
        raise click.UsageError(tr("kies --coverage of --numbers"))
    found = laws_on(date, folders=laws or None)
    told: Coverage | KnownLaws | LawNumbers
    if numbers:
        from uitvoerbaar.face.numbers import numbers_of_laws

        told = numbers_of_laws(found, only)
    else:
        told = found.coverage(only) if coverage else found.known
    if as_json:
        say_json(json.dumps(told.as_json(), indent=2, ensure_ascii=False))
    else:
        say(told.text())
    return 0
