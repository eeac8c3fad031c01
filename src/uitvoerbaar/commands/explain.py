"""`uitvoerbaar explain`: one case, exact, with the steps of the law that lead to the answer."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from uitvoerbaar.commands.terminal import say, say_json

_HELP = """Reken een geval na en leg uit hoe de wet eraan komt.

WET is het id van een wet, UITKOMST een uitkomst van die wet. Een bedrag zonder eenheid is in eurocent (2500000 is 25.000
euro); schrijf 25000euro, €25.000 of 25000,50 voor euro's. Wat u niet noemt krijgt de standaard uit de registercatalogus; de uitleg
noemt elke standaard die meetelt.

\b
  gegevens van de persoon    --with geboortedatum=1990-05-01 --with loon_uit_dienstbetrekking=2500000
  van de partner             --with partner.loon_uit_dienstbetrekking=1800000
  van een kind               --with kind.1.geboortedatum=2020-03-01
  van een huisgenoot         --with huisgenoot.1.geboortedatum=1970-01-01
  een tussenuitkomst zelf    --with gezamenlijk_toetsingsinkomen=2000000

Met --then ziet u wat de uitkomst wordt als gegevens veranderen, met --side beide wat een voornemen verandert.

\b
  uitvoerbaar explain wet_op_de_zorgtoeslag hoogte_zorgtoeslag --on 2026-01-01 \\
      --with loon_uit_dienstbetrekking=2500000"""


@click.command(help=_HELP)
@click.argument("law", metavar="WET")
@click.argument("output", metavar="UITKOMST")
@click.option("--on", "date", required=True, metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option(
    "--with", "pairs", multiple=True, metavar="NAAM=WAARDE", help="Een gegeven van het geval; vaker te noemen."
)
@click.option(
    "--then",
    "changes",
    multiple=True,
    metavar="NAAM=WAARDE",
    help="Een gegeven dat daarna anders is: toon ook wat de uitkomst dan wordt, en het verschil; vaker te noemen.",
)
@click.option(
    "--case",
    "case_file",
    type=click.Path(path_type=Path),
    help="Bestand (YAML of JSON) met gegevens; --with gaat voor.",
)
@click.option(
    "--laws",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Map met wetsbestanden, in plaats van de onze; vaker te noemen.",
)
@click.option("--proposal", metavar="VOORNEMEN", help="Met de gewijzigde wetten van een voornemen.")
@click.option(
    "--side",
    type=click.Choice(["voor", "na", "beide"]),
    default="na",
    show_default=True,
    help="Met --proposal: de wet voor of na het voornemen, of beide naast elkaar.",
)
@click.option("--all", "everything", is_flag=True, help="Toon alle stappen, ook in andere wetten.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitleg als JSON, met alle stappen.")
@click.option(
    "--pin",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Schrijf het geval als scenario (.feature), dat 'uitvoerbaar test' draait; erachter als het bestand er is.",
)
def command(
    law: str, output: str, date: str, pairs: tuple[str, ...], changes: tuple[str, ...], case_file: Path | None,
    laws: tuple[Path, ...], proposal: str | None, side: str, everything: bool, as_json: bool,
    pin: Path | None,
) -> int:  # fmt: skip
    """Print the explained case. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.case import read_facts
    from uitvoerbaar.face.compare import beside, sides_of
    from uitvoerbaar.face.laws import as_day

    case, changed = read_facts(case_file, pairs), read_facts(None, changes, "--then").facts
    sides = sides_of(date, proposal, side, laws)
    as_day(date)
    made = beside(sides, (law, output), case, changed, "--then")
    for note in made.notes:
        say(note, err=True)
    if pin is not None:
        from uitvoerbaar.face.pins import pin_cases

        say(pin_cases(pin, made.explained), err=True)
    if as_json:
        told = made.as_json() if made.compares else made.last.as_json()
        say_json(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    if made.compares:
        say(f"{made.text()}\n")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    say(made.last.text(everything=everything, width=width))
    return 0
