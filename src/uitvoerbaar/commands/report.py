"""`uitvoerbaar report`: make the page of a report again from its JSON, as HTML or PDF."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang, tr
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.terminal import say

_HELP = """Maak de pagina van een toets opnieuw uit een report.json.

De pagina komt naast BESTAND te staan, of waar --out zegt. Er wordt niets opnieuw gerekend.
Klopt het bestand niet, dan ziet u alle fouten in een keer, met hun plaats in het bestand.

\b
  uitvoerbaar report out/toets/report.json
  uitvoerbaar report out/toets/report.json --pdf
  uitvoerbaar report out/toets/report.json --parliament --pdf
  uitvoerbaar report out/toets/report.json --lang en --out toets-en.html
  uitvoerbaar report out/toets/report.json --lang en --one-language
  uitvoerbaar report out/toets/report.json --csv
  uitvoerbaar report out/toets/report.json --findings

De pagina opent in de taal van --lang en heeft ook de andere; --one-language laat die weg. PDF, CSV en de versie voor het
parlement zijn in een taal.
--parliament maakt de versie voor het parlement: twee pagina's.
--csv schrijft alle cijfers als CSV in een zip, een bestand per figuur of tabel.
--findings schrijft geen pagina, maar zet van elke bevinding naast elkaar wat de titel zegt, hoeveel dat er zijn en van wie."""


@click.command(help=_HELP)
@click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option("--pdf", is_flag=True, help="Maak een PDF in plaats van HTML.")
@click.option("--parliament", is_flag=True, help="Maak de versie van twee pagina's voor het parlement.")
@click.option("--one-language", is_flag=True, help="Laat de andere taal uit de pagina.")
@click.option("--csv", is_flag=True, help="Schrijf de cijfers als CSV in een zip, zonder pagina.")
@click.option("--findings", is_flag=True, help="Toon alle bevindingen met hun aantal en van wie, zonder pagina.")
@click.option("--out", type=click.Path(path_type=Path), help="Het bestand dat wordt geschreven.")
def command(
    file: Path,
    lang: str,
    pdf: bool,
    parliament: bool,
    one_language: bool,
    csv: bool,
    findings: bool,
    out: Path | None,
) -> int:
    """Write the page or the zip of CSV files and print its path, or print the findings.

    Raises ReportError when the file does not fit the format, PdfMissing without the extra for PDF.
    """
    from uitvoerbaar.face.pages import list_findings, write_page, write_tables

    language: Lang = "en" if lang == "en" else "nl"
    whole = not (pdf or parliament or csv or findings)
    belongs("one_language", tr("de hele pagina, zonder een optie die iets anders maakt"), there=whole)
    if findings:
        say(list_findings(file, language))
        return 0
    if csv:
        say(str(write_tables(file, out, language)))
        return 0
    say(str(write_page(file, out, language, pdf=pdf, parliament=parliament, one_language=one_language)))
    return 0
