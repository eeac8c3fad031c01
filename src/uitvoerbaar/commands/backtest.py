"""`uitvoerbaar backtest`: changes of law that were estimated or happened, beside the published figures."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang, tr
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Reken veranderingen van een wet door waarvan een raming of uitkomst bekend is, en zet ons cijfer ernaast.

Elke rij zegt hoe ver wij ernaast zitten, of het gepubliceerde cijfer zelf invoer van de bevolking is, en waarom een rij
mist. Een GEVAL is een id uit data/backtests/gevallen.yaml; zonder GEVAL alle. De pagina en de JSON komen in de map van --out.

Zijn de rijen voor deze bevolking vastgelegd en is er een veranderd, dan eindigt de opdracht met 1; met --record legt u ze
opnieuw vast.

\b
  uitvoerbaar backtest --population out/bevolking --out out/terugblik"""


@click.command(help=_HELP)
@click.argument("cases", metavar="[GEVAL]...", nargs=-1)
@click.option(
    "--population", type=click.Path(path_type=Path), required=True, metavar="MAP", help="Map met een bevolking."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="MAP", help="Map voor de pagina en de JSON.")
@click.option("--record", is_flag=True, help="Leg deze uitkomsten vast in data/backtests.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
def command(cases: tuple[str, ...], population: Path, out: Path | None, record: bool, lang: str) -> int:
    """Print a line per comparison, write the page, and end with 1 when a row moved. Raises UserError."""
    from uitvoerbaar.face.backtest import policy_backtests
    from uitvoerbaar.face.places import check_places
    from uitvoerbaar.face.progress import bar

    language: Lang = "en" if lang == "en" else "nl"
    if out is not None:
        check_places(out / "terugblik-beleid.html", out / "terugblik-beleid.json")
    with bar(desc=tr("terugblikken")) as shown:
        made = policy_backtests(population, cases, lambda _: shown.update(1) and None)
    say_each(made.lines())
    if out is not None:
        say_each(str(path) for path in made.write(out, lang=language))
    if record:
        say(made.record())
        return 0
    return 1 if made.moved else 0
