"""Fraud: which claims stand against no register, what a false one gains, how likely it is found; the row of the kader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from uitvoerbaar.assess.aspects.fraud.measure import Claim, claims, median
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of, too_few
from uitvoerbaar.assess.figures import KANT, SIDE, TableSpec, on_people, per_row
from uitvoerbaar.assess.norms import Settings
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.people.totals import count, whole_euros
from uitvoerbaar.assess.words import item_label
from uitvoerbaar.base.numbers import money, percent
from uitvoerbaar.delivery.chain.checks import HOW_NAMES, NOT_CHECKED, Checks, load_checks
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.findings import Cell, Column, Figure, KaderRow, TestRun, Text

ID = "fraude"
_ROW = "fraudebestendigheid"
_TITLE = Text("Fraudebestendigheid", "Resistance to fraud")
_INTRO = Text(
    "Het spiegelbeeld van de vergissingen: wie met opzet iets anders opgeeft dan zo is, wat levert dat op, en hoe groot is de "
    "kans dat het wordt gevonden? Alleen wat de burger zelf opgeeft en geen registratie houdt, telt. Dit zegt niets over hoeveel "
    "mensen het doen.",
    "The mirror of mistakes: who states on purpose something else than what is so, what does that bring, and how likely is it "
    "found? Only what citizens state and no register holds counts. This says nothing of how many people do it.",
)


def run(ctx: Context) -> Outcome:
    """Every claim of the changed schemes (of all when none changes), before and after."""
    ctx = part_of(ctx)
    chain, checks = load_chain(), load_checks()
    schemes = changed_schemes(ctx) or [s for s in ctx.settings.schemes if s.id in ctx.sides.after.nodes]
    if not any(s.id in ctx.sides.of(role).nodes for s in schemes for role in ROLES):
        return not_done(ID, _TITLE, _INTRO, Text("Geen regeling is te berekenen.", "No scheme can be computed."))
    before, sample = claims(ctx, "voor", schemes, chain, checks)
    after, _ = claims(ctx, "na", schemes, chain, checks)
    both = Pair(before, after)
    figure = _table(ctx, both, sample, checks)
    if too_few(ctx, (_gaining(claim, sample) for found in both for claim in found)):
        run_ = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk", (_FEW,))
        return Outcome(run_, figures=[figure] if figure.rows else [])
    row = _row(both, sample, checks, ctx.settings, [figure.id] if figure.rows else [])
    if rule_of(ctx) is not None:  # a median is the amount of one household
        row = replace(row, explanation=_IN_TABLE)
    return Outcome(TestRun(ID, _TITLE, _INTRO), figures=[figure] if figure.rows else [], kader=[row])


_FEW = Text(
    "De rij van het kader ontbreekt: een voordeel rust op te weinig huishoudens van de eigen gegevens om het te tonen.",
    "The row of the kader is left out: a gain rests on too few households of the own microdata to be shown.",
)


_IN_TABLE = Text(
    "Eigen gegevens: het voordeel van een valse opgave is in het midden dat van een huishouden en staat daarom alleen afgerond in "
    "de tabel. Kansen, boete en grenzen zijn aannamen.",
    "Own microdata: the median gain of a false claim is that of one household, so it stands in the table only, rounded. Chances, "
    "fine and bounds are assumptions.",
)


def _gaining(claim: Claim, sample: Sample) -> float:
    """The households that gain by a claim."""
    return count(claim.large > 0, sample.weights, sample.full).value


_TABLE = TableSpec(
    ID,
    "opgaven",
    Text(
        "Wat een valse opgave oplevert, en hoe groot de kans op ontdekking is",
        "What a false claim brings, and how likely it is found",
    ),
    Text(
        "Per gegeven dat de burger zelf opgeeft. Klein: de stappen van de vergissingen, met opzet. Groot: de gunstigste van "
        "zeven waarden die in de bevolking voorkomen. Verwacht: het grote voordeel maal de kans dat het blijft, min "
        "terugbetalen met boete.",
        "Per item that citizens state. Small: the steps of the mistakes, on purpose. Large: the most favourable of seven "
        "values that occur in the population. Expected: the large gain times the chance that it stays, less repaying with a "
        "fine.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("gegeven", Text("Opgave van de burger", "Statement of citizens")),
        KANT,
        Column("tegen", Text("Te leggen tegen", "Can be held against")),
        Column("huishoudens", Text("Huishoudens die erbij winnen", "Households that gain by it"), "huishoudens"),
        Column("klein", Text("Klein voordeel (midden)", "Small gain (median)"), "eurocent_per_jaar"),
        Column("midden", Text("Groot voordeel (midden)", "Large gain (median)"), "eurocent_per_jaar"),
        Column("kans", Text("Kans op ontdekking", "Chance of being found"), "aandeel"),
        Column("verwacht", Text("Verwacht voordeel", "Expected gain"), "eurocent_per_jaar"),
    ),
    assumption=True,
    note=Text(
        "Kansen en boete staan met hun reden in data/keten/controles.yaml en zijn een aanname. Alleen wie de regeling aanvraagt "
        "telt mee, en elk gegeven apart: een aanvraag die in het geheel vals is, staat hier niet. Zie "
        "docs/fraud-and-enforcement.md.",
        "Chances and the fine are in data/keten/controles.yaml with their reason and are an assumption. Only who applies counts, "
        "and each item by itself: an application that is false as a whole is not here. See docs/fraud-and-enforcement.md.",
    ),
)
_NOTHING = Text("niets: niet te controleren", "nothing: cannot be checked")


def _table(ctx: Context, both: Pair[list[Claim]], sample: Sample, checks: Checks) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for role, found in both.items():
        for claim in found:
            check = claim.statement.check
            against = _NOTHING if check is None else Text("{against} ({how})", "{against} ({how})").format(
                against=check.against, how=HOW_NAMES[check.how])  # fmt: skip
            rows.append({
                "regeling": claim.scheme.name,
                "gegeven": item_label(claim.statement.field),
                "kant": SIDE.of(role),
                "tegen": against,
                "huishoudens": round(_gaining(claim, sample)),
                "klein": whole_euros(median(claim.small, sample.weights)),
                "midden": whole_euros(claim.typical(sample.weights)),
                "kans": claim.statement.chance,
                "verwacht": whole_euros(claim.expected(sample.weights, checks)),
            })  # fmt: skip
    rows.sort(key=lambda row: (str(getattr(row["regeling"], "nl", "")), str(getattr(row["gegeven"], "nl", ""))))
    return _TABLE.figure(ctx, rows, source=on_people(ctx), range_=per_row(sample.full))


def _row(both: Pair[list[Claim]], sample: Sample, checks: Checks, settings: Settings, figures: list[str]) -> KaderRow:
    """The row: how much the best false claim brings after the proposal, and whether the proposal brought that about."""
    best = both.map(lambda found: max(found, key=lambda c: c.expected(sample.weights, checks), default=None))
    before, after = (0.0 if c is None else c.expected(sample.weights, checks) for c in best)
    open_before, open_after = ({_key(c) for c in found if c.statement.how == NOT_CHECKED} for found in both)
    new = open_after - open_before
    grows = after > before * (1 + settings.norm("fraude_groei"))
    value = "beperkt"
    if (grows or new) and after >= settings.norm("fraude_voordeel_ingrijpend"):
        value = "ingrijpend"
    elif new or (grows and after >= settings.norm("fraude_voordeel_middelgroot")):
        value = "middelgroot"
    if best.after is None:
        explanation = Text(
            "De gewijzigde regelingen vragen de burger niets dat geen registratie houdt. Gelet is alleen op valse opgaven; "
            "identiteitsfraude en samenspanning zijn niet te berekenen uit de wet.",
            "The changed schemes ask citizens nothing that no register holds. Only false statements were looked at; identity "
            "fraud and collusion cannot be computed from the law.",
        )
        return KaderRow(_ROW, "gedeeltelijk", value, explanation, figures=tuple(figures))
    return KaderRow(
        _ROW,
        "gedeeltelijk",
        value,
        _open(best.after, before, after, len(new), sample, checks, settings),
        figures=tuple(figures),
    )


def _key(claim: Claim) -> tuple[str, str]:
    return claim.scheme.id, claim.statement.field.name


def _open(
    best: Claim, before: float, after: float, new: int, sample: Sample, checks: Checks, settings: Settings
) -> Text:
    """The arithmetic of the row in words."""
    gain, chance = best.typical(sample.weights), best.statement.chance
    return Text(
        "De valse opgave die het meeste oplevert is {field} ({scheme}): in het midden {gain} per jaar, kans op ontdekking "
        "{chance} procent, dus verwacht {after} ({gain} × {left} procent − {gain} × {chance} procent × boete {fine} procent); "
        "voor het voornemen {before}. Opgaven erbij die nergens tegen te leggen zijn: {new}. Ingrijpend vanaf {most} en "
        "middelgroot vanaf {some}, als het voornemen het met meer dan {growth} procent laat groeien. Kansen, boete en grenzen "
        "zijn aannamen; identiteitsfraude en samenspanning zijn niet te berekenen uit de wet.",
        "The false statement that brings most is {field} ({scheme}): at the median {gain} a year, chance of being found {chance} "
        "percent, so {after} expected ({gain} × {left} percent − {gain} × {chance} percent × fine {fine} percent); before the "
        "proposal {before}. Statements added that can be held against nothing: {new}. Far-reaching from {most} and medium from "
        "{some}, if the proposal makes it grow by more than {growth} percent. Chances, fine and bounds are assumptions; identity "
        "fraud and collusion cannot be computed from the law.",
    ).format(
        field=item_label(best.statement.field),
        scheme=best.scheme.name.inside,
        gain=money(whole_euros(gain)),
        chance=percent(chance),
        left=percent(1 - chance),
        after=money(whole_euros(after)),
        before=money(whole_euros(before)),
        fine=percent(checks.fine.value),
        new=new,
        most=money(settings.norm("fraude_voordeel_ingrijpend")),
        some=money(settings.norm("fraude_voordeel_middelgroot")),
        growth=percent(settings.norm("fraude_groei")),
    )


TEST = Test(ID, run)
