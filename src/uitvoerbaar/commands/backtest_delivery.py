"""`uitvoerbaar backtest-delivery`: the queues run on what happened, beside the published figures."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Laat de wachtrijen los op wat er gebeurde, en zet de uitkomst naast de gepubliceerde cijfers.

CBR, BelastingTelefoon, UHT, UWV en IND. Per cijfer staat erbij of het model daarop is geijkt of het voorspelde; missers
blijven staan. De pagina komt in de map van --out.

\b
  uitvoerbaar backtest-delivery --out out/terugblik"""


@click.command(help=_HELP)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Zaad van het toeval.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Map.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal.")
def command(seed: int, out: Path, lang: str) -> int:
    """Print a line per comparison and write the page."""
    from uitvoerbaar.face.lookback import backtests
    from uitvoerbaar.face.places import check_places

    language: Lang = "en" if lang == "en" else "nl"
    check_places(out / "terugblik.html")
    made = backtests(seed=seed)
    say_each(made.lines())
    say(made.write(out, lang=language))
    return 0
