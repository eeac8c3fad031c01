"""`uitvoerbaar chain`: from law to register, holder, facility and supplier, and what stops when one of them fails."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.terminal import say, say_each, say_json

_HELP = """Toon de keten achter regelingen: registraties, houders, voorzieningen en leveranciers, en wat stopt bij uitval.

Zonder VOORNEMEN of WET gaat het om alle regelingen op de dag van --on (zonder: vandaag). Met --population wordt geteld voor
hoeveel huishoudens een gegeven nodig is, en wat de uitval van een schakel kost. --out schrijft een pagina met het beeld.

\b
  uitvoerbaar chain wet_op_de_huurtoeslag --on 2026-01-01
  uitvoerbaar chain --fails BRI --days 14 --on 2026-01-01 --population out/bevolking
  uitvoerbaar chain huurtoeslag-2026 --population out/bevolking --out out/keten"""


@click.command(help=_HELP)
@click.argument("what", metavar="[VOORNEMEN|WET]", required=False)
@click.option("--fails", metavar="SCHAKEL", help="De schakel die uitvalt, zoals BRI, DigiD of Diginetwerk.")
@click.option("--days", type=int, default=14, show_default=True, metavar="DAGEN", help="Hoe lang die uitvalt.")
@click.option(
    "--population", type=click.Path(path_type=Path), metavar="MAP", help="Map met een bevolking om op te tellen."
)
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast, zonder voornemen.")
@click.option(
    "--chain",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="MAP",
    help="Map met een eigen keten, in plaats van data/keten.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="MAP", help="Map voor de pagina.")
@click.option("--json", "as_json", is_flag=True, help="Geef alles als JSON.")
def command(
    what: str | None,
    fails: str | None,
    days: int,
    population: Path | None,
    date: str | None,
    folder: Path | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Tell the chain. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.chain import chain_of
    from uitvoerbaar.face.places import check_places

    belongs("days", "--fails", there=fails is not None)
    if out is not None:
        check_places(out / "keten.html")
    found = chain_of(what, fails=fails, days=days, population=population, on=date, folder=folder)
    page = None if out is None else found.write(out)
    if as_json:
        say_json(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return 0
    say_each(found.lines(), as_json=True)
    if page is not None:
        say(tr("Pagina: {page}", page=page))
    return 0
