"""`uitvoerbaar queue`: one process followed over the months: what waits, who is late, how many people it takes."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Volg een werkproces in de tijd: wat er ligt te wachten, wie te laat een besluit krijgt, en hoeveel mensen het vraagt.

Het bestand noemt wat er per maand binnenkomt, hoeveel minuten een zaak kost, de wettelijke termijn en het personeel. Een
voorbeeld om te kopiëren staat in data/queues/voorbeelden. De pagina met grafieken komt in de map van --out.

\b
  uitvoerbaar queue data/queues/voorbeelden/toeslag_aanvraag.yaml --out out/wachtrij"""


@click.command(help=_HELP)
@click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Zaad van het toeval.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Map.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal.")
def command(file: Path, seed: int, out: Path, lang: str) -> int:
    """Print what it comes to and write the page. Raises UserError for a file that cannot be used."""
    from uitvoerbaar.face.places import check_places
    from uitvoerbaar.face.queue import queue

    language: Lang = "en" if lang == "en" else "nl"
    check_places(out / "wachtrij.html")
    made = queue(file, seed=seed)
    say_each(made.lines())
    say(made.write(out, lang=language))
    return 0
