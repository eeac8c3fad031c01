"""`uitvoerbaar explain`: one case, exact, with the steps of the law that lead to the answer."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.language import tr
from uitvoerbaar.commands.set_numbers import check_side, check_versions, reformed, say_unread, set_options
from uitvoerbaar.commands.span import day_or_months
from uitvoerbaar.commands.terminal import say, say_each, say_json

if TYPE_CHECKING:
    from uitvoerbaar.face.case import Case
    from uitvoerbaar.face.laws import Laws

_HELP = """Reken een geval na en leg uit hoe de wet eraan komt.

WET is het id van een wet, UITKOMST een uitkomst van die wet. Een bedrag zonder eenheid is in eurocent (2500000 is 25.000
euro); schrijf 25000euro, €25.000 of 25000,50 voor euro's. Wat u niet noemt krijgt de standaard uit de registercatalogus; de uitleg
noemt elke standaard die meetelt.

\b
  gegevens van de persoon    --with geboortedatum=1990-05-01 --with loon_uit_dienstbetrekking=2500000
  van de partner             --with partner.loon_uit_dienstbetrekking=1800000
  van een kind               --with kind.1.geboortedatum=2020-03-01
  van een huisgenoot         --with huisgenoot.1.geboortedatum=1970-01-01
  een tussenuitkomst zelf    --with gezamenlijk_toetsingsinkomen=2000000

Met --from en --to (maanden, JJJJ-MM) in plaats van --on ziet u wat dezelfde situatie elke maand geeft, terwijl iedereen ouder
wordt, en de som. Met --then ziet u wat de uitkomst wordt als gegevens veranderen, met --side beide wat een voornemen verandert.
Met --set rekent u met een ander getal in de wet; met --side beide staat de wet zonder dat ernaast.

\b
  uitvoerbaar explain wet_op_de_zorgtoeslag hoogte_zorgtoeslag --on 2026-01-01 \\
      --with loon_uit_dienstbetrekking=2500000"""


@click.command(help=_HELP)
@click.argument("law", metavar="WET")
@click.argument("output", metavar="UITKOMST")
@click.option("--on", "date", metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--from", "first", metavar="JJJJ-MM", help="De eerste maand, met --to: elke maand apart, en de som.")
@click.option("--to", "last", metavar="JJJJ-MM", help="De laatste maand.")
@click.option(
    "--with", "pairs", multiple=True, metavar="NAAM=WAARDE", help="Een gegeven van het geval; vaker te noemen."
)
@click.option(
    "--then",
    "changes",
    multiple=True,
    metavar="NAAM=WAARDE",
    help="Een gegeven dat daarna anders is: toon ook wat de uitkomst dan wordt, en het verschil; vaker te noemen.",
)
@click.option(
    "--case",
    "case_file",
    type=click.Path(path_type=Path),
    help="Bestand (YAML of JSON) met gegevens; --with gaat voor.",
)
@click.option(
    "--laws",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Map met wetsbestanden, in plaats van de onze; vaker te noemen.",
)
@click.option("--proposal", metavar="VOORNEMEN", help="Met de gewijzigde wetten van een voornemen.")
@set_options
@click.option(
    "--side",
    type=click.Choice(["voor", "na", "beide"]),
    default="na",
    show_default=True,
    help="Met --proposal of --set: de wet voor of na het voornemen, of beide naast elkaar.",
)
@click.option("--all", "everything", is_flag=True, help="Toon alle stappen, ook in andere wetten.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitleg als JSON, met alle stappen.")
@click.option(
    "--pin",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Schrijf het geval als scenario (.feature), dat 'uitvoerbaar test' draait; erachter als het bestand er is.",
)
def command(
    law: str,
    output: str,
    date: str | None,
    first: str | None,
    last: str | None,
    pairs: tuple[str, ...],
    changes: tuple[str, ...],
    case_file: Path | None,
    laws: tuple[Path, ...],
    proposal: str | None,
    numbers: tuple[str, ...],
    save: Path | None,
    side: str,
    everything: bool,
    as_json: bool,
    pin: Path | None,
) -> int:
    """Print the explained case. Raises UserError for what the user can mend."""
    from uitvoerbaar.face.case import read_facts
    from uitvoerbaar.face.case_months import first_day
    from uitvoerbaar.face.compare import beside, sides_of
    from uitvoerbaar.face.laws import as_day

    check_side(numbers, proposal)
    months = day_or_months(date, first, last)
    day = date or "" if months is None else first_day(*months)
    made_of = reformed(numbers, save, day, proposal, laws)
    under = proposal if made_of is None else str(made_of)
    case, changed = read_facts(case_file, pairs), read_facts(None, changes, "--then").facts
    if months is not None:
        if changed or pin is not None or side == "beide" or everything:
            raise click.UsageError(tr("--from en --to gaan niet samen met --then, --pin, --all en --side beide."))
        of = sides_of(day, under, side, laws)[0]
        check_versions(made_of, of, months[1])
        say_unread(made_of, of, [(law, output)])
        return _months(of, (law, output), case, months, as_json)
    sides = sides_of(day, under, side, laws)
    as_day(date)
    sides[-1].check_outputs([(law, output)])
    say_unread(made_of, sides[-1], [(law, output)])
    made = beside(sides, (law, output), case, changed, "--then")
    say_each(made.notes, err=True)
    if pin is not None:
        from uitvoerbaar.face.pins import pin_cases

        say(pin_cases(pin, made.explained), err=True)
    if as_json:
        told = made.as_json() if made.compares else made.last.as_json()
        say_json(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    if made.compares:
        say(f"{made.text()}\n")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    say(made.last.text(everything=everything, width=width))
    return 0


def _months(law: Laws, what: tuple[str, str], case: Case, months: tuple[str, str], as_json: bool) -> int:
    """Print the amounts of a case month by month."""
    made = law.explain_months(what, case, *months)
    say_each(made.notes, err=True)
    if as_json:
        say_json(json.dumps(made.as_json(), indent=2, ensure_ascii=False))
    else:
        say(made.text())
    return 0
