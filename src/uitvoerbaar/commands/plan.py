"""`uitvoerbaar plan`: when which measure can be done, and what gives when one is pushed in."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang, speak, tr
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Plan een portefeuille: welke maatregel wanneer, zodat niemand meer wordt gevraagd dan er is.

PORTEFEUILLE is een bestand (portefeuille.yaml), een map daarmee, of de naam van een die meekomt. Wat het plan kan breken staat
erin: wat moet, de volgorde, vaste verandermomenten, en per kwartaal wat elke organisatie heeft.

\b
  uitvoerbaar plan brief-2021 --out out/plan
  uitvoerbaar plan brief-2021 --push huurtoeslag-eenvoud=2023K1
  uitvoerbaar plan brief-2021 --last out/plan/plan.json --out out/plan-2

Met --push schuift u een maatregel naar het kwartaal waarin die moet gelden en ziet u wat ervoor wijkt. Met --last blijft het
plan zo dicht mogelijk bij het vorige. Kan een wens niet, dan is dat door twee programma's bevestigd en staat erbij waarom."""


@click.command(help=_HELP)
@click.argument("portfolio", metavar="PORTEFEUILLE")
@click.option(
    "--push", "pushes", multiple=True, metavar="MAATREGEL=KWARTAAL", help="Schuif naar dit kwartaal; mag vaker."
)
@click.option("--last", type=click.Path(path_type=Path), metavar="BESTAND", help="Het vorige plan (plan.json).")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="MAP", help="Map voor plan en bladzijde."
)
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=20.0, show_default=True, help="Zoek zo lang.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal.")
def command(
    portfolio: str, pushes: tuple[str, ...], last: Path | None, out: Path | None, seconds: float, lang: Lang
) -> int:
    """Plan it and tell the outcome; 1 when there is no plan. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.plan.lines import lines
    from uitvoerbaar.face.plan.run import plan

    with speak(lang):
        made = plan(portfolio, pushes=pushes, last=last, seconds=seconds)
        say_each(lines(made.data))
        if out is not None:
            for path in made.write(out):
                say(tr("Geschreven: {path}", path=path))
    return 0 if made.data["score"] is not None else 1
