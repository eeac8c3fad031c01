"""`uitvoerbaar curve`: net income of one household along one fact, drawn, with every jump and its article."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang, said, tr
from uitvoerbaar.commands.set_numbers import reformed, say_unread, set_options
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Teken het netto inkomen van een huishouden langs een gegeven, met elke sprong en het artikel erbij.

Het huishouden staat in een bestand (--case) of in --with, zoals bij uitvoerbaar explain (een bedrag
zonder eenheid is in eurocent; schrijf 25000euro of €25.000 voor euro's). Met --proposal staan de wet voor
en na een voornemen in een beeld, met --set de wet met en zonder een ander getal. De pagina en
een tabel (CSV) komen in de map van --out. De pagina opent in de taal van --lang en heeft ook de andere; --one-language
laat die weg.

\b
  uitvoerbaar curve --on 2026-01-01 --case data/personas/chantal.yaml
  uitvoerbaar curve --on 2026-01-01 --along huur --proposal huurtoeslag-2026 --case data/personas/lotte.yaml"""


@click.command(help=_HELP)
@click.option("--on", "date", required=True, metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--case", "case_file", type=click.Path(path_type=Path), help="Bestand (YAML of JSON) met gegevens.")
@click.option("--with", "pairs", multiple=True, metavar="NAAM=WAARDE", help="Een gegeven; gaat voor --case.")
@click.option(
    "--along",
    default="inkomen",
    show_default=True,
    metavar="GEGEVEN",
    help="Wat varieert: inkomen, huur, spaargeld, opvanguren of opvangkosten.",
)
@click.option("--proposal", metavar="VOORNEMEN", help="Teken de wet voor en na een voornemen.")
@set_options
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Map.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option("--one-language", is_flag=True, help="Laat de andere taal uit de pagina.")
def command(
    date: str,
    case_file: Path | None,
    pairs: tuple[str, ...],
    along: str,
    proposal: str | None,
    numbers: tuple[str, ...],
    save: Path | None,
    out: Path,
    lang: str,
    one_language: bool,
) -> int:
    """Write the page and the table. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.asked import output_of
    from uitvoerbaar.face.case import read_facts
    from uitvoerbaar.face.compare import sides_of
    from uitvoerbaar.face.curve import draw
    from uitvoerbaar.face.laws import as_day
    from uitvoerbaar.face.places import check_places

    language: Lang = "en" if lang == "en" else "nl"
    words = [*(("--case", str(case_file)) if case_file else ()), *(w for pair in pairs for w in ("--with", pair))]
    check_places(out / "lijn.html")
    day = as_day(date)
    made = reformed(numbers, save, day, proposal)
    curve = draw(read_facts(case_file, pairs), along, day, proposal if made is None else made, tuple(words))
    if made is not None:
        say_unread(made, sides_of(day, str(made), "na")[0], [output_of("netto")])
    say_each(curve.notes, err=True)
    say_each(tr("Let op: {warning}", warning=said(warning)) for warning in curve.warnings)
    for path in curve.write(out, lang=language, one_language=one_language):
        say(path)
    say_each(f"  {line}" for line in curve.lines(language))
    return 0
