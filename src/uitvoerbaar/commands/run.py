"""`uitvoerbaar run`: outputs of laws for the user's own tables, through the batch engine."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.commands.span import day_or_months
from uitvoerbaar.commands.terminal import say, say_each

if TYPE_CHECKING:
    from uitvoerbaar.face.months import MonthlyOutcomes
    from uitvoerbaar.face.outcomes import Outcomes

_HELP = """Reken uitkomsten van wetten uit voor uw eigen gegevens.

UITKOMSTEN zijn een of meer paren WET:UITKOMST. Het bestand van --data (CSV of Parquet) heeft een rij per persoon en
kolommen met de namen van de registervelden; bedragen zijn hele eurocenten. 'bsn' mag elk kenmerk zijn, 'partner_bsn'
is de bsn van een andere rij. Ontbreekt een kolom die een standaard heeft, dan geldt die standaard en wordt dat gemeld.
Een CSV met puntkomma's en decimale komma's mag; een bedrag met een decimale komma of euroteken is in euro. De opdracht
zegt hoe elke kolom is gelezen, en weigert een kolom die op twee manieren te lezen is. Wetten zonder personen vragen
kolommen met hun eigen parameters.

\b
  --children     een rij per kind: ouder_bsn en de velden van een kind; noem een kind een keer, het telt ook bij de partner
  --housemates   een rij per bewoner en huisgenoot: bewoner_bsn, huisgenoot_bsn; beiden hebben een rij in --data

Met --from en --to (maanden, JJJJ-MM) in plaats van --on heeft --data een rij per persoon per maand, met een kolom 'maand': de
situatie op de eerste dag ervan. Dan komt er een rij per persoon per maand uit, en per persoon en jaar de som, in een tweede
bestand met '-som' achter de naam. Hoe een wet een jaar uit maanden opbouwt, wordt erbij gezegd.

\b
  uitvoerbaar run wet_op_de_zorgtoeslag:hoogte_zorgtoeslag --on 2026-01-01 \\
      --data personen.csv --out uitkomst.csv
  uitvoerbaar run wet_op_de_zorgtoeslag:hoogte_zorgtoeslag --from 2026-01 --to 2026-12 \\
      --data maanden.csv --out uitkomst.csv"""


@click.command(help=_HELP)
@click.argument("outputs", nargs=-1, required=True, metavar="UITKOMSTEN")
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--from", "first", metavar="JJJJ-MM", help="De eerste maand, met --to: een rij per persoon per maand.")
@click.option("--to", "last", metavar="JJJJ-MM", help="De laatste maand.")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Personen: CSV of Parquet.")
@click.option("--children", type=click.Path(path_type=Path), help="Kinderen: CSV of Parquet.")
@click.option("--housemates", type=click.Path(path_type=Path), help="Huisgenoten: CSV of Parquet.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Waar de uitkomst komt: .csv of .parquet.")
@click.option(
    "--decimal",
    type=click.Choice(["komma", "punt"]),
    help="Het decimaalteken, als een kolom op twee manieren te lezen is.",
)
@click.option("--encoding", metavar="NAAM", help="Tekencodering van CSV-bestanden die geen UTF-8 zijn: windows-1252.")
@click.option("--laws", multiple=True, type=click.Path(path_type=Path), help="Map met wetten, in plaats van de onze.")
@click.option(
    "--keep-formulas",
    is_flag=True,
    help="Schrijf in een CSV ook teksten die een rekenblad als formule uitvoert (=, +, -, @) zoals ze zijn, "
    "zonder apostrof ervoor.",
)
def command(
    outputs: tuple[str, ...],
    date: str | None,
    first: str | None,
    last: str | None,
    data: Path,
    children: Path | None,
    housemates: Path | None,
    out: Path,
    laws: tuple[Path, ...],
    decimal: str | None,
    encoding: str | None,
    keep_formulas: bool,
) -> int:
    """Write the outputs of every row; 0 also when some rows fail (the file says which and why), 1 when all do."""
    from uitvoerbaar.face.extras import need_tables, slow

    need_tables()
    if told := slow():
        say(told, err=True)
    from uitvoerbaar.face.case_months import first_day
    from uitvoerbaar.face.files import held_target, sums_beside, write_outcomes, write_sums
    from uitvoerbaar.face.laws import laws as laws_on
    from uitvoerbaar.face.months import MonthlyOutcomes
    from uitvoerbaar.face.people import people

    months = day_or_months(date, first, last)
    given = [path for path in (data, children, housemates) if path is not None]
    with ExitStack() as held:
        fresh = held.enter_context(held_target(out, given))
        sums = sums_beside(out)
        fresh_sums = None if months is None else held.enter_context(held_target(sums, given))
        law = laws_on(date if months is None else first_day(*months), folders=laws or None)
        law.check_outputs(outputs)
        folk = people(data, children=children, housemates=housemates, decimal=decimal, encoding=encoding)
        made: Outcomes | MonthlyOutcomes = (
            law.run(outputs, folk) if months is None else law.run_months(outputs, folk, *months)
        )
        write_outcomes(fresh, out.suffix, made, keep_formulas=keep_formulas)
        if fresh_sums is not None and isinstance(made, MonthlyOutcomes):
            write_sums(fresh_sums, out.suffix, made, keep_formulas=keep_formulas)
    _tell(made, out)
    if isinstance(made, MonthlyOutcomes):
        say(trn(made.sums.num_rows, "{n} som naar {out}", "{n} sommen naar {out}", out=sums))
        say_each(f"  {name}: {how}" for name, how in made.how.items())
    if len(made.errors) == len(made):
        say(tr("Geen enkele rij kon worden beslist, zoals rij 1: {errors}", errors=made.errors[0]))
        return 1
    return 0


def _tell(made: Outcomes | MonthlyOutcomes, out: Path) -> None:
    """What was made, and what the user must know to read it."""
    say_each(tr("Let op: {warning}", warning=warning) for warning in made.warnings)
    say(trn(len(made), "{n} rij naar {out}", "{n} rijen naar {out}", out=out))
    say(
        tr(
            "  {explained} stap voor stap nagerekend, {errors} met een fout (kolom 'fout')",
            explained=made.explained,
            errors=len(made.errors),
        )
    )
    if made.read_as:
        say(tr("Zo gelezen:"))
        say_each(f"  {told}" for told in made.read_as)
    if made.assumed:
        say(tr("Kolommen die ontbraken, dus aangenomen voor iedereen:"))
        say_each(f"  {told}" for told in made.assumed)
    if made.unused:
        say_each([tr("Niet gebruikt: {unused}", unused=", ".join(made.unused))])
