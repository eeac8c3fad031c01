"""`uitvoerbaar report`: make the page of a report again from its JSON, as HTML or PDF."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.commands.terminal import say

_HELP = """Maak de pagina van een toets opnieuw uit een report.json.

De pagina komt naast BESTAND te staan, of waar --out zegt. Er wordt niets opnieuw gerekend.
Klopt het bestand niet, dan ziet u alle fouten in een keer, met hun plaats in het bestand.

\b
  uitvoerbaar report out/toets/report.json
  uitvoerbaar report out/toets/report.json --pdf
  uitvoerbaar report out/toets/report.json --parliament --pdf
  uitvoerbaar report out/toets/report.json --lang en --out toets-en.html

--parliament maakt de versie voor het parlement: twee pagina's."""


@click.command(help=_HELP)
@click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option("--pdf", is_flag=True, help="Maak een PDF in plaats van HTML.")
@click.option("--parliament", is_flag=True, help="Maak de versie van twee pagina's voor het parlement.")
@click.option("--out", type=click.Path(path_type=Path), help="Het bestand dat wordt geschreven.")
def command(file: Path, lang: str, pdf: bool, parliament: bool, out: Path | None) -> int:
    """Write the page and print its path. Raises ReportError when the file does not fit the format, PdfMissing without
    the extra for PDF.
    """
    from uitvoerbaar.face.assessment import Lang
    from uitvoerbaar.face.pages import write_page

    language: Lang = "en" if lang == "en" else "nl"
    say(str(write_page(file, out, language, pdf=pdf, parliament=parliament)))
    return 0
