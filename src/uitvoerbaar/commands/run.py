"""`uitvoerbaar run`: outputs of laws for the user's own tables, through the batch engine."""

from __future__ import annotations

from pathlib import Path

import click

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.messages import all_of

_HELP = """Reken uitkomsten van wetten uit voor uw eigen gegevens.

UITKOMSTEN zijn een of meer paren WET:UITKOMST. Het bestand van --data (CSV of Parquet) heeft een rij per persoon en
kolommen met de namen van de registervelden; bedragen zijn hele eurocenten. 'bsn' mag elk kenmerk zijn, 'partner_bsn'
is de bsn van een andere rij. Ontbreekt een kolom die een standaard heeft, dan geldt die standaard en wordt dat gemeld.
Een CSV met puntkomma's en decimale komma's mag. Wetten zonder personen vragen kolommen met hun eigen parameters.

\b
  --children     een rij per kind: ouder_bsn en de velden van een kind; noem een kind een keer, het telt ook bij de partner
  --housemates   een rij per bewoner en huisgenoot: bewoner_bsn, huisgenoot_bsn; beiden hebben een rij in --data

\b
  uitvoerbaar run wet_op_de_zorgtoeslag:hoogte_zorgtoeslag --on 2026-01-01 \\
      --data personen.csv --out uitkomst.csv"""


@click.command(help=_HELP)
@click.argument("outputs", nargs=-1, required=True, metavar="UITKOMSTEN")
@click.option("--on", "date", required=True, metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Personen: CSV of Parquet.")
@click.option("--children", type=click.Path(path_type=Path), help="Kinderen: CSV of Parquet.")
@click.option("--housemates", type=click.Path(path_type=Path), help="Huisgenoten: CSV of Parquet.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Waar de uitkomst komt: .csv of .parquet.")
@click.option("--laws", multiple=True, type=click.Path(path_type=Path), help="Map met wetten, in plaats van de onze.")
def command(
    outputs: tuple[str, ...],
    date: str,
    data: Path,
    children: Path | None,
    housemates: Path | None,
    out: Path,
    laws: tuple[Path, ...],
) -> int:
    """Write the outputs of every row; 0 also when some rows fail (the file says which and why), 1 when all do."""
    import sys

    _need_extra()
    from tqdm import tqdm

    from uitvoerbaar.engine.explain.explainer import Explainer
    from uitvoerbaar.engine.explain.refusals import find_law, read_date
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.law.registers import load_registers
    from uitvoerbaar.population.own.run import Tables, run_tables
    from uitvoerbaar.population.own.table_file import check_output, read_table, write_table

    check_output(out, [path for path in (data, children, housemates) if path is not None])
    explainer = Explainer(load_corpus(laws or None), load_registers())
    pairs = [_pair(text) for text in outputs]
    for law, output in pairs:
        find_law(explainer.corpus, law, output, read_date(date))
    tables = Tables(read_table(data), *(None if path is None else read_table(path) for path in (children, housemates)))
    rows = tables.persons.n
    with tqdm(total=rows, unit=tr(" rijen"), file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
        made = run_tables(explainer, pairs, date, tables, bar.update)
    write_table(out, made.columns, tables.persons.separator)
    click.echo(trn(rows, "{n} rij naar {out}", "{n} rijen naar {out}", out=out))
    click.echo(
        tr(
            "  {explained} stap voor stap nagerekend, {errors} met een fout (kolom 'fout')",
            explained=made.explained,
            errors=len(made.errors),
        )
    )
    if made.data.assumed:
        click.echo(tr("Kolommen die ontbraken, dus aangenomen voor iedereen:"))
        for told in made.data.assumed:
            click.echo(f"  {told}")
    if made.data.unused:
        click.echo(tr("Niet gebruikt: {unused}", unused=", ".join(made.data.unused)))
    if len(made.errors) == rows:
        click.echo(tr("Geen enkele rij kon worden beslist, zoals rij 1: {errors}", errors=made.errors[0]))
        return 1
    return 0


def _need_extra() -> None:
    """Tables need packages that are not always installed. Raises UserError that says how to get them."""
    from importlib.util import find_spec

    missing = [name for name in ("pyarrow", "tqdm") if find_spec(name) is None]
    if missing:
        raise UserError(
            tr("tabellen lezen heeft {missing} nodig: pip install 'uitvoerbaar[population]'", missing=all_of(missing))
        )


def _pair(text: str) -> tuple[str, str]:
    law, colon, output = text.partition(":")
    if not colon or not law or not output:
        raise UserError(tr("'{text}' is geen WET:UITKOMST, zoals wet_op_de_zorgtoeslag:hoogte_zorgtoeslag", text=text))
    return law, output
