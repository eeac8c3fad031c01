"""`uitvoerbaar show`: a law or an article looked up, or what changed in it between two days."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.terminal import say, say_json

_HELP = """Toon een wet of een artikel: de tekst, de regel in woorden, de parameters met hun bron en hun verloop door de versies,
wat het leest, waar het wordt gelezen, en wat niet is gemodelleerd.

Met --between ziet u wat er tussen twee dagen verandert, artikel voor artikel.

\b
  uitvoerbaar show wet_op_de_zorgtoeslag 2 --on 2026-01-01
  uitvoerbaar show wet_op_de_zorgtoeslag --between 2025-01-01 2026-01-01"""


@click.command(help=_HELP)
@click.argument("law", metavar="WET")
@click.argument("article", metavar="[ARTIKEL]", required=False)
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast; zonder: vandaag.")
@click.option("--between", nargs=2, metavar="JJJJ-MM-DD JJJJ-MM-DD", help="Toon wat er tussen twee dagen verandert.")
@click.option("--laws", multiple=True, type=click.Path(path_type=Path), help="Map met wetten, in plaats van de onze.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf het als JSON.")
def command(
    law: str,
    article: str | None,
    date: str | None,
    between: tuple[str, str] | None,
    laws: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Print what was looked up. Raises UserError for an unknown law or article, with a did-you-mean."""
    from uitvoerbaar.face.show import show

    if date and between:
        raise click.UsageError(tr("geef --on of --between, niet allebei"))
    shown = show(law, article, on=date, between=between or None, folders=laws or None)
    if as_json:
        say_json(json.dumps(shown.as_json(), indent=2, ensure_ascii=False, default=str))
    else:
        say(shown.text())
    return 0
