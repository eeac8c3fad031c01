"""`uitvoerbaar report`: make the page of a report again from its JSON."""

from __future__ import annotations

from pathlib import Path

import click

_HELP = """Maak de HTML-pagina van een toets opnieuw uit een report.json.

De pagina komt naast FILE te staan, of waar --out zegt. Er wordt niets opnieuw gerekend.
Klopt het bestand niet, dan ziet u alle fouten in een keer, met hun plaats in het bestand.

\b
  uitvoerbaar report out/toets/report.json
  uitvoerbaar report out/toets/report.json --lang en --out toets-en.html"""


@click.command(help=_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option("--out", type=click.Path(path_type=Path), help="De pagina die wordt geschreven (.html).")
def command(file: Path, lang: str, out: Path | None) -> int:
    """Write the page and print its path. Raises ReportError when the file does not fit the format."""
    from uitvoerbaar.report import read_report, render_html

    page = out or file.with_suffix(".html")
    text = render_html(read_report(file), "en" if lang == "en" else "nl")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    click.echo(str(page))
    return 0
