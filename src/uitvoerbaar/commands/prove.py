"""`uitvoerbaar prove`: prove a property of a law for every household, or show the simplest household that breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.seconds import Seconds
from uitvoerbaar.commands.terminal import say, say_each, say_json

_HELP = """Bewijs eigenschappen van een wet voor elk huishouden, of toon het eenvoudigste huishouden dat ze breekt.

WAT is het id van een wet, of een voornemen (dan telt de wet na het voornemen). De eigenschappen staan in
data/properties; zonder --property worden ze allemaal gevraagd. Een uitkomst is bewezen, weerlegd of onbeslist.
Een bewijs geldt voor de huishoudens en aannames die erbij staan. Elke weerlegging is nagerekend met de uitleg.

\b
  uitvoerbaar prove kinderopvangtoeslag-2015 --property c
  uitvoerbaar prove wet_op_de_huurtoeslag --on 2025-01-01 --property a-huur
  uitvoerbaar prove --all --timeout 60"""


@click.command(help=_HELP)
@click.argument("what", metavar="[WAT]", required=False)
@click.option("--property", "name", metavar="ID", help="Een eigenschap, of een letter voor een groep.")
@click.option(
    "--timeout",
    "seconds",
    type=Seconds(min=1),
    default=60.0,
    show_default=True,
    metavar="SECONDEN",
    help="Tijd per eigenschap en wetsversie.",
)
@click.option("--on", "day", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--all", "everything", is_flag=True, help="Alle meegeleverde versies van de wetten met eigenschappen.")
@click.option(
    "--side",
    type=click.Choice(["voor", "na"]),
    default="na",
    show_default=True,
    help="Bij een voornemen: de wet ervoor of erna.",
)
@click.option("--fresh", is_flag=True, help="Vraag opnieuw, ook wat al beslist was.")
@click.option(
    "--population",
    type=click.Path(path_type=Path),
    help="Map met een bevolking: tel bij elke weerlegging hoeveel huishoudens er zo zijn.",
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomsten als JSON.")
@click.option(
    "--pin",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Schrijf elke weerlegging als scenario (.feature), dat 'uitvoerbaar test' draait.",
)
def command(
    what: str | None,
    name: str | None,
    seconds: float,
    day: str | None,
    everything: bool,
    side: str,
    fresh: bool,
    population: Path | None,
    as_json: bool,
    pin: Path | None,
) -> int:
    """Print what is decided. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.extras import need_solver
    from uitvoerbaar.face.places import check_places
    from uitvoerbaar.face.proof_table import counts, lines, table
    from uitvoerbaar.face.proofs import doubts_of, is_law, proving

    need_solver()
    if (what is None) == (not everything):
        raise click.UsageError(tr("noem een wet of een voornemen, of geef --all"))
    belongs("side", tr("een voornemen"), there=what is not None and not is_law(what))
    check_places(pin)
    made = []
    say_each(doubts_of(what, day), err=True)
    for one in proving(what, name, seconds=seconds, day=day, side=side, fresh=fresh, population=population):
        made.append(one)
        if not as_json:
            say_each(lines(one.proof, brief=everything), as_json=True)
            say_each((f"  {beside}" for beside in one.told()), as_json=True)
    if pin is not None:
        from uitvoerbaar.face.pins import pin_refutations

        say(pin_refutations(pin, made), err=True)
    if as_json:
        applicable = [one.as_json() for one in made if one.proof.result != "not_applicable"]
        say_json(json.dumps(applicable, indent=2, ensure_ascii=False))
    elif everything:
        proofs = [one.proof for one in made]
        say("\n".join([*table(proofs), counts(proofs)]))
    return 0
