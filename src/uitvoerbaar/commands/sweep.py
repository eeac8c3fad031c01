"""`uitvoerbaar sweep`: many variants of numbers of a law, all on the same people."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.commands.belonging import belongs
from uitvoerbaar.commands.terminal import say, say_each

if TYPE_CHECKING:
    from uitvoerbaar.face.sweep.run import Results, Way

_HELP = """Reken veel varianten van getallen in een wet door, op dezelfde mensen.

GETAL is de naam van een getal in de regels van het artikel (of zijn kenmerk); VAN en TOT schrijft u zoals de wet ze telt
(1.879, of € 1.879; 13,6 procent). Met een VOORNEMEN gaat het om de wet na dat voornemen, zonder om de wet op --on.

\b
  uitvoerbaar sweep --on 2026-01-01 --law wet_op_de_zorgtoeslag --article 3 \\
      --vary vermogensgrens_alleenstaand=100.000:200.000:11 --population out/bevolking --out out/reeks

\b
  --vary GETAL=VAN:TOT:STAPPEN   een rooster; vaker: elke combinatie
  --sample N                     N punten van een Latijnse hyperkubus tussen de VAN en TOT van elk --vary
  --variants BESTAND.csv         een kolom per getal, een rij per variant

In --out komen uitkomsten.parquet (een rij per variant) en uitkomsten.html, en een lijst van wat gedaan is: dezelfde opdracht
gaat na een onderbreking verder. Met --part i/n rekent elke machine een deel; --join MAP voegt de delen samen. De uitkomsten
zijn tot op de bit dezelfde.

Met --cluster rekenen de werkers van een Dask-cluster, elk met eigen wetten en bevolking (in dezelfde map, of in die van
UITVOERBAAR_POPULATION bij de werker). Een werker met een ander programma, andere wetten of een andere bevolking rekent niet mee."""


@click.command(help=_HELP)
@click.argument("proposal", metavar="[VOORNEMEN]", required=False)
@click.option("--law", metavar="WET", help="De wet waarin de getallen staan.")
@click.option("--article", "articles", multiple=True, metavar="ARTIKEL", help="Het artikel; mag vaker.")
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast, zonder voornemen.")
@click.option("--vary", multiple=True, metavar="GETAL=VAN:TOT:STAPPEN", help="Een getal dat varieert; mag vaker.")
@click.option(
    "--sample", type=int, metavar="N", help="N punten van een Latijnse hyperkubus, in plaats van een rooster."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Zaad van --sample.")
@click.option("--variants", type=click.Path(path_type=Path), metavar="BESTAND", help="Varianten uit een CSV.")
@click.option("--measure", "measures", multiple=True, metavar="MAAT", help="Wat er wordt gemeten; mag vaker.")
@click.option("--measures", "listing", is_flag=True, help="Noem alle maten en stop.")
@click.option("--population", type=click.Path(path_type=Path), metavar="MAP", help="Map met een bevolking.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="MAP", help="Map voor de uitkomsten.")
@click.option("--part", metavar="i/n", help="Reken alleen dit deel van de varianten.")
@click.option("--cluster", metavar="ADRES", help="Reken op een Dask-cluster: adres van de scheduler, of zijn bestand.")
@click.option("--tls-ca", type=click.Path(path_type=Path), metavar="BESTAND", help="TLS: wie het cluster vertrouwt.")
@click.option("--tls-cert", type=click.Path(path_type=Path), metavar="BESTAND", help="TLS: het certificaat van u.")
@click.option("--tls-key", type=click.Path(path_type=Path), metavar="BESTAND", help="TLS: de sleutel van u.")
@click.option("--join", type=click.Path(path_type=Path), metavar="MAP", help="Voeg de delen in deze map samen.")
def command(
    proposal: str | None,
    law: str | None,
    articles: tuple[str, ...],
    date: str | None,
    vary: tuple[str, ...],
    sample: int | None,
    seed: int,
    variants: Path | None,
    measures: tuple[str, ...],
    listing: bool,
    population: Path | None,
    out: Path | None,
    part: str | None,
    cluster: str | None,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    join: Path | None,
) -> int:
    """Write table and page, and show the first variants. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.extras import slow
    from uitvoerbaar.face.proofs import doubts_of
    from uitvoerbaar.face.sweep.run import Varied, here, join_sweep, open_sweep, place_of, read_part, run_sweep

    if join is not None:
        others = (law, articles, vary, proposal, part, variants, measures, listing, cluster)
        if any(others) or sample is not None:
            raise click.UsageError(tr("--join gaat alleen met --out: wat er is gevraagd staat in de delen"))
        return _tell(join_sweep(join, out), None)
    belongs("seed", "--sample", there=sample is not None)
    for name in ("tls_ca", "tls_cert", "tls_key"):
        belongs(name, "--cluster", there=cluster is not None)
    if not law or not articles:
        raise click.UsageError(tr("geef --law WET en --article ARTIKEL"))
    if population is None:
        raise click.UsageError(tr("geef --population MAP"))
    if out is None and not listing:
        raise click.UsageError(tr("geef --out MAP"))
    if told := slow():
        say(told, err=True)
    which = read_part(part)
    way = here if cluster is None else _on_cluster(cluster, tls_ca, tls_cert, tls_key)
    varied = Varied(vary, sample, seed, variants)
    place = place_of(proposal, law, articles, date)
    say_each(doubts_of(proposal), err=True)
    plan = varied.plan(place)
    sweep = open_sweep(place, plan, population)
    chosen = sweep.measures(measures)
    if listing or out is None:
        for measure in sweep.known.values():
            say(f"{measure.id}: {said(measure.title)}")
        return 0
    words = ["uitvoerbaar", "sweep", *([proposal] if proposal else []), "--law", law]
    words += [word for article in articles for word in ("--article", article)]
    words += [*(["--on", date] if date else []), *varied.words(), "--population", str(population)]
    words += [word for measure in measures for word in ("--measure", measure)]
    started = time.perf_counter()
    from uitvoerbaar.face.progress import bar

    with bar(desc=tr("varianten")) as shown:

        def tell(done: int, of: int) -> None:
            shown.total = of
            shown.update(done - shown.n)

        made = run_sweep(sweep, plan, chosen, out, part=which, command=words, told=tell, way=way)
    return _tell(made, time.perf_counter() - started)


def _on_cluster(address: str, ca: Path | None, cert: Path | None, key: Path | None) -> Way:
    """The way of the workers of a cluster. Raises UserError when Dask is not installed, or nobody answers there."""
    from uitvoerbaar.face.sweep.cluster import Cluster, OnCluster

    cluster = Cluster(address, ca, cert, key)
    cluster.check()
    return OnCluster(cluster, lambda told: say(tr("Let op: {warning}", warning=told), err=True))


def _tell(made: Results, seconds: float | None) -> int:
    """The first variants, what must be known to read them, and where they are."""
    for line in made.lines():
        say(line)
    for note in made.notes:
        say(tr("Let op: {warning}", warning=note))
    if seconds is not None:
        many, each = made.computed, seconds / max(made.computed, 1)
        say(
            tr(
                "{many} varianten gerekend, {before} waren al gedaan; {each} seconde per variant",
                many=many,
                before=len(made.table) - many,
                each=said(decimal(round(each, 3))),
            )
        )
    for path in made.files:
        say(path)
    return 0
