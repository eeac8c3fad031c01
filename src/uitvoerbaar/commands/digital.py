"""`uitvoerbaar digital`: DPIA pre-scan, AI Act class, IAMA and a record for the Algoritmeregister, from one entry."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.terminal import say, say_each, say_json

_HELP = """Toon wat een voornemen digitaal nodig heeft: DPIA, AI-verordening, IAMA, Algoritmeregister.

Gelezen uit digitaal.yaml in de map van het voornemen en uit de wet zelf. Met --out komt de registratie voor het
Algoritmeregister (publicatiestandaard 1.0) als algoritmeregister.json in die map.

\b
  uitvoerbaar digital huurtoeslag-2026
  uitvoerbaar digital mijn-voornemen/ --population out/bevolking --out out/digitaal"""


@click.command(help=_HELP)
@click.argument("proposal", metavar="VOORNEMEN")
@click.option(
    "--population", type=click.Path(path_type=Path), metavar="MAP", help="Map met een bevolking om op te tellen."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="MAP", help="Map voor de registratie.")
@click.option("--json", "as_json", is_flag=True, help="Geef alles als JSON.")
def command(proposal: str, population: Path | None, out: Path | None, as_json: bool) -> int:
    """Tell what is needed. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.digital import RECORD, digital_of
    from uitvoerbaar.face.places import check_places

    if out is not None:
        check_places(out / RECORD)
    found = digital_of(proposal, population)
    written = None if out is None else found.write(out)
    if as_json:
        say_json(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return 0
    say_each(found.lines(), as_json=True)
    if written is not None:
        say(tr("Registratie: {written}", written=written))
    return 0
