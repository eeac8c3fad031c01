"""`uitvoerbaar population`: make a synthetic population, and set it beside the published figures."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.language import retold, tr
from uitvoerbaar.commands.terminal import say

_HELP = """Maak of toets een synthetische bevolking van Nederland.

Alle personen zijn verzonnen: getrokken uit gepubliceerde totalen. Hetzelfde zaad geeft dezelfde bestanden.
Eigen gegevens (CSV of Parquet) zijn ook een bevolking: zet er een mapping.yaml naast, zoals in de map
data/population/voorbeeld, en geef die map waar een bevolking gevraagd wordt.

\b
  uitvoerbaar population make --households 100000 --out out/bevolking
  uitvoerbaar population validate out/bevolking"""

_MAKE = """Maak een bevolking als Parquet-bestanden, met een manifest dat zegt hoe.

Met 'all' zijn het alle 8,37 miljoen huishoudens; met een kleiner getal een steekproef met gewichten die samen
het hele land zijn.

\b
  uitvoerbaar population make --households 100000 --seed 1 --out out/bevolking"""

_DEFAULT_YEAR = 2026


@click.group(help=_HELP)
def command() -> None:
    """The group of verbs about populations."""


@command.command(help=_MAKE)
@click.option("--households", default="100000", show_default=True, metavar="N|all", help="Aantal huishoudens.")
@click.option("--seed", default=1, show_default=True, type=int, help="Zaad van het toeval.")
@click.option("--year", default=_DEFAULT_YEAR, show_default=True, type=int, help="Jaar van de bedragen.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Map voor de bestanden.")
@click.option("--threads", default=None, type=click.IntRange(1), help="Aantal draden; zonder opgave alle processoren.")
def make(households: str, seed: int, year: int, out: Path, threads: int | None) -> int:
    """Make a population below `out`; tells what was made. Raises UserError for a wrong number, year or folder."""
    from uitvoerbaar.face.population import households_of, make_files

    manifest = make_files(out, households_of(households), seed, year, threads)
    persons = manifest["volwassenen"] + manifest["minderjarigen"]
    say(
        tr(
            "{out}: {huishoudens} huishoudens, {persons} personen, jaar {year}, zaad {seed}; staat voor "
            "{staat_voor_huishoudens} huishoudens",
            out=out,
            huishoudens=manifest["huishoudens"],
            persons=persons,
            year=year,
            seed=seed,
            staat_voor_huishoudens=manifest["staat_voor_huishoudens"],
        )
    )
    missed = [*manifest["gewicht"]["niet_gehaald"], *manifest["gewicht"]["te_dun"]]
    if missed:
        say(tr("Deze totalen haalt zo'n kleine steekproef niet: {missed}", missed="; ".join(map(retold, missed))))
    return 0


_VALIDATE = """Leg een bevolking naast de gepubliceerde cijfers.

\b
  geijkt         hierop is de bevolking gewogen: moet binnen 0,1 procent liggen
  invoer         hiermee is de bevolking gemaakt, of het volgt daaruit
  afgesteld      hierop is een aanname met de hand bijgesteld
  nooit gebruikt zo goed is de bevolking waar niemand op lette, zonder en met de wetten

Welk cijfer wat is, volgt uit wat elke stap las toen de bevolking werd gemaakt. Afwijkingen worden getoond, niet weggewerkt. De
opdracht eindigt met code 1 als een geijkt cijfer niet klopt.

\b
  uitvoerbaar population validate out/bevolking --csv out/toets.csv"""


@command.command(help=_VALIDATE)
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--csv", "csv_path", type=click.Path(path_type=Path), help="Schrijf de tabel ook als CSV.")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Schrijf de tabel ook als JSON.")
@click.option("--no-laws", is_flag=True, help="Sla het deel met de wetten over.")
def validate(folder: Path, csv_path: Path | None, json_path: Path | None, no_laws: bool) -> int:
    """Print the population beside the published figures; 1 when a calibrated figure is off, else 0."""
    from uitvoerbaar.face.places import check_places
    from uitvoerbaar.face.population import validate_population

    check_places(csv_path, json_path)
    validated = validate_population(folder, with_laws=not no_laws)
    say(validated.text())
    if csv_path:
        validated.write_csv(csv_path)
    if json_path:
        validated.write_json(json_path)
    rows, wrong = validated.rows, validated.wrong
    say(
        tr(
            "{rows} cijfers; {wrong} geijkte cijfers liggen verder dan 0,1 procent van de bron",
            rows=len(rows),
            wrong=len(wrong),
        )
    )
    return 1 if wrong else 0


_ENSEMBLE = """Maak een ensemble: veel bevolkingen, elk met andere waarden van wat is aangenomen.

Hoe ver elke aanname ernaast kan zitten, staat in data/population/bereiken.yaml. Een toets rekent het voornemen ook op het
ensemble door: elk kerncijfer krijgt een interval waar de aannamen in zitten, en een tabel van de aannamen die het cijfer het
meest bewegen. Eenmaal gemaakt blijft het bewaard, tot code of gegevens veranderen; werk dat werd afgebroken, gaat verder.

\b
  uitvoerbaar population ensemble
  uitvoerbaar population ensemble --members 12 --households 5000"""


@command.command(help=_ENSEMBLE)
@click.option("--members", default=40, show_default=True, type=int, help="Bevolkingen met alle aannamen anders.")
@click.option("--households", default=25_000, show_default=True, type=int, help="Huishoudens van elk.")
@click.option("--seed", default=1, show_default=True, type=int, help="Zaad van het toeval.")
@click.option("--year", default=_DEFAULT_YEAR, show_default=True, type=int, help="Jaar van de bedragen.")
@click.option("--out", type=click.Path(path_type=Path), help="Andere map dan die waar een toets het zoekt.")
def ensemble(members: int, households: int, seed: int, year: int, out: Path | None) -> int:
    """Make an ensemble, in the cache where an assessment finds it or below `out`. Raises UserError for a wrong number."""
    from uitvoerbaar.face.ensemble import make_ensemble

    made = make_ensemble(members, households, seed, year, out)
    say(
        tr(
            "{folder}: {parts} bevolkingen ({members} van {households} huishoudens met alle aannamen anders), {many} "
            "aannamen, jaar {year}, zaad {seed}",
            folder=made.folder,
            parts=len(made.parts),
            members=members,
            households=households,
            many=len(made.factors),
            year=year,
            seed=seed,
        )
    )
    return 0
