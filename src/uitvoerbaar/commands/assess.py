"""`uitvoerbaar assess`: a proposal in, a report out."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.language import active, said, tr

if TYPE_CHECKING:
    from uitvoerbaar.findings import Assessment

_HELP = """Toets een voornemen op de hele bevolking en schrijf report.json, report.html en report.pdf.

VOORNEMEN is een map met proposal.yaml, of de naam van een meegeleverd voornemen.

\b
  uitvoerbaar assess kinderopvangtoeslag-2015 --households 100000 --out out/toets
  uitvoerbaar assess mijn-voornemen/ --population out/bevolking --out out/mijn-toets

Met --population gebruikt u een bevolking die al is gemaakt (of uw eigen microdata met een mapping.yaml)."""


@click.command(help=_HELP)
@click.argument("proposal", metavar="VOORNEMEN")
@click.option("--population", type=click.Path(path_type=Path), help="Map met een bevolking.")
@click.option("--households", default="100000", show_default=True, help="Aantal huishoudens om te maken, of 'all'.")
@click.option("--seed", type=int, default=1, show_default=True, help="Zaad van een nieuwe bevolking.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map voor het rapport.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option(
    "--prove",
    "seconds",
    type=click.FloatRange(min=0),
    metavar="SECONDEN",
    help="Tijd voor bewijzen, per eigenschap en kant; 0 laat ze weg. Zonder: zo lang de toets zelf duurt.",
)
def command(
    proposal: str,
    population: Path | None,
    households: str,
    seed: int,
    out: Path | None,
    lang: str,
    seconds: float | None,
) -> None:
    """Assess, write both files and tell the verdict. Raises UserError for files that cannot be read."""
    from uitvoerbaar.assess.run import assess, step_count
    from uitvoerbaar.commands.progress import Steps
    from uitvoerbaar.proposal import load_proposal
    from uitvoerbaar.report import pdf, write_report
    from uitvoerbaar.report.words import Lang

    language: Lang = "en" if lang == "en" else "nl"
    loaded = load_proposal(proposal)
    target = out or Path("out") / loaded.id
    own_steps = 1 if population else 2
    with tempfile.TemporaryDirectory() as scratch, Steps(tr("toets"), step_count() + own_steps) as steps:
        folder = population
        if folder is None:
            steps(tr("bevolking maken"))
            folder = _make(households, seed, int(loaded.after.date[:4]), Path(scratch) / "bevolking")
        words = ["uitvoerbaar", "assess", proposal, "--out", str(target)]
        words += ["--population", str(population)] if population else ["--households", households, "--seed", str(seed)]
        words += ["--prove", f"{seconds:g}"] if seconds is not None else []
        assessment = assess(loaded, folder, shlex.join(words), steps, seconds or None, prove_beside=seconds is None)
        steps(tr("rapport schrijven"))
        with_pdf = pdf.available()
        json_path, html_path = write_report(assessment, target, language, pdf=with_pdf)
    _tell(assessment, html_path, json_path)
    if with_pdf:
        click.echo(f"PDF: {html_path.with_suffix('.pdf')}")
    else:
        click.echo(tr("Geen PDF gemaakt: installeer daarvoor 'uitvoerbaar[pdf]' (typst)."))


def _make(households: str, seed: int, year: int, folder: Path) -> Path:
    from uitvoerbaar.base.cores import cores
    from uitvoerbaar.commands.population import households_of
    from uitvoerbaar.population.synthetic import make

    make.make(folder, households_of(households), seed, year, cores(), lambda _step, _points: None)
    return folder


def _tell(assessment: Assessment, html: Path, json: Path) -> None:
    from uitvoerbaar.report.words import catalogue

    words = catalogue(active())
    verdict = words["verdict"][assessment.verdict.value].lower()
    click.echo(
        tr("{title}: voorstel voor het oordeel: {verdict}", title=said(assessment.proposal.title), verdict=verdict)
    )
    for finding in assessment.findings:
        click.echo(f"  {words['severity'][finding.severity].lower()}: {said(finding.title)}")
    click.echo(tr("Rapport: {html}\nGegevens: {json}", html=html, json=json))
