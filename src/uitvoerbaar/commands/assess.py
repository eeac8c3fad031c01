"""`uitvoerbaar assess`: a proposal in, a report out."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.seconds import Seconds
from uitvoerbaar.commands.set_numbers import reformed, set_options
from uitvoerbaar.commands.terminal import say, say_each

_HELP = """Toets een voornemen op de hele bevolking en schrijf report.json, report.html en report.pdf.

VOORNEMEN is een map met proposal.yaml, of de naam van een meegeleverd voornemen.

\b
  uitvoerbaar assess kinderopvangtoeslag-2015 --households 100000 --out out/toets
  uitvoerbaar assess mijn-voornemen/ --population out/bevolking --out out/mijn-toets

Met --set toetst u een ander getal in de wet, zonder of op een voornemen; de gewijzigde wet komt als voornemen naast het
rapport, of in de map van --save. --households-out schrijft een rij per huishouden, met de eenheden in het bestand ernaast.

\b
  uitvoerbaar assess --on 2026-01-01 --set wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=100.000 \\
      --population out/bevolking --out out/toets --households-out out/huishoudens.parquet

Met --population gebruikt u een bevolking die al is gemaakt (of uw eigen microdata met een mapping.yaml)."""


@click.command(help=_HELP)
@click.argument("proposal", metavar="[VOORNEMEN]", required=False)
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag van de wet, bij --set zonder voornemen.")
@set_options
@click.option("--population", type=click.Path(path_type=Path), help="Map met een bevolking.")
@click.option("--households", default="100000", show_default=True, help="Aantal huishoudens om te maken, of 'all'.")
@click.option("--seed", type=int, default=1, show_default=True, help="Zaad van een nieuwe bevolking.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map voor het rapport.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal van de pagina.")
@click.option(
    "--prove",
    "seconds",
    type=Seconds(min=0),
    metavar="SECONDEN",
    help="Tijd voor bewijzen, per eigenschap en kant; 0 laat ze weg. Zonder: zo lang de toets zelf duurt.",
)
@click.option(
    "--organisations",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="CSV met eigen cijfers van organisaties, die voor de onze gaan (zie uitvoerbaar organisations).",
)
@click.option(
    "--households-out",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Schrijf ook een rij per huishouden, met bedragen voor en na: .parquet of .csv.",
)
def command(
    proposal: str | None,
    date: str | None,
    numbers: tuple[str, ...],
    save: Path | None,
    population: Path | None,
    households: str,
    seed: int,
    out: Path | None,
    lang: str,
    seconds: float | None,
    organisations: Path | None,
    households_out: Path | None,
) -> None:
    """Assess, write both files and tell the verdict. Raises UserError for files that cannot be read."""
    from uitvoerbaar.base.numbers import decimal_nl, uncapital
    from uitvoerbaar.face.assessment import assess_steps, can_print, looked_at, target_of, words_of
    from uitvoerbaar.face.extras import slow
    from uitvoerbaar.face.population import households_of

    if told := slow():
        say(told, err=True)
    language: Lang = "en" if lang == "en" else "nl"
    if proposal is None and not numbers:
        raise click.UsageError(tr("geef een VOORNEMEN, of --set WET.ARTIKEL.GETAL=WAARDE"))
    if date is not None and not numbers:
        raise click.UsageError(tr("--on kan niet bij een voornemen: dat noemt zelf de dag"))
    for name in ("households", "seed"):
        belongs(name, tr("een nieuwe bevolking; die van --population is er al"), there=population is None)
    made_of = reformed(numbers, save, date, proposal)
    if made_of is not None:
        out = out or Path("out") / made_of.id
        proposal = str(save or made_of.put(out / "voornemen"))
    assert proposal is not None
    target = out or target_of(proposal)
    looked = looked_at(proposal)
    say_each(looked.doubts, err=True)
    many = None if population else households_of(households)
    made = assess_steps(
        proposal,
        population,
        many,
        seed,
        seconds,
        out=target,
        write_as=language,
        looked=looked,
        organisations=organisations,
        households_out=households_out,
        told=lambda text: say(tr("Let op: {warning}", warning=said(text)), err=True),
    )
    people = made.record.population
    rows, all_of = decimal_nl(people.households), decimal_nl(people.represents)
    # What decides how all amounts must be read comes before them: data that a law lacks, law of an earlier year.
    first = [note for note in people.notes if note in made.record.limits]
    for note in first:
        say(said(note))
    say(tr("{rows} huishoudens in de gegevens, staat voor {all_of} huishoudens", rows=rows, all_of=all_of))
    if people.kind == "eigen":
        say_each(f"  {said(note)}" for note in people.notes if note not in first)
    words = words_of(active())
    say(
        tr(
            "{title}: voorstel voor het oordeel: {verdict}",
            title=said(made.proposal.title),
            verdict=uncapital(made.verdict_word),
        )
    )
    if made.verdict.value == "geen_oordeel":
        say(f"  {said(made.verdict.explanation)}")
    say_each(f"  {words['severity'][found.severity].lower()}: {said(found.title)}" for found in made.record.findings)
    say(tr("Rapport: {html}\nGegevens: {json}", html=target / "report.html", json=target / "report.json"))
    if households_out is not None:
        say(tr("Huishoudens: {path}", path=households_out))
    if can_print():
        say(f"PDF: {target / 'report.pdf'}")
    else:
        say(tr("Geen PDF gemaakt: installeer daarvoor 'uitvoerbaar[pdf]' (typst)."))
