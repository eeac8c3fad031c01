"""Personas: what the proposal does to fictional persons, told one by one with the reason in the law."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from uitvoerbaar.assess.aspects.personas.findings import explain_command, findings
from uitvoerbaar.assess.aspects.personas.persona import Persona, brought_personas, load_personas
from uitvoerbaar.assess.aspects.personas.run import Result, run_persona
from uitvoerbaar.assess.aspects.personas.story import story
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import whole_euros
from uitvoerbaar.base.language import both, tr
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.findings import Cell, Column, Figure, Finding, TestRun, TestStatus, Text
from uitvoerbaar.law import load_corpus
from uitvoerbaar.population.tables import PopulationDataError

ID = "personas"
_TITLE = Text("Mensen zoals zij", "People like them")


def run(ctx: Context) -> Outcome:
    """Run every persona before and after; one finding per scheme by which personas lose more than the norm."""
    personas = [*load_personas(ctx.catalogue), *brought_personas(ctx.proposal.folder, ctx.catalogue)]
    shown, missing = _results(ctx, personas)
    if not shown:
        why = missing or [Text("Er zijn geen personas (data/personas).", "There are no personas (data/personas).")]
        return not_done(ID, _TITLE, _intro(ctx, personas), *why)
    found: list[Finding] = findings(ctx, ID, shown)
    figures = [_effects(ctx, shown), _stories(ctx, shown), _schemes(ctx, shown)]
    status: TestStatus = "gedeeltelijk" if missing else "uitgevoerd"
    return Outcome(TestRun(ID, _TITLE, _intro(ctx, personas), status, tuple(missing)), found, figures)


def _results(ctx: Context, personas: list[Persona]) -> tuple[list[Result], list[Text]]:
    """Every persona for whom the laws have an answer, largest loss first, and why the others are missing."""
    if not ctx.common_outcome:
        why = Text("Geen uitkomst is voor en na te berekenen.", "No outcome can be computed before and after.")
        return [], [why]
    home = Explainer(load_corpus(), ctx.catalogue)
    results: list[Result] = []
    missing: list[Text] = []
    for persona in personas:
        try:
            results.append(run_persona(ctx, persona, home))
        except (EvaluationError, PopulationDataError) as error:
            missing.append(both(tr("{name}: {error}", name=persona.name, error=error)))
    return sorted(results, key=lambda r: (r.change, r.persona.id)), missing


def _intro(ctx: Context, personas: list[Persona]) -> Text:
    years = sorted({side.year for side in ctx.sides})
    nl_years, en_years = " en ".join(map(str, years)), " and ".join(map(str, years))
    return Text(
        f"{len(personas)} verzonnen mensen, onder wie mensen die het moeilijk hebben: met schulden, zonder huis, die slecht "
        "lezen, ziek zijn, voor een ander zorgen of net 18 zijn. Per mens: wat er is zonder en met het voornemen, en waarom "
        f"volgens de wet. Bedragen zijn in geld van {nl_years}. Zij laten zien wat er gebeurt, niet hoe vaak.",
        f"{len(personas)} fictional people, among them people who have a hard time: in debt, homeless, with low literacy, ill, "
        "caring for another or just 18. For each: what there is without and with the proposal, and why according to the "
        f"law. Amounts are in money of {en_years}. They show what happens, not how often.",
    )


def _outcome(ctx: Context) -> Text:
    if ctx.by_net:
        return Text("Netto inkomen", "Net income")
    return Text("Som van de toeslagen", "Sum of allowances")


_persona_table = partial(
    TableSpec,
    ID,
    unit="eurocent_per_jaar",
    assumption=True,
    note=Text(
        "De personen zijn verzonnen. De hele uitleg van een regeling voor {persona}: {command}",
        "The persons are fictional. The whole explanation of one scheme for {persona}: {command}",
    ),
)
_EFFECTS_TABLE = _persona_table(
    "gevolg",
    Text("Wat het voornemen met ieder doet", "What the proposal does to each"),
    Text(
        "{what} van het huishouden per jaar, zonder en met het voornemen. Wie het meest verliest staat bovenaan.",
        "{what} of the household a year, without and with the proposal. Who loses most comes first.",
    ),
    (
        Column("persona", Text("Wie", "Who")),
        Column("wie", Text("Verhaal", "Story")),
        Column("voor", Text("Zonder het voornemen", "Without the proposal"), "eurocent_per_jaar"),
        Column("na", Text("Met het voornemen", "With the proposal"), "eurocent_per_jaar"),
        Column("verschil", Text("Verschil", "Difference"), "eurocent_per_jaar"),
        Column("aandeel", Text("Als deel van het bedrag zonder", "As a share of the amount without"), "aandeel"),
    ),
)


def _effects(ctx: Context, results: list[Result]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for result in results:
        share = result.share()
        rows.append(
            {
                "persona": result.persona.called,
                "wie": result.persona.story,
                "voor": whole_euros(result.outcome.before),
                "na": whole_euros(result.outcome.after),
                "verschil": whole_euros(result.outcome.after) - whole_euros(result.outcome.before),
                "aandeel": None if share is None else round(share, 4),
            }
        )
    what = _outcome(ctx)
    return _table(ctx, results, _EFFECTS_TABLE, rows, what=what)


_STORIES_TABLE = _persona_table(
    "verhalen",
    Text("Hun verhaal", "Their story"),
    Text(
        "Elk verhaal is gemaakt uit de bedragen en de stappen van de wet. Woorden tussen aanhalingstekens zijn van de wet.",
        "Each story is made from the amounts and the steps of the law. Words in quotation marks are the law's own.",
    ),
    (Column("persona", Text("Wie", "Who")), Column("verhaal", Text("Verhaal", "Story"))),
)


def _stories(ctx: Context, results: list[Result]) -> Figure:
    rows: list[Mapping[str, Cell]] = [
        {"persona": result.persona.called, "verhaal": story(ctx, result)} for result in results
    ]
    return _table(ctx, results, _STORIES_TABLE, rows)


_SCHEMES_TABLE = _persona_table(
    "regelingen",
    Text("Elke regeling, per persoon", "Each scheme, per person"),
    Text(
        "Recht is wat de wet geeft; betaald is nul voor wie niets aanvraagt. De inkomensheffing is wat men betaalt.",
        "Right is what the law gives; paid is nothing for who does not apply. Income tax is what people pay.",
    ),
    (
        Column("persona", Text("Wie", "Who")),
        Column("regeling", Text("Regeling", "Scheme")),
        Column("recht_voor", Text("Recht zonder het voornemen", "Right without the proposal"), "eurocent_per_jaar"),
        Column("voor", Text("Betaald zonder het voornemen", "Paid without the proposal"), "eurocent_per_jaar"),
        Column("recht_na", Text("Recht met het voornemen", "Right with the proposal"), "eurocent_per_jaar"),
        Column("na", Text("Betaald met het voornemen", "Paid with the proposal"), "eurocent_per_jaar"),
        Column("verschil", Text("Verschil", "Difference"), "eurocent_per_jaar"),
    ),
)


def _schemes(ctx: Context, results: list[Result]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for result in results:
        for scheme in ctx.settings.schemes:
            before, after = (result.amounts.of(role).get(scheme.id) for role in ROLES)
            if before is not None and after is not None and (before.entitled or after.entitled):
                rows.append(
                    {
                        "persona": result.persona.called,
                        "regeling": scheme.name,
                        "recht_voor": before.entitled,
                        "voor": before.paid,
                        "recht_na": after.entitled,
                        "na": after.paid,
                        "verschil": after.paid - before.paid,
                    }
                )
    return _table(ctx, results, _SCHEMES_TABLE, rows)


def _table(
    ctx: Context, results: list[Result], table: TableSpec, rows: list[Mapping[str, Cell]], **parts: Text
) -> Figure:
    first = results[0]
    scheme = next(s for s in (*first.changed, *ctx.settings.schemes) if s.id in first.amounts.after)
    years = [Text(year, year) for year in sorted({str(side.year) for side in ctx.sides})]
    source = Text(
        "Verzonnen personen (data/personas), bedragen omgerekend naar {years} (data/population/groei.csv)",
        "Fictional persons (data/personas), amounts moved to {years} (data/population/groei.csv)",
    ).format(years=Text(" en ", " and ").join(years))
    again = explain_command(ctx, first, scheme, "na")
    return table.filled(persona=first.persona.called, command=again, **parts).figure(ctx, rows, source=source)


TEST = Test(ID, run, cases=True)
