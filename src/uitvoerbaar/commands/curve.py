"""`uitvoerbaar curve`: net income of one household along one fact, drawn, with every jump and its article."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.errors import UserError

if TYPE_CHECKING:
    from uitvoerbaar.findings import Text
    from uitvoerbaar.law.corpus import Corpus

_HELP = """Teken het netto inkomen van een huishouden langs een gegeven, met elke sprong en het artikel erbij.

Het huishouden staat in een bestand (--case) of in --with, zoals bij uitvoerbaar explain. Met --proposal staan de wet voor
en na een voornemen in een beeld. De pagina en een tabel (CSV) komen in de map van --out.

\b
  uitvoerbaar curve --on 2026-01-01 --case data/personas/chantal.yaml
  uitvoerbaar curve --on 2026-01-01 --along huur --proposal huurtoeslag-2026 --case data/personas/lotte.yaml"""


@click.command(help=_HELP)
@click.option("--on", "date", required=True, metavar="JJJJ-MM-DD", help="De dag waarop de wet wordt toegepast.")
@click.option("--case", "case_file", type=click.Path(path_type=Path), help="Bestand (YAML of JSON) met gegevens.")
@click.option("--with", "pairs", multiple=True, metavar="NAAM=WAARDE", help="Een gegeven; gaat voor --case.")
@click.option(
    "--along",
    default="inkomen",
    show_default=True,
    metavar="GEGEVEN",
    help="Wat varieert: inkomen, huur, spaargeld, opvanguren of opvangkosten.",
)
@click.option("--proposal", metavar="VOORNEMEN", help="Teken de wet voor en na een voornemen.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Map.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Taal.")
def command(
    date: str, case_file: Path | None, pairs: tuple[str, ...], along: str, proposal: str | None, out: Path, lang: str
) -> int:  # fmt: skip
    """Write the page and the table. Raises UserError for what the user can mend."""
    from uitvoerbaar.assess.aspects.cliffs.own_curve import own_curve
    from uitvoerbaar.assess.cases.words import facts_of, household_words
    from uitvoerbaar.assess.norms import load_settings
    from uitvoerbaar.base.folders import named_persona
    from uitvoerbaar.base.yaml import Mapping as YamlMapping
    from uitvoerbaar.engine.explain.explainer import Explainer
    from uitvoerbaar.engine.explain.needs import needs_of
    from uitvoerbaar.engine.explain.read_case import read_case, read_case_file, read_pairs
    from uitvoerbaar.engine.explain.refusals import read_date, undecided
    from uitvoerbaar.engine.reference.values import EvaluationError
    from uitvoerbaar.law.registers import load_registers
    from uitvoerbaar.report.curve_page import curve_csv, render_curve
    from uitvoerbaar.report.words import Lang

    language: Lang = "en" if lang == "en" else "nl"
    read_date(date)
    given = read_pairs(pairs)
    filed = read_case_file(named_persona(case_file)) if case_file else YamlMapping()
    places = {n: f"{case_file}:{filed.line_of(n)}" for n in filed if n not in given}
    sides = [(name, corpus, date) for name, corpus in _sides(proposal)]
    catalogue, net = load_registers(), load_settings().net
    explainer = Explainer(sides[-1][1], catalogue)
    needs = needs_of(explainer, net.law, net.output, date)
    case = read_case(explainer, needs, {**filed, **given}, places)
    facts = household_words(catalogue, facts_of(case))
    words = ["uitvoerbaar", "curve", "--on", date, "--along", along]
    words += ["--case", str(case_file)] if case_file else []
    words += [word for pair in pairs for word in ("--with", pair)]
    words += ["--proposal", proposal] if proposal else []
    try:
        figure = own_curve(sides, case, along, catalogue, shlex.join(words))
    except EvaluationError as error:
        raise UserError(undecided(error)) from None
    out.mkdir(parents=True, exist_ok=True)
    for suffix, made in (
        ("html", render_curve(figure, _about(facts, date, proposal), language)),
        ("csv", curve_csv(figure, language)),
    ):
        path = out / f"lijn-{along}.{suffix}"
        path.write_text(made, encoding="utf-8")
        click.echo(path)
    for row in figure.rows:
        if row["sprong"] is not None:
            click.echo(f"  {_told(row['kant'], language)}: {_told(row['sprong'], language)}")
    return 0


def _told(cell: object, lang: str) -> str:
    """Words of a cell in the language of the page."""
    return str(getattr(cell, lang))


def _about(facts: Text, date: str, proposal: str | None) -> list[Text]:
    """Who the page is about, and by which law."""
    from uitvoerbaar.engine.explain.dutch import DUTCH
    from uitvoerbaar.engine.explain.english import ENGLISH
    from uitvoerbaar.findings import Text
    from uitvoerbaar.proposal import load_proposal

    nl, en = DUTCH.show(date), ENGLISH.show(date)
    law = Text(f"De wet op {nl}.", f"The law on {en}.")
    if proposal is not None:
        title = load_proposal(proposal).title
        law = Text(f"De wet voor en na het voornemen: {title.nl}; de dag is {nl}.",
                   f"The law before and after the proposal: {title.en or title.nl}; the day is {en}.")  # fmt: skip
    return [Text(f"Het huishouden: {facts.nl}.", f"The household: {facts.en}."), law]


def _sides(proposal: str | None) -> list[tuple[Text, Corpus]]:
    """The laws to draw by, each with its name: one, or both sides of a proposal."""
    from uitvoerbaar.assess.figures import SIDE
    from uitvoerbaar.findings import Text
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.proposal import load_proposal

    corpus = load_corpus()
    if proposal is None:
        return [(Text("De wet zoals die geldt", "The law as it stands"), corpus)]
    loaded = load_proposal(proposal)
    return [(SIDE["voor"], loaded.before.corpus(corpus)), (SIDE["na"], loaded.after.corpus(corpus))]
