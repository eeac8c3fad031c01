"""`uitvoerbaar diff`: two assessments, or two proposals on the same people, and what differs."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Vergelijk twee toetsen: wat er verandert, voor wie, en welke bevindingen komen en gaan.

A en B zijn elk een map met een report.json, een report.json, of een voornemen (map of naam).
Een voornemen wordt eerst getoetst; geef dan --population, zodat beide op dezelfde mensen worden gerekend.
Twee toetsen van andere mensen of een ander jaar die geen wet en geen regeling gemeen hebben, zijn niet vergelijkbaar.
Alleen verschillen die groter zijn dan de bandbreedtes heten een verandering.
De pagina opent in de taal van --lang en heeft ook de andere; --one-language laat die weg.

\b
  uitvoerbaar diff out/toets-maart out/toets-april
  uitvoerbaar diff mijn-voorstel/ mijn-amendement/ --population out/bevolking --out out/verschil.html"""


@click.command(help=_HELP)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--population", type=click.Path(path_type=Path), help="Map met een bevolking, voor voornemens.")
@click.option("--out", type=click.Path(path_type=Path), help="De pagina die wordt geschreven (.html).")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option("--one-language", is_flag=True, help="Laat de andere taal uit de pagina.")
def command(a: str, b: str, population: Path | None, out: Path | None, lang: str, one_language: bool) -> int:
    """Tell the difference and write its page. Raises UserError for what cannot be read or run."""
    from uitvoerbaar.face.assessment import doubts_before, read_or_assess
    from uitvoerbaar.face.difference import difference_of
    from uitvoerbaar.face.places import check_places

    language: Lang = "en" if lang == "en" else "nl"
    check_places(out)
    for side in (a, b) if population is not None else ():
        say_each(doubts_before(side), err=True)
    difference = difference_of(read_or_assess(a, population), read_or_assess(b, population))
    page = out or Path("out") / f"verschil-{difference.a.proposal.id}-{difference.b.proposal.id}.html"
    difference.write(page, lang=language, one_language=one_language)
    say(difference.text(language))
    say(f"\n{page}")
    return 0
