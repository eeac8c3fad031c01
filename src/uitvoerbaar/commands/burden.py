"""`uitvoerbaar burden`: what duties ask of businesses and citizens by the standard cost model, one or several together."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.commands.terminal import say, say_json

_HELP = """Bereken wat plichten kosten: per plicht, naar grootte en sector, voor en na een voornemen.

PLICHTEN is een naam die wij leveren (werkgebonden-personenmobiliteit), een bestand met plichten, of de map van een
voornemen met een plichten.yaml. Noem er meer om ze op te tellen. Met de vier vragen van de ATR en de MKB-toets.

\b
  uitvoerbaar burden werkgebonden-personenmobiliteit
  uitvoerbaar burden mijn-voornemen ander-voornemen --out out/regeldruk"""


@click.command(help=_HELP)
@click.argument("names", metavar="PLICHTEN...", nargs=-1, required=True)
@click.option("--rates", type=click.Path(path_type=Path), help="Eigen uurtarieven, in plaats van de onze.")
@click.option("--out", type=click.Path(path_type=Path), help="Map voor een pagina met figuren.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de figuren als JSON.")
def command(names: tuple[str, ...], rates: Path | None, out: Path | None, as_json: bool) -> int:
    """Print the burden, and write the page. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.burden import PAGE, burden
    from uitvoerbaar.face.places import check_places

    check_places(None if out is None else out / PAGE)
    found = burden(names, rates)
    if as_json:
        say_json(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        say(found.text())
    if out is not None:
        for path in found.write(out):
            say(path, err=as_json)
    return 0
