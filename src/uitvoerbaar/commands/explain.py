"""`uitvoerbaar explain`: one case, exact, with the steps of the law that lead to the answer."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

if TYPE_CHECKING:
    from uitvoerbaar.engine.explain.explainer import Explanation
    from uitvoerbaar.law.corpus import Corpus

_HELP = """Reken een geval na en leg uit hoe de wet eraan komt.

WET is het id van een wet, UITKOMST een uitkomst van die wet. Bedragen zijn in eurocent (2500000 is 25.000 euro);
u mag ook €25000 of €25.000,50 schrijven. Wat u niet noemt krijgt de standaard uit de registercatalogus; de uitleg
noemt elke standaard die meetelt.

\b
  gegevens van de persoon    --with geboortedatum=1990-05-01 --with loon_uit_dienstbetrekking=2500000
  van de partner             --with partner.loon_uit_dienstbetrekking=1800000
  van een kind               --with kind.1.geboortedatum=2020-03-01
  van een huisgenoot         --with huisgenoot.1.geboortedatum=1970-01-01
  een tussenuitkomst zelf    --with gezamenlijk_toetsingsinkomen=2000000

Met --then ziet u wat de uitkomst wordt als gegevens veranderen, met --side beide wat een voornemen verandert.

\b
  uitvoerbaar explain wet_op_de_zorgtoeslag hoogte_zorgtoeslag --on 2026-01-01 \\
      --with loon_uit_dienstbetrekking=2500000"""


@click.command(help=_HELP)
@click.argument("law", metavar="WET")
@click.argument("output", metavar="UITKOMST")
@click.option("--on", "date", required=True, metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
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
@click.option(
    "--side",
    type=click.Choice(["voor", "na", "beide"]),
    default="na",
    show_default=True,
    help="Met --proposal: de wet voor of na het voornemen, of beide naast elkaar.",
)
@click.option("--all", "everything", is_flag=True, help="Toon alle stappen, ook in andere wetten.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitleg als JSON, met alle stappen.")
def command(
    law: str, output: str, date: str, pairs: tuple[str, ...], changes: tuple[str, ...], case_file: Path | None,
    laws: tuple[Path, ...], proposal: str | None, side: str, everything: bool, as_json: bool,
) -> int:  # fmt: skip
    """Print the explained case. Raises UserError for what the user can mend."""
    from uitvoerbaar.base.folders import named_file
    from uitvoerbaar.base.yaml import Mapping as YamlMapping
    from uitvoerbaar.engine.explain import comparison
    from uitvoerbaar.engine.explain.as_text import letter
    from uitvoerbaar.engine.explain.read_case import read_case_file, read_pairs

    given = read_pairs(pairs)
    changed = read_pairs(changes, "--then")
    filed = read_case_file(named_file(case_file)) if case_file else YamlMapping()
    facts = {**filed, **given}
    places = {n: f"{case_file}:{filed.line_of(n)}" for n in filed if n not in given}
    made = []
    for name, corpus in _sides(laws, proposal, side):
        first = _explain(corpus, law, output, date, facts, places)
        now = {**places, **dict.fromkeys(changed, "--then")}
        then = _explain(corpus, law, output, date, {**facts, **changed}, now) if changed else None
        made.append(comparison.Compared(name, first, then))
    compares = bool(changed) or len(made) > 1
    if as_json:
        told = comparison.as_json(made, changed) if compares else made[0].first.as_json()
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    if compares:
        click.echo(f"{comparison.told(made, changed)}\n")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(letter(made[-1].last, everything, width))
    return 0


def _sides(laws: tuple[Path, ...], proposal: str | None, side: str) -> Iterator[tuple[str, Corpus]]:
    """The laws to explain by, each with the side of the proposal that it is."""
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.proposal import load_proposal

    if proposal is None and side == "beide":
        raise UserError(tr("--side beide vergelijkt de wet voor en na een voornemen: noem het met --proposal"))
    corpus = load_corpus(laws or None)
    if proposal is None:
        yield "", corpus
        return
    loaded = load_proposal(proposal)
    if side != "na":
        yield "voor", loaded.before.corpus(corpus)
    if side != "voor":
        yield "na", loaded.after.corpus(corpus)


def _explain(
    corpus: Corpus, law: str, output: str, date: str, facts: Mapping[str, Any], places: Mapping[str, str]
) -> Explanation:
    """One case explained. Raises UserError for facts that do not fit the law, or a law without an answer."""
    from uitvoerbaar.engine.explain.explainer import Explainer
    from uitvoerbaar.engine.explain.needs import needs_of
    from uitvoerbaar.engine.explain.read_case import read_case
    from uitvoerbaar.engine.explain.refusals import find_law, read_date, undecided
    from uitvoerbaar.engine.reference.values import EvaluationError
    from uitvoerbaar.law.registers import load_registers

    explainer = Explainer(corpus, load_registers())
    find_law(explainer.corpus, law, output, read_date(date))
    needs = needs_of(explainer, law, output, date)
    try:
        return explainer.explain(law, output, date, read_case(explainer, needs, facts, places))
    except EvaluationError as error:
        raise UserError(f"{undecided(error)}\n{needs}") from None
