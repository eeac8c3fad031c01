"""`uitvoerbaar solve`: which value of a number of a law costs nothing, has few losers, or leaves nobody much worse off."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.terminal import say, say_each, say_json

_HELP = """Zoek de waarde van een getal in een wet waarbij iets geldt, op een bevolking.

\b
  uitvoerbaar solve --on 2026-01-01 --law wet_op_de_zorgtoeslag --article 3 \\
      --dial vermogensgrens_alleenstaand --for verliezers=1000 --population out/bevolking

\b
  --for kosten=0           alle regelingen samen kosten niets meer (of ten hoogste zoveel euro per jaar)
  --for verliezers=1000    ten hoogste zoveel huishoudens gaan erop achteruit
  --for achteruit=1%       niemand gaat er meer dan zoveel procent op achteruit

Met een VOORNEMEN gaat het om de wet na dat voornemen; met --with GETAL=WAARDE staan andere getallen van het artikel elders.
Is bewezen dat het cijfer één kant op gaat als het getal stijgt, dan is het antwoord het enige; anders wordt op een rooster
gezocht en staat dat erbij."""


@click.command(help=_HELP)
@click.argument("proposal", metavar="[VOORNEMEN]", required=False)
@click.option("--law", metavar="WET", required=True, help="De wet waarin het getal staat.")
@click.option("--article", metavar="ARTIKEL", required=True, help="Het artikel.")
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast, zonder voornemen.")
@click.option("--dial", metavar="GETAL", required=True, help="Het getal dat wordt gezocht.")
@click.option("--with", "others", multiple=True, metavar="GETAL=WAARDE", help="Een ander getal elders; mag vaker.")
@click.option("--for", "target", metavar="DOEL", required=True, help="Wat er moet gelden.")
@click.option(
    "--population", type=click.Path(path_type=Path), required=True, metavar="MAP", help="Map met een bevolking."
)
@click.option("--json", "as_json", is_flag=True, help="Geef alles als JSON.")
def command(
    proposal: str | None,
    law: str,
    article: str,
    date: str | None,
    dial: str,
    others: tuple[str, ...],
    target: str,
    population: Path,
    as_json: bool,
) -> int:
    """Say where it holds. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.extras import slow
    from uitvoerbaar.face.progress import bar
    from uitvoerbaar.face.proofs import doubts_of
    from uitvoerbaar.face.solve.run import solved
    from uitvoerbaar.face.solve.target import read_target
    from uitvoerbaar.face.sweep.run import place_of

    asked = read_target(target)
    place = place_of(proposal, law, [article], date)
    say_each(doubts_of(proposal), err=True)
    if told := slow():
        say(told, err=True)
    with bar(desc=tr("standen")) as shown:

        def look(done: int, of: int) -> None:
            shown.total = of
            shown.update(done - shown.n)

        found = solved(place, dial, others, asked, population, look)
    if as_json:
        say_json(json.dumps(found.found, ensure_ascii=False, indent=2))
        return 0
    for line in found.lines():
        say(line)
    return 0
