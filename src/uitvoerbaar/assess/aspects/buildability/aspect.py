"""Buildability: how much work on systems a proposal asks, from what it changes in the rules; the row of the kader.

The kader calls 'beperkt' what fits in the yearly adaptation, without numbers. Here every change gets points by its kind, and
the sum is set against what a yearly adaptation is thought to hold (data/assess/normen_keten.yaml, all our assumption).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.assess.changed import changed_laws, changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec
from uitvoerbaar.assess.norms import Settings
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.reading.sources import sources
from uitvoerbaar.assess.words import field_label, item_label
from uitvoerbaar.base.numbers import decimal, exact_money
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.findings import Cell, Column, Figure, KaderRow, TestRun, Text
from uitvoerbaar.law.canonical import Form, apart, difference, numbers, outputs
from uitvoerbaar.law.model import Definition, Law

ID = "maakbaarheid"
_TITLE = Text("Maakbaarheid van systemen", "Buildability of systems")
_INTRO = Text(
    "Wat moet er in de systemen van de uitvoerder anders? Geteld uit de regels: andere getallen, andere regels, nieuwe gegevens, "
    "nieuwe koppelingen en nieuwe regelingen. Hoe die systemen zelf zijn gebouwd, staat niet in de wet.",
    "What must change in the systems of the provider? Counted from the rules: other numbers, other rules, new items, new "
    "connections and new schemes. How those systems are built is not in the law.",
)
_KINDS: Mapping[str, Text] = {
    "getal": Text("Andere getallen", "Other numbers"),
    "regel": Text(
        "Regels die anders rekenen, erbij komen of vervallen", "Rules that reckon otherwise, are added or dropped"
    ),
    "gegeven": Text("Nieuwe gegevens", "New items"),
    "registratie": Text("Nieuwe koppelingen met een registratie", "New connections with a register"),
    "regeling": Text("Nieuwe regelingen", "New schemes"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a system must do otherwise: its kind and what it is. `line` is where a number stands in its law, so that
    two numbers that happen to move alike stay two."""

    kind: str
    what: Text
    line: int = 0


def run(ctx: Context) -> Outcome:
    """Count what changes; nothing to compute when no law differs."""
    found = list(dict.fromkeys(changes(ctx)))
    if not changed_laws(ctx):
        why = Text(
            "Het voornemen wijzigt geen wet die wordt gerekend.", "The proposal changes no law that is computed."
        )
        return not_done(ID, _TITLE, _INTRO, why)
    figure = _table(ctx, found)
    row = _row(ctx, found, figure.id)
    return Outcome(TestRun(ID, _TITLE, _INTRO), figures=[figure], kader=[row])


def changes(ctx: Context) -> Iterator[Change]:
    """Everything that the proposal changes in what is computed."""
    sides = ctx.sides
    for law in sorted(changed_laws(ctx)):
        before, after = sides.before.law(law), sides.after.law(law)
        yield from _rules(before, after)
    chain = load_chain()
    linked: dict[tuple[str, str], list[Text]] = {}
    for scheme in changed_schemes(ctx):
        was, now = (sides.of(role).nodes.get(scheme.id) for role in ROLES)
        if now is None:
            continue
        if scheme.new:
            yield Change("regeling", scheme.name)
        new = sources(now, scheme, ctx.catalogue, chain)
        old = None if was is None or scheme.new else sources(was, scheme, ctx.catalogue, chain)
        for key, field in new.fields.items():
            if old is None or key not in old.fields:
                yield Change("gegeven", _of(item_label(field), scheme.name))
        for link in new.registers:
            if old is None or link not in old.registers:
                linked.setdefault((scheme.provider, link), []).append(scheme.name.inside)
    # A provider makes a connection once, for however many of its schemes.
    for (_, link), names in linked.items():
        yield Change("registratie", _of(chain.links[link].name, COMMA.join(names)))


def _of(what: Text, scheme: Text) -> Text:
    return Text("{what} ({scheme})", "{what} ({scheme})").format(what=what, scheme=scheme.inside)


def _rules(before: Law | None, after: Law | None) -> Iterator[Change]:
    """Numbers and rules that differ between two versions of a law; all rules of a law that is new or goes.

    What stands once in the law is one change, with every output that it reaches: a constant of two outputs, or a step that two
    outputs take. What stands twice is two, also when both move alike.
    """
    old = {} if before is None else outputs(before)
    new = {} if after is None else outputs(after)
    named = after or before
    law = "" if named is None else named.name
    constants = _constants(after)
    reached: dict[_Spot, list[str]] = {}
    for name in dict.fromkeys((*old, *new)):
        was, now = (side[name][1] if name in side else None for side in (old, new))
        for spot in _spots(name, was, now):
            reached.setdefault(spot, []).append(name)
    # Numbers in the order of the law, rules in that of their outputs.
    for spot, names in sorted(reached.items(), key=lambda each: each[0].line):
        # A number stands in the rules of an output as often as a step of it is taken.
        label = COMMA.join(dict.fromkeys(field_label(name, "") for name in names))
        constant = constants.get(spot.line) if spot.kind == "getal" else None
        if constant is not None:
            label = field_label(constant.name, "")
        what = Text("{output} ({law})", "{output} ({law})").format(output=label, law=law)
        if spot.kind == "getal":
            what = _of_number(what, spot.before, spot.after, None if constant is None else constant.unit)
        yield Change(spot.kind, what, spot.line)


