"""`uitvoerbaar serve`: the laws in a browser, on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.extras import require
from uitvoerbaar.commands.terminal import say

_HELP = """Open de wetten in de browser: een kleine webserver op deze machine.

Hij noemt (en opent) een adres dat eenmaal werkt en u als eigenaar binnenlaat. Zonder --host kan alleen deze machine erbij.
Stoppen met Ctrl-C.

\b
  uitvoerbaar serve
  uitvoerbaar serve --population out/bevolking
  uitvoerbaar serve --port 9000 --no-browser

Voor een organisatie (PostgreSQL, https): docs/desk.md."""


@click.command(help=_HELP)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADRES", help="Waar de server luistert.")
@click.option("--port", type=int, default=8000, show_default=True, metavar="POORT", help="Poort; 0 neemt een vrije.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Map voor de databank, in plaats van die van de gebruiker."
)
@click.option(
    "--population",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="De bevolking voor de werkbank; zonder: 100.000 huishoudens, de eerste keer gemaakt.",
)
@click.option("--no-browser", is_flag=True, help="Open geen browser.")
def command(host: str, port: int, data: Path | None, population: Path | None, no_browser: bool) -> int:
    """Serve until it is stopped. Raises UserError for a taken port or a folder that cannot be used."""
    require("desk")
    from uitvoerbaar.desk.serve import serve

    serve(host, port, data=data, population=population, browser=not no_browser, say=say)
    return 0
