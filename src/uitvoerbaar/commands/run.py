"""`uitvoerbaar run`: outputs of laws for the user's own tables, through the batch engine."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.commands.set_numbers import check_side, check_versions, reformed, say_unread, set_options
from uitvoerbaar.commands.span import day_or_months
from uitvoerbaar.commands.terminal import say, say_each

if TYPE_CHECKING:
    from uitvoerbaar.face.months import MonthlyOutcomes
    from uitvoerbaar.face.outcomes import Outcomes

_HELP = """Reken uitkomsten van wetten uit voor uw eigen gegevens.

UITKOMSTEN zijn een of meer paren WET:UITKOMST. Het bestand van --data (CSV, Parquet of Excel) heeft een rij per persoon en
kolommen met de namen van de registervelden; bedragen zijn hele eurocenten. 'bsn' mag elk kenmerk zijn, 'partner_bsn'
is de bsn van een andere rij. Ontbreekt een kolom die een standaard heeft, dan geldt die standaard en wordt dat gemeld.
Een CSV met puntkomma's en decimale komma's mag; een bedrag met een decimale komma of euroteken is in euro. De opdracht
zegt hoe elke kolom is gelezen, en weigert een kolom die op twee manieren te lezen is. Met --euro zijn alle bedragen in euro,
ook die eruit komen. Wetten zonder personen vragen kolommen met hun eigen parameters.

Eruit komt een rij per persoon, met --per huishouden een rij per huishouden (kolom 'huishouden', anders een paar of een
alleenstaande): een bedrag van een paar telt dan een keer. De opdracht drukt de totalen af, en het bestand met
-metadata.json achter de naam zegt de eenheid van elke kolom.