def _constants(law: Law | None) -> dict[int, Definition]:
    """The constants of a law by the line of their number; none of a line that holds more than one."""
    found: dict[int, list[Definition]] = {}
    for article in () if law is None else law.articles:
        for constant in () if article.rules is None else article.rules.definitions.values():
            found.setdefault(constant.line, []).append(constant)
    return {line: constants[0] for line, constants in found.items() if len(constants) == 1}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a law where something changes. A rule is known by the smallest parts that differ, or by its output when that
    is new or goes; a number by what it was and becomes."""

    kind: str
    line: int
    before: Decimal | None = None
    after: Decimal | None = None
    parts: tuple[object, ...] = ()


def _spots(name: str, was: Form | None, now: Form | None) -> Iterator[_Spot]:
    """Where an output differs."""
    if was is None or now is None:
        yield _Spot("regel", 0, parts=(name,))
    elif was.shape != now.shape:
        old, new = apart(*difference(was, now))
        yield _Spot("regel", 0, parts=tuple((part.key, part.line) for part in (*old, *new)))
    else:
        for (a, _), (b, _) in zip(numbers(was), numbers(now), strict=True):
            if a.value != b.value:
                yield _Spot("getal", b.line, a.value, b.value)


def _of_number(what: Text, one: Decimal | None, other: Decimal | None, unit: str | None) -> Text:
    """A number that moves, as a reader has it: amounts in euros, a bare share in percents."""
    before, after = (Text("?") if number is None else _said(number, unit) for number in (one, other))
    return Text("{what}: {before} wordt {after}", "{what}: {before} becomes {after}").format(
        what=what, before=before, after=after
    )


_EURO = 100
"""Eurocents in one."""


def _said(number: Decimal, unit: str | None) -> Text:
    if unit in ("eurocent", "euro"):
        cents = number if unit == "eurocent" else number * _EURO
        whole = cents == cents.to_integral_value()
        return exact_money(int(cents)) if whole else Text("{n} cent", "{n} cents").format(n=decimal(float(cents)))
    if unit is None and -1 < number < 1 and number != 0:
        return Text("{n} procent", "{n} percent").format(n=decimal(float(100 * number)))
    return decimal(float(number))


_TABLE = TableSpec(
    ID,
    "punten",
    Text(
        "Wat er in systemen anders moet, en hoe zwaar dat telt",
        "What must change in systems, and how heavily it counts",
    ),
    Text(
        "Aantal maal punten. Past de som in de jaarlijkse aanpassing, dan is de maakbaarheid beperkt.",
        "Number times points. If the sum fits in the yearly adaptation, the effect is limited.",
    ),
    (
        Column("soort", Text("Soort verandering", "Kind of change")),
        Column("aantal", Text("Aantal", "Number"), "aantal"),
        Column("punten", Text("Punten per stuk", "Points each"), "aantal"),
        Column("som", Text("Samen", "Together"), "aantal"),
        Column("welke", Text("Welke", "Which")),
    ),
    assumption=True,
    note=Text(
        "Punten en grenzen zijn een aanname van dit programma (data/assess/normen_keten.yaml); een uitvoerder kan ze door zijn "
        "eigen ervaring vervangen. Het kader noemt geen getallen.",
        "Points and bounds are an assumption of this program (data/assess/normen_keten.yaml); a provider can replace them by its "
        "own experience. The kader names no numbers.",
    ),
)
_BETWEEN = Text("; ", "; ")
_SHOWN = 8
"""Changes of a kind that are named; the others are counted."""


def _table(ctx: Context, found: list[Change]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for kind, name in _KINDS.items():
        ours = [change.what for change in found if change.kind == kind]
        points = ctx.settings.norm(f"maakbaarheid_punten_{kind}")
        rows.append({
            "soort": name,
            "aantal": len(ours),
            "punten": round(points),
            "som": round(len(ours) * points),
            "welke": _named(ours),
        })  # fmt: skip
    return _TABLE.figure(ctx, rows)


def _named(what: list[Text]) -> Text:
    if not what:
        return Text("geen", "none")
    shown = _BETWEEN.join(what[:_SHOWN])
    left = len(what) - _SHOWN
    if left <= 0:
        return shown
    return Text("{shown}; en nog {left}", "{shown}; and {left} more").format(shown=shown, left=left)


def _row(ctx: Context, found: list[Change], figure: str) -> KaderRow:
    settings: Settings = ctx.settings
    count = {kind: sum(change.kind == kind for change in found) for kind in _KINDS}
    points = {kind: settings.norm(f"maakbaarheid_punten_{kind}") for kind in _KINDS}
    total = sum(count[kind] * points[kind] for kind in _KINDS)
    most, some = settings.norm("maakbaarheid_ingrijpend"), settings.norm("maakbaarheid_middelgroot")
    value = "ingrijpend" if total >= most else "middelgroot" if total >= some else "beperkt"
    parts = [f"{count[kind]} × {points[kind]:g}" for kind in _KINDS if count[kind]]
    explanation = Text(
        "{sum} = {total} punten (getallen, regels, gegevens, koppelingen, regelingen; zie de tabel). Tot {some} past het in de "
        "jaarlijkse aanpassing (beperkt), vanaf {most} is het een project van zichzelf (ingrijpend). Punten en grenzen zijn "
        "aannamen; hoe de systemen van de uitvoerder zijn gebouwd en of er ruimte in de planning is, is niet te berekenen uit "
        "de wet.",
        "{sum} = {total} points (numbers, rules, items, connections, schemes; see the table). Up to {some} it fits in the yearly "
        "adaptation (limited), from {most} it is a project of its own (far-reaching). Points and bounds are assumptions; how the "
        "provider's systems are built and whether the planning has room cannot be computed from the law.",
    ).format(sum=" + ".join(parts) or "0", total=decimal(total), some=decimal(some), most=decimal(most))
    return KaderRow(ID, "gedeeltelijk", value, explanation, figures=(figure,))


TEST = Test(ID, run)
