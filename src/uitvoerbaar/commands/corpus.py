"""`uitvoerbaar corpus`: laws in and out as a folder in the layout of RegelRecht."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.terminal import say, say_json

_HELP = """Wisselen van wetten, als map in de indeling van RegelRecht (nl/LAAG/WET/JJJJ-MM-DD.yaml).

\b
  uitvoerbaar corpus export uit/wetten.zip --on 2026-01-01
  uitvoerbaar corpus compare regelrecht/corpus/regulation
  uitvoerbaar corpus proposal regelrecht/corpus/regulation mijn-voornemen --side na --on 2026-01-01"""

_EXPORT = """Schrijf onze wetten naar een nieuwe map, of naar een zip als UIT op .zip eindigt.

Zonder --on alle versies. Met --proposal de wetten zoals een kant van dat voornemen ze ziet, of alleen wat het meebrengt.
Een bestand dat niet veranderd is, is tot op de byte het onze."""

_COMPARE = "Vergelijk de wetten in een map met de onze, per wet en versie."

_PROPOSAL = """Maak van de wetten in een map een voornemen: aan één kant de onze, aan de andere die uit de map.

Wat het wordt is een map voor uitvoerbaar check en uitvoerbaar assess."""


@click.group(help=_HELP)
def command() -> None:
    """The group of verbs about exchanging laws."""


@command.command(name="export", help=_EXPORT)
@click.argument("out", metavar="UIT", type=click.Path(path_type=Path))
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="Alleen de versies die op deze dag gelden.")
@click.option("--proposal", metavar="VOORNEMEN", help="De wetten zoals dit voornemen ze ziet.")
@click.option("--side", type=click.Choice(["voor", "na"]), default="na", show_default=True, help="Welke kant ervan.")
@click.option("--changed", is_flag=True, help="Alleen wat het voornemen zelf meebrengt.")
def export(out: Path, date: str | None, proposal: str | None, side: str, changed: bool) -> int:
    """Write the laws. Raises UserError for what does not exist, and for a place that is taken."""
    from uitvoerbaar.face.exchange.layout import laws_out, proposal_out, write_files

    for name in ("changed", "side"):
        belongs(name, "--proposal", there=proposal is not None)
    if proposal is None:
        files = laws_out(date)
    else:
        if date is not None:
            raise click.UsageError(tr("--on kan niet bij --proposal: dat gaat over alle versies"))
        files = proposal_out(proposal, after=side == "na", whole=not changed)
    say(
        tr("{out}: {files}", out=write_files(files, out), files=trn(len(files), "{n} wetsbestand", "{n} wetsbestanden"))
    )
    return 0


@command.command(help=_COMPARE)
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Schrijf het als JSON.")
def compare(folder: Path, as_json: bool) -> int:
    """Tell what differs; exit code 1 when a file cannot be read. Raises UserError for a folder without laws."""
    from uitvoerbaar.face.exchange.comparison import sent_in

    found = sent_in(folder)
    if as_json:
        say_json(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        say(found.text())
    return 1 if found.broken else 0


@command.command(help=_PROPOSAL)
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.argument("out", metavar="UIT", type=click.Path(path_type=Path))
@click.option(
    "--side", type=click.Choice(["voor", "na"]), default="na", show_default=True, help="Aan welke kant de map ligt."
)
@click.option("--on", "date", required=True, metavar="JJJJ-MM-DD", help="De dag waarop beide kanten worden toegepast.")
@click.option("--title", default="", metavar="TEKST", help="Hoe het voornemen heet.")
def proposal(folder: Path, out: Path, side: Literal["voor", "na"], date: str, title: str) -> int:
    """Write the proposal. Raises UserError when nothing differs, and for a place that is taken."""
    from uitvoerbaar.face.exchange.comparison import sent_in
    from uitvoerbaar.face.exchange.layout import write_files
    from uitvoerbaar.face.exchange.side import as_proposal

    say(write_files(as_proposal(sent_in(folder), side, date, title), out))
    return 0
