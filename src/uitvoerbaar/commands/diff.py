"""`uitvoerbaar diff`: two assessments, or two proposals on the same people, and what differs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

if TYPE_CHECKING:
    from uitvoerbaar.findings import Assessment

_HELP = """Vergelijk twee toetsen: wat er verandert, voor wie, en welke bevindingen komen en gaan.

A en B zijn elk een map met een report.json, een report.json, of een voornemen (map of naam).
Een voornemen wordt eerst getoetst; geef dan --population, zodat beide op dezelfde mensen worden gerekend.
Alleen verschillen die groter zijn dan de bandbreedtes heten een verandering.

\b
  uitvoerbaar diff out/toets-maart out/toets-april
  uitvoerbaar diff mijn-voorstel/ mijn-amendement/ --population out/bevolking --out out/verschil.html"""


@click.command(help=_HELP)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--population", type=click.Path(path_type=Path), help="Map met een bevolking, voor voornemens.")
@click.option("--out", type=click.Path(path_type=Path), help="De pagina die wordt geschreven (.html).")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal.")
def command(a: str, b: str, population: Path | None, out: Path | None, lang: str) -> int:
    """Tell the difference and write its page. Raises UserError for what cannot be read or run."""
    from uitvoerbaar.report.difference.compare import compare
    from uitvoerbaar.report.difference.page import render_difference, tell_difference
    from uitvoerbaar.report.words import Lang

    language: Lang = "en" if lang == "en" else "nl"
    difference = compare(_assessment(a, population), _assessment(b, population))
    page = out or Path("out") / f"verschil-{difference.a.proposal.id}-{difference.b.proposal.id}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render_difference(difference, language), encoding="utf-8")
    click.echo(tell_difference(difference, language))
    click.echo(f"\n{page}")
    return 0


def _assessment(name: str, population: Path | None) -> Assessment:
    """The assessment in a folder or file; a proposal is assessed first."""
    from uitvoerbaar.findings import Assessment
    from uitvoerbaar.report import read_report

    path = Path(name)
    file = path / "report.json" if (path / "report.json").is_file() else path
    if file.suffix == ".json":
        return Assessment.from_json(read_report(file))
    if population is None:
        raise UserError(
            tr(
                "{name}: hier staat geen report.json, dus dit wordt gelezen als voornemen.\n"
                "Geef met --population de map met de bevolking om het te toetsen.",
                name=name,
            )
        )
    return _run(name, population)


def _run(name: str, population: Path) -> Assessment:
    from uitvoerbaar.assess.run import assess, step_count
    from uitvoerbaar.commands.progress import Steps
    from uitvoerbaar.proposal import load_proposal

    with Steps(name, step_count()) as steps:
        words = ["uitvoerbaar", "assess", name, "--population", str(population)]
        return assess(load_proposal(name), population, shlex.join(words), steps)