Met --proposal of --set rekent u met een gewijzigde wet, met --side beide met de wet ervoor en erna naast elkaar.

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
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Personen: CSV, Parquet of Excel.")
@click.option("--children", type=click.Path(path_type=Path), help="Kinderen: CSV, Parquet of Excel.")
@click.option("--housemates", type=click.Path(path_type=Path), help="Huisgenoten: CSV, Parquet of Excel.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Waar de uitkomst komt: .csv of .parquet.")
@click.option(
    "--decimal",
    type=click.Choice(["komma", "punt"]),
    help="Het decimaalteken, als een kolom op twee manieren te lezen is.",
)
@click.option(
    "--dates",
    type=click.Choice(["dd-mm-jjjj", "mm-dd-jjjj"]),
    help="De volgorde van dag en maand, als een kolom op twee manieren te lezen is.",
)
@click.option("--euro", "in_euro", is_flag=True, help="Alle bedragen zijn in euro, ook die eruit komen.")
@click.option("--encoding", metavar="NAAM", help="Tekencodering van CSV-bestanden die geen UTF-8 zijn: windows-1252.")
@click.option("--sheet", metavar="NAAM", help="Het blad van een Excel-map (.xlsx) in --data, als er meer zijn.")
@click.option("--laws", multiple=True, type=click.Path(path_type=Path), help="Map met wetten, in plaats van de onze.")
@click.option("--proposal", metavar="VOORNEMEN", help="Met de gewijzigde wetten van een voornemen.")
@set_options
@click.option(
    "--side",
    type=click.Choice(["voor", "na", "beide"]),
    default="na",
    show_default=True,
    help="Met --proposal of --set: de wet voor of na het voornemen, of beide naast elkaar.",
)
@click.option("--keep-columns", "keep", is_flag=True, help="Zet ook de kolommen van --data in de uitkomst.")
@click.option(
    "--per",
    type=click.Choice(["persoon", "huishouden", "household"]),
    default="persoon",
    show_default=True,
    help="Wat een rij van de uitkomst is.",
)
@click.option("--together", multiple=True, metavar="UITKOMST", help="Deze uitkomst krijgt een paar een keer, samen.")
@click.option("--each", multiple=True, metavar="UITKOMST", help="Deze uitkomst krijgt ieder van een paar apart.")
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
    proposal: str | None,
    numbers: tuple[str, ...],
    save: Path | None,
    side: str,
    keep: bool,
    per: str,
    together: tuple[str, ...],
    each: tuple[str, ...],
    decimal: str | None,
    dates: str | None,
    in_euro: bool,
    encoding: str | None,
    sheet: str | None,
    keep_formulas: bool,
) -> int:
    """Write the outputs of every row; 0 also when some rows fail (the file says which and why), 1 when all do."""
    from uitvoerbaar.face.extras import need_tables, slow

    need_tables()
    if told := slow():
        say(told, err=True)
    from uitvoerbaar.face.asked import output_of
    from uitvoerbaar.face.case_months import first_day
    from uitvoerbaar.face.compare import sides_of
    from uitvoerbaar.face.files import (
        held_description,
        held_target,
        sums_beside,
        write_description,
        write_outcomes,
        write_sums,
    )
    from uitvoerbaar.face.laws import as_day
    from uitvoerbaar.face.months import MonthlyOutcomes
    from uitvoerbaar.face.outcomes import both_sides
    from uitvoerbaar.face.people import people

    check_side(numbers, proposal)
    months = day_or_months(date, first, last)
    per = "huishouden" if per == "household" else per
    if months is not None and (keep or per != "persoon" or side == "beide" or together or each):
        raise click.UsageError(
            tr("--from en --to gaan niet samen met --keep-columns, --per, --together, --each en --side beide.")
        )
    day = as_day(date) if months is None else first_day(*months)
    given = [path for path in (data, children, housemates) if path is not None]
    with ExitStack() as held:
        fresh = held.enter_context(held_target(out, given))
        description = held.enter_context(held_description(out))
        sums = sums_beside(out)
        fresh_sums = None if months is None else held.enter_context(held_target(sums, given))
        of_sums = None if months is None else held.enter_context(held_description(sums))
        made_of = reformed(numbers, save, day, proposal, laws)
        sides = sides_of(day, proposal if made_of is None else str(made_of), side, laws)
        for law in sides:
            law.check_outputs(outputs)
        say_each((tr("Let op: {warning}", warning=doubt) for doubt in sides[-1].doubts), err=True)
        say_unread(made_of, sides[-1], [output_of(each_) for each_ in outputs])
        folk = people(
            data,
            children=children,
            housemates=housemates,
            decimal=decimal,
            dates=dates,
            unit="euro" if in_euro else None,
            encoding=encoding,
            sheet=sheet,
        )
        made: Outcomes | MonthlyOutcomes
        if months is None:
            tables = [law.run(outputs, folk, keep=keep, per=per, together=together, each=each) for law in sides]
            made = tables[0] if len(tables) == 1 else both_sides(*tables)
        else:
            check_versions(made_of, sides[-1], months[1])
            made = sides[-1].run_months(outputs, folk, *months)
        write_outcomes(fresh, out.suffix, made, keep_formulas=keep_formulas)
        write_description(description, out.name, made)
        if fresh_sums is not None and of_sums is not None and isinstance(made, MonthlyOutcomes):
            write_sums(fresh_sums, out.suffix, made, keep_formulas=keep_formulas)
            write_description(of_sums, sums.name, made, sums=True)
    _tell(made, out, frozenset(sides[-1].doubts))
    if isinstance(made, MonthlyOutcomes):
        say(trn(made.sums.num_rows, "{n} som naar {out}", "{n} sommen naar {out}", out=sums))
        say_each(f"  {name}: {how}" for name, how in made.how.items())
    else:
        say_each(total.words for total in made.totals)
    if made.errors and not made.table["fout"].null_count:
        first_why = next(iter(made.errors.values()))
        say(tr("Geen enkele rij kon worden beslist, zoals rij 1: {errors}", errors=first_why))
        return 1
    return 0


def _tell(made: Outcomes | MonthlyOutcomes, out: Path, told: frozenset[str]) -> None:
    """What was made, and what the user must know to read it besides what was `told` before the work."""
    say_each(tr("Let op: {warning}", warning=warning) for warning in made.warnings if warning not in told)
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
    if made.left_out:
        say(tr("Niet meegerekend, en kan hier uitmaken:"))
        say_each(f"  {told}" for told in made.left_out)
    if made.unused:
        say_each([tr("Niet gebruikt: {unused}", unused=", ".join(made.unused))])
