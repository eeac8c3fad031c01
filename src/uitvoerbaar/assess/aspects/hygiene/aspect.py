"""Legal hygiene and complexity: does the law hold together, does it come at a fair moment, does it get more complex?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitvoerbaar.assess.aspects.hygiene.data import Hygiene, load_hygiene
from uitvoerbaar.assess.aspects.hygiene.defects import BROKEN, ENDS, GAP, Defect, Moment, defects, moment
from uitvoerbaar.assess.aspects.hygiene.rule_changes import rule_changes
from uitvoerbaar.assess.changed import changed_laws, changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome, Test
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.reading.complexity import Complexity, complexity
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.findings import Cell, Column, Figure, Finding, KaderRow, TestRun, Text

ID = "wetstechniek"
Counts = Pair[Mapping[str, Complexity]]
_TITLE = Text("Wetstechniek en complexiteit", "Legal hygiene and complexity")
_INTRO = Text(
    "Klopt de wet als bouwwerk: verwijzingen, open begrippen, wetten die aflopen? Komt zij op een vast moment en op tijd? En "
    "wordt zij eenvoudiger of ingewikkelder, geteld in voorwaarden, gegevens, artikelen en besluiten?",
    "Does the law hold together: references, open terms, laws that end? Does it come on a fixed date and in time? And does it "
    "become simpler or more complex, counted in conditions, data, articles and decisions?",
)


def run(ctx: Context) -> Outcome:
    """Defects, moment and complexity; fills the row on complexity of the kader, and that on introduction if it can."""
    rules = load_hygiene()
    schemes = changed_schemes(ctx) or list(ctx.settings.schemes)
    own: Counts = each_side(lambda role: _count(ctx, role, schemes, changed_laws(ctx)))
    whole: Counts = each_side(lambda role: _count(ctx, role, schemes, None))
    found = each_side(lambda role: {defect.key: defect for defect in defects(ctx, role)})
    when = moment(ctx, rules)
    findings = [*_defect_findings(ctx, found), *_moment_findings(ctx, when), *_change_findings(ctx, rules)]
    figures = [_complexity(ctx, own, whole, rules), _moment(ctx, when), _defects(ctx, found)]
    missing: list[Text] = []
    if when.published is None:
        missing.append(
            Text(
                "De dag van bekendmaking is niet opgegeven (bekendmaking in proposal.yaml).",
                "The day of publication is not given (bekendmaking in proposal.yaml).",
            )
        )
    run_ = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if missing else "uitgevoerd", tuple(missing))
    return Outcome(
        run_,
        findings,
        [f for f in figures if f.rows],
        kader=[_complexity_row(ctx, own)],
        kader_parts=_introduction_row(ctx, when, findings),
    )


def _count(ctx: Context, role: Role, schemes: list[Scheme], laws: frozenset[str] | None) -> dict[str, Complexity]:
    return {s.id: complexity(ctx, role, s, laws) for s in schemes if s.id in ctx.sides.of(role).nodes}


_COMPLEXITY_TABLE = TableSpec(
    ID,
    "complexiteit",
    Text("Complexiteit, voor en na", "Complexity, before and after"),
    Text(
        "Wat iemand moet weten om een besluit uit te leggen: in de wet die verandert, en in alle wetten samen die de "
        "uitkomst raken (ook de belasting).",
        "What someone must know to explain a decision: in the law that changes, and in all laws together that touch the "
        "outcome (tax as well).",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("maat", Text("Maat", "Measure")),
        Column("voor", Text("Voor, in de wet die verandert", "Before, in the law that changes"), "aantal"),
        Column("na", Text("Na, in de wet die verandert", "After, in the law that changes"), "aantal"),
        Column("voor_alles", Text("Voor, alle wetten", "Before, all laws"), "aantal"),
        Column("na_alles", Text("Na, alle wetten", "After, all laws"), "aantal"),
    ),
)


def _complexity(ctx: Context, own: Counts, whole: Counts, rules: Hygiene) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for scheme in ctx.settings.schemes:
        sides = [counts.of(role).get(scheme.id) for counts in (own, whole) for role in ROLES]
        if any(side is not None for side in sides):
            for measure, words in rules.measures.items():
                cells = [getattr(side, measure) if side is not None else None for side in sides]
                keys = zip(("voor", "na", "voor_alles", "na_alles"), cells, strict=True)
                rows.append({"regeling": scheme.name, "maat": words, **dict(keys)})
    return _COMPLEXITY_TABLE.figure(ctx, rows)


def _complexity_row(ctx: Context, counts: Counts) -> KaderRow:
    """More, less or neutral by the counts in the changed laws, summed over the schemes that both sides can compute."""
    both = counts.before.keys() & counts.after.keys()
    before, after = (sum(counts.of(role)[key].total for key in both) for role in ROLES)
    change = (after - before) / before if before else 0.0
    least = ctx.settings.norm("complexiteit_verschil_aandeel")
    value = "neutraal" if abs(change) <= least else "toename" if change > 0 else "afname"
    conditions = [sum(counts.of(role)[key].conditions for key in both) for role in ROLES]
    percent = round(100 * change, 1)
    return KaderRow(
        "complexiteit",
        "gedeeltelijk",
        value,
        Text(
            "Voorwaarden, gegevens, artikelen en besluiten samen: {before} voor, {after} na ({percent} "
            "procent); voorwaarden alleen: {first} voor, {now} na. Geteld in de wet die verandert; systemen en "
            "werkprocessen zijn niet beoordeeld.",
            "Conditions, data, articles and decisions together: {before} before, {after} after ({percent} percent); "
            "conditions alone: {first} before, {now} after. Counted in the law that changes; systems and work "
            "processes were not assessed.",
        ).format(
            before=before,
            after=after,
            percent=decimal(percent),
            first=conditions[0],
            now=conditions[1],
        ),
        figures=(f"{ID}-complexiteit",),
    )


def _yes(value: bool | None) -> Text:
    if value is None:
        return Text("niet te zeggen", "cannot be told")
    return Text("ja", "yes") if value else Text("nee", "no")


_MOMENT_TABLE = TableSpec(
    ID,
    "invoering",
    Text("Moment van invoering", "Moment of introduction"),
    Text(
        "Wetten en AMvB's gaan in op 1 januari of 1 juli, ten minste twee maanden na bekendmaking; drie als gemeenten, "
        "provincies of waterschappen meedoen (Aanwijzingen voor de regelgeving 4.17).",
        "Acts and orders enter into force on 1 January or 1 July, at least two months after publication; three when "
        "municipalities, provinces or water boards are involved (Dutch drafting instructions 4.17).",
    ),
    (
        Column("punt", Text("Punt", "Point")),
        Column("uitkomst", Text("Uitkomst", "Result")),
    ),
)


def _moment(ctx: Context, when: Moment) -> Figure:
    unknown = Text("niet opgegeven", "not given")
    rows: list[Mapping[str, Cell]] = [
        {"punt": Text("Datum van ingang", "Entry into force"), "uitkomst": when.effective},
        {
            "punt": Text("Vast verandermoment", "Fixed change date"),
            "uitkomst": _yes(when.on_fixed_date)
            if when.fixed
            else Text("geldt niet voor deze soort", "not for this kind"),
        },
        {"punt": Text("Dag van bekendmaking", "Day of publication"), "uitkomst": when.published or unknown},
        {
            "punt": Text("Hele maanden ertussen", "Whole months in between"),
            "uitkomst": when.months if when.months is not None else unknown,
        },
        {"punt": Text("Maanden die nodig zijn", "Months needed"), "uitkomst": when.needed},
        {"punt": Text("Raakt medeoverheden", "Concerns other governments"), "uitkomst": _yes(when.others)},
        {"punt": Text("Op tijd bekend", "Made known in time"), "uitkomst": _yes(when.in_time)},
    ]
    return _MOMENT_TABLE.figure(
        ctx,
        rows,
        source=Text(
            "Beschrijving van het voornemen en de Aanwijzingen voor de regelgeving 4.17",
            "Description of the proposal and the Dutch drafting instructions 4.17",
        ),
    )


def _moment_findings(ctx: Context, when: Moment) -> list[Finding]:
    laws = sorted(ctx.proposal.changed_laws) or [changed_schemes(ctx)[0].law if changed_schemes(ctx) else ""]
    made = []
    mend = Text(
        "Kies een later vast moment, of leg in de toelichting uit welke uitzondering geldt.",
        "Choose a later fixed date, or explain in the memorandum which exception applies.",
    )
    if when.on_fixed_date is False:
        made.append(
            rule_finding(
                ctx,
                ID,
                "verandermoment",
                "aandacht",
                Text("Geen vast verandermoment", "Not on a fixed change date"),
                Text(
                    "Ingang is {effective}; vaste momenten voor deze soort zijn {days}.",
                    "Entry into force is {effective}; fixed dates for this kind are {days}.",
                ).format(effective=when.effective, days=_days(when)),
                changed_schemes(ctx),
                laws[0],
                mend=mend,
            )
        )
    if when.in_time is False:
        made.append(
            rule_finding(
                ctx,
                ID,
                "invoeringstermijn",
                "ernstig",
                Text("Te kort voor de invoering bekend", "Made known too shortly before"),
                Text(
                    "Bekend op {published}, ingang {effective}: {months} hele maanden; nodig zijn er {needed}.",
                    "Published {published}, in force {effective}: {months} whole months; {needed} are needed.",
                ).format(
                    published=str(when.published), effective=when.effective, months=str(when.months), needed=when.needed
                ),
                changed_schemes(ctx),
                laws[0],
                mend=mend,
            )
        )
    return made


def _days(when: Moment) -> str:
    return ", ".join(f"{int(day[3:])}-{int(day[:2])}" for day in when.fixed or ())


def _introduction_row(ctx: Context, when: Moment, findings: list[Finding]) -> list[KaderRow]:
    """The date by the calendar of rules alone, when publication is known and the kind has fixed dates."""
    if when.earliest is None:
        return []
    fits = when.on_fixed_date and when.in_time
    explanation = Text(
        "Alleen getoetst aan de vaste verandermomenten en de termijn na bekendmaking; of de uitvoering dan klaar is, zegt de "
        "organisatie zelf.",
        "Only tested against the fixed change dates and the term after publication; whether delivery is ready then is for "
        "the organisation to say.",
    )
    ids = tuple(f.id for f in findings if f.id in (f"{ID}-verandermoment", f"{ID}-invoeringstermijn"))
    value = when.effective if fits else when.earliest
    return [KaderRow("invoering", "gedeeltelijk", value, explanation, findings=ids, figures=(f"{ID}-invoering",))]


_DEFECTS_TABLE = TableSpec(
    ID,
    "gebreken",
    Text("Verwijzingen, open begrippen en wetten die aflopen", "References, open terms and laws that end"),
    Text(
        "Wat in de gebruikte wetten open of los staat. Een open begrip met een standaard werkt, maar een mens kan anders "
        "beslissen.",
        "What is open or loose in the laws used. An open term with a default works, but a person may decide otherwise.",
    ),
    (
        Column("soort", Text("Soort", "Kind")),
        Column("waar", Text("Waar", "Where")),
        Column("wat", Text("Wat", "What")),
        Column("voor", SIDE.before),
        Column("na", SIDE.after),
    ),
)


def _defects(ctx: Context, found: Pair[Mapping[Any, Defect]]) -> Figure:
    every = {**found.before, **found.after}
    rows: list[Mapping[str, Cell]] = [
        {
            "soort": d.kind,
            "waar": f"{d.law.replace('_', ' ')} {d.article or ''}".strip(),
            "wat": d.words,
            "voor": _yes(key in found.before),
            "na": _yes(key in found.after),
        }
        for key, d in sorted(every.items(), key=lambda item: (item[1].kind.nl, item[1].law, item[1].article or ""))
    ]
    return _DEFECTS_TABLE.figure(ctx, rows)


def _defect_findings(ctx: Context, found: Pair[Mapping[Any, Defect]]) -> list[Finding]:
    """One serious finding per broken place that the proposal brings in; one for information on what was broken already.

    A law that is missing on both sides says something of our corpus, not of the proposal: it is in the table only.
    """
    broken = each_side(lambda role: [d for d in found.of(role).values() if d.kind in BROKEN])
    new = [d for d in broken.after if d.key not in found.before]
    old = [d for d in broken.after if d.key in found.before and d.kind != GAP]
    schemes = changed_schemes(ctx)
    made = [
        rule_finding(
            ctx,
            ID,
            f"nieuw-{number}",
            "ernstig",
            Text("{kind} in {law}", "{kind} in {law}").format(kind=d.kind, law=d.law.replace("_", " ")),
            Text(
                "Het voornemen brengt dit in de wet: {defect}.", "The proposal brings this into the law: {defect}."
            ).format(defect=d.words),
            schemes,
            d.law,
            d.article,
            d.line,
            Text("Herstel de verwijzing of regel wat ontbreekt.", "Repair the reference or provide what is missing."),
        )
        for number, d in enumerate(new, start=1)
    ]
    made += [
        rule_finding(
            ctx,
            ID,
            f"loopt-af-{d.law}",
            "aandacht",
            Text("{kind}: {law}", "{kind}: {law}").format(kind=d.kind, law=d.law.replace("_", " ")),
            Text(
                "De laatste dag is {defect}; andere regels gebruiken deze wet dan nog.",
                "The last day is {defect}; other rules still use this law by then.",
            ).format(defect=d.words),
            schemes,
            d.law,
            mend=Text(
                "Laat een regel volgen, of haal de verwijzingen weg.", "Let a rule follow, or remove the references."
            ),
        )
        for key, d in found.after.items()
        if d.kind == ENDS and key not in found.before
    ]
    if old:
        kinds = list(dict.fromkeys(d.kind for d in old))
        made.append(
            rule_finding(
                ctx,
                ID,
                "bestaand",
                "informatie",
                Text("Gebreken die er al waren", "Defects that were there already"),
                Text(
                    "{times} keer: {kinds}. Zie de tabel; het voornemen verandert ze niet.",
                    "{times} times: {kinds}. See the table; the proposal does not change them.",
                ).format(times=len(old), kinds=COMMA.join(kind.inside for kind in kinds)),
                [],
                old[0].law,
                old[0].article,
                old[0].line,
            )
        )
    return made


def _change_findings(ctx: Context, rules: Hygiene) -> list[Finding]:
    """One finding for each change of a rule that is not told, with the place in the law."""
    mend = Text(
        "Zet in de tekst en bij 'wijzigingen' wat verandert en waarom, of herstel de regel.",
        "Say in the text and under 'wijzigingen' what changes and why, or restore the rule.",
    )
    return [
        rule_finding(
            ctx,
            ID,
            f"{c.kind}-{c.law}-{(c.article or '').replace(' ', '-').replace(':', '-')}",
            c.severity,
            c.title,
            c.explanation,
            changed_schemes(ctx),
            c.law,
            c.article,
            c.line,
            mend,
        )
        for c in rule_changes(ctx, rules)
    ]


TEST = Test(ID, run)
