"""`uitvoerbaar organisations`: who carries laws out, with every figure's source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.commands.terminal import say, say_json

if TYPE_CHECKING:
    from uitvoerbaar.face.organisations import KnownOrganisation, KnownOrganisations

_HELP = """Toon wie wetten uitvoert: uitvoerders, provincies, waterschappen en gemeenten, elk cijfer met bron, jaar en zekerheid.

NAAM is een naam, afkorting of code. Met --own gaan uw eigen cijfers voor: een CSV met de kolommen organisatie, maat, waarde,
eenheid, jaar en bron (en als u wilt periode, laag, hoog en url). Een maat met een punt is van een proces, zoals bezwaar.minuten.

\b
  uitvoerbaar organisations
  uitvoerbaar organisations SVB
  uitvoerbaar organisations GM0363 --json
  uitvoerbaar organisations "Dienst Toeslagen" --own eigen.csv"""


@click.command(help=_HELP)
@click.argument("name", metavar="[NAAM]", required=False)
@click.option("--own", type=click.Path(path_type=Path), help="CSV met eigen cijfers, die voor de onze gaan.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf alles als JSON.")
def command(name: str | None, own: Path | None, as_json: bool) -> int:
    """Print the list or one organisation. Raises UserError for an unknown name or a file that is wrong."""
    from uitvoerbaar.face.organisations import organisation, organisations

    told: KnownOrganisation | KnownOrganisations = organisations(own) if name is None else organisation(name, own)
    if as_json:
        say_json(json.dumps(told.as_json(), indent=2, ensure_ascii=False))
    else:
        say(told.text())
    return 0
