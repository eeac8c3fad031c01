"""`uitvoerbaar businesses`: the synthetic businesses, and the first NOW run on them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.terminal import say, say_json

_HELP = """Toon de synthetische bedrijven van een jaar, of draai een regeling voor bedrijven erop.

Zonder REGELING staan er de bedrijven naar sector en grootte. REGELING is NOW-1: de eerste noodmaatregel voor loonkosten,
met voorschotten, terugvorderingen, de sprong bij de grens en wat een vergissing kost, naast wat is gepubliceerd.

\b
  uitvoerbaar businesses --year 2025
  uitvoerbaar businesses NOW-1 --out out/now"""


@click.command(help=_HELP)
@click.argument("scheme", metavar="[REGELING]", required=False)
@click.option("--year", type=int, default=2025, show_default=True, help="Jaar van de bedrijven.")
@click.option("--seed", type=int, default=1, show_default=True, help="Zaad van de trekkingen.")
@click.option("--out", type=click.Path(path_type=Path), help="Map voor een pagina met figuren.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de figuren als JSON.")
def command(scheme: str | None, year: int, seed: int, out: Path | None, as_json: bool) -> int:
    """Print the businesses or the outcome, and write the page. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.businesses import NOW, PAGE, businesses_text, now
    from uitvoerbaar.face.places import check_places

    if scheme is None:
        if out is not None or as_json:
            raise click.UsageError(tr("--out en --json horen bij een regeling: uitvoerbaar businesses NOW-1"))
        say(businesses_text(year, seed))
        return 0
    if scheme.upper() != NOW:
        raise click.UsageError(tr("de regeling '{scheme}' is er niet; kies NOW-1", scheme=scheme))
    belongs("year", tr("de bedrijven zelf; een regeling heeft haar eigen jaar"), there=False)
    check_places(None if out is None else out / PAGE)
    found = now(seed)
    if as_json:
        say_json(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        say(found.text())
    if out is not None:
        for path in found.write(out):
            say(path, err=as_json)
    return 0
