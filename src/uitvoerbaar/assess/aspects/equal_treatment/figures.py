"""The figures of equal treatment: chances and amounts by group, who loses, and which facts stand for a ground."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from uitvoerbaar.assess.aspects.equal_treatment.measure import Selected, Unequal
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec, bounds, on_people, per_row
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.by_group import Ratios
from uitvoerbaar.assess.people.left_out import names_of, of_grouping, with_left_out
from uitvoerbaar.assess.people.totals import whole_euros
from uitvoerbaar.assess.protected_grounds.grounds import Ground
from uitvoerbaar.assess.protected_grounds.proxies import PARTNER
from uitvoerbaar.assess.words import any_of, field_label
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text

ID = "gelijke-behandeling"
_KINDS = {
    "beschermd": Text("verboden grond", "prohibited ground"),
    "kwetsbaar": Text("kwetsbare groep", "vulnerable group"),
    "overig": Text("overige groep", "other group"),
}
CAN = Text(
    "Een verhouding laat zien dat uitkomsten verschillen, niet waarom. Groepen verschillen ook in inkomen, huur en gezin, en "
    "een regeling naar behoefte hoort dan ongelijk uit te pakken. Een verhouding van 1 sluit ongelijke behandeling niet uit: "
    "binnen een groep kan iemand tekort komen, en fouten in de uitvoering staan hier niet in. Of een verschil mag, vraagt "
    "een doel dat deugt, een middel dat past en geen lichter middel: dat wegen mensen. Bij een paar telt het kenmerk van de "
    "hoofdbewoner, dus geslacht hangt samen met alleen wonen. De gronden zijn hier alleen gebruikt om te meten.",
    "A ratio shows that outcomes differ, not why. Groups also differ in income, rent and family, and a scheme by need should "
    "then turn out unequal. A ratio of 1 does not rule out unequal treatment: someone within a group can fall short, and "
    "errors in delivery are not in here. Whether a difference is allowed asks for a legitimate aim, a suitable means and no "
    "lighter means: people weigh that. For a couple the mark of the head counts, so sex goes with living alone. The grounds "
    "were used here to measure only.",
)


SHORT = Text(
    "Een verhouding laat een verschil zien, geen oorzaak; zie de uitleg bij deze toets.",
    "A ratio shows a difference, not a cause; see the text of this test.",
)


def shown(ctx: Context, found: Ratios, group: int) -> bool:
    """Whether a group has enough households to show."""
    return int(found.rows[group]) >= ctx.settings.norm("kleinste_groep_huishoudens")


_ground_table = partial(TableSpec, ID, assumption=True, note=SHORT)


def name_of(selected: Selected) -> Text:
    """The changed schemes in words, as who gets at least one of them is counted."""
    return any_of([scheme.name.inside for scheme in selected.schemes])


_CHANCES_TABLE = _ground_table(
    "ontvangen",
    Text("Wie krijgt {what}, en hoeveel", "Who gets {what}, and how much"),
    Text(
        "Kans: deel van de groep dat iets krijgt. Verhouding: die kans gedeeld door de kans van alle anderen; 1 is gelijk. "
        "Het bedrag is het gemiddelde van wie iets krijgt.",
        "Chance: part of the group that gets something. Ratio: that chance divided by the chance of all others; 1 is "
        "equal. The amount is the mean of those who get something.",
    ),
    (
        Column("grond", Text("Grond of groep", "Ground or group")),
        Column("soort", Text("Soort", "Kind")),
        Column("groep", Text("Wie", "Who")),
        Column("kans_voor", Text("Kans, voor", "Chance, before"), "aandeel"),
        Column("kans_na", Text("Kans, na", "Chance, after"), "aandeel"),
        Column("verhouding_voor", Text("Verhouding, voor", "Ratio, before"), "keer"),
        Column("verhouding_na", Text("Verhouding, na", "Ratio, after"), "keer"),
        *bounds("keer"),
        Column("bedrag_voor", Text("Gemiddeld bedrag, voor", "Mean amount, before"), "eurocent_per_jaar"),
        Column("bedrag_na", Text("Gemiddeld bedrag, na", "Mean amount, after"), "eurocent_per_jaar"),
        Column("bedrag_verhouding", Text("Bedrag tegenover anderen", "Amount against others"), "keer"),
        Column("bedrag_laag", Text("Ondergrens", "Lower bound"), "keer"),
        Column("bedrag_hoog", Text("Bovengrens", "Upper bound"), "keer"),
    ),
    unit="keer",
)


def chances(ctx: Context, found: list[Unequal], selected: Selected) -> Figure:
    """Who gets the changed schemes, and how much, before and after, against all others."""
    rows: list[Mapping[str, Cell]] = []
    left: list[Text] = []
    no_amount: list[Text] = []
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    for item in found:
        left += _unshown(ctx, item, item.chance.after)
        few: list[Text] = []
        for i, label in enumerate(item.measured.groups.labels):
            if not shown(ctx, item.chance.after, i):
                continue
            ratio, amount = item.chance_ratio, item.amount_ratio
            enough = min(int(side.rows[i]) for side in item.amount) >= least
            few += [] if enough else [label]
            rows.append(
                {
                    "grond": item.measured.groups.title,
                    "soort": _KINDS[item.measured.ground.kind],
                    "groep": label,
                    "kans_voor": _share(item.chance.before.value[i]),
                    "kans_na": _share(item.chance.after.value[i]),
                    "verhouding_voor": _times(ratio.before.value[i]),
                    "verhouding_na": _times(ratio.after.value[i]),
                    "laag": _times(ratio.after.low[i]),
                    "hoog": _times(ratio.after.high[i]),
                    "bedrag_voor": whole_euros(item.amount.before.value[i]) if enough else None,
                    "bedrag_na": whole_euros(item.amount.after.value[i]) if enough else None,
                    "bedrag_verhouding": _times(amount.after.value[i]) if enough else None,
                    "bedrag_laag": _times(amount.after.low[i]) if enough else None,
                    "bedrag_hoog": _times(amount.after.high[i]) if enough else None,
                }
            )
        no_amount += of_grouping(item.measured.groups.title, few)
    what = name_of(selected)
    made = _figure(ctx, _CHANCES_TABLE.filled(what=what), rows, left)
    if not no_amount:
        return made
    told = _NO_AMOUNT.format(names=names_of(no_amount))
    return replace(made, note=SPACE.join([*filter(None, (made.note,)), told]))


_NO_AMOUNT = Text(
    "Te weinig huishoudens krijgen iets om een bedrag te noemen: {names}.",
    "Too few households get anything to name an amount: {names}.",
)


def losses(ctx: Context, found: list[Unequal]) -> list[Figure]:
    """Who loses and who gains by the proposal, against all others: the groups with a law behind them drawn, all in a table."""
    rows: list[Mapping[str, Cell]] = []
    drawn: list[Mapping[str, Cell]] = []
    left: list[Text] = []
    not_drawn: list[Text] = []
    for item in found:
        few = _unshown(ctx, item, item.loses)
        left += few
        not_drawn += few if item.measured.ground.kind != "overig" else []
        for i, label in enumerate(item.measured.groups.labels):
            if not shown(ctx, item.loses, i):
                continue
            ratio = item.loses_ratio
            row: Mapping[str, Cell] = {
                "grond": item.measured.groups.title,
                "soort": _KINDS[item.measured.ground.kind],
                "groep": label,
                "verliest": _share(item.loses.value[i]),
                "verliest_laag": _share(max(0.0, item.loses.value[i] - item.loses.half[i])),
                "verliest_hoog": _share(item.loses.value[i] + item.loses.half[i]),
                "wint": _share(item.wins.value[i]),
                "verhouding": _times(ratio.value[i]),
                "laag": _times(ratio.low[i]),
                "hoog": _times(ratio.high[i]),
            }
            rows.append(row)
            if item.measured.ground.kind != "overig":
                drawn.append(row)
    columns = (
        Column("grond", Text("Grond of groep", "Ground or group")),
        Column("soort", Text("Soort", "Kind")),
        Column("groep", Text("Wie", "Who")),
        Column("verliest", Text("Gaat erop achteruit", "Loses"), "aandeel"),
        Column("verliest_laag", Text("Ondergrens", "Lower bound"), "aandeel"),
        Column("verliest_hoog", Text("Bovengrens", "Upper bound"), "aandeel"),
        Column("wint", Text("Gaat erop vooruit", "Gains"), "aandeel"),
        Column("verhouding", Text("Achteruit tegenover anderen", "Loses against others"), "keer"),
        *bounds("keer"),
    )
    same = round(100 * ctx.settings.norm("inkomen_gelijk_aandeel"), 2)
    reading = Text(
        "Van wie de regeling krijgt, voor of na het voornemen: het deel van elke groep dat er {same} procent of meer op "
        "achteruitgaat.",
        "Of those who get the scheme, before or after the proposal: the part of each group that loses {same} percent or more.",
    ).format(same=decimal(same))
    chart = _figure(
        ctx,
        _ground_table(
            "geraakt",
            Text(
                "Wie gaat erop achteruit, naar verboden grond en kwetsbare groep",
                "Who loses, by ground and vulnerable group",
            ),
            reading,
            columns,
            unit="aandeel",
            chart="bars",
            encoding=Encoding(category="groep", value="verliest", low="verliest_laag", high="verliest_hoog"),
        ),
        drawn,
        not_drawn,
    )
    table = _figure(
        ctx,
        _ground_table(
            "geraakt-alle",
            Text("Wie gaat erop achteruit: alle groepen", "Who loses: all groups"),
            reading,
            columns,
            unit="aandeel",
        ),
        rows,
        left,
    )
    return [chart, table]


def proxies(
    ctx: Context, found: Mapping[str, Mapping[str, float]], used: Pair[set[str]], grounds: list[Ground]
) -> Figure:
    """Per fact that the changed laws use: since when, whether it is a ground itself, and how close it is to each."""
    rows: list[Mapping[str, Cell]] = []
    for name, close in sorted(found.items(), key=lambda entry: -max(entry[1].values(), default=0.0)):
        row: dict[str, Cell] = {
            "gegeven": _called(name),
            "voor": name in used.before,
            "na": name in used.after,
            "zelf": any(name in ground.fields for ground in grounds),
        }
        rows.append(row | {ground.id: round(100 * close[ground.id]) for ground in grounds})
    return _figure(
        ctx,
        _ground_table(
            "gegevens",
            Text("Gegevens van de wet die voor een grond kunnen staan", "Facts of the law that can stand for a ground"),
            Text(
                "Samenhang (100 keer Cramers V) van elk gegeven dat de gewijzigde regels gebruiken met elke verboden grond: 0 is "
                "geen samenhang, 100 is hetzelfde. Een wet die een gegeven gebruikt met veel samenhang, treft die groepen anders.",
                "Association (100 times Cramer's V) of each fact that the changed rules use with each prohibited ground: 0 is "
                "none, 100 is the same. A law that uses a closely associated fact affects those groups differently.",
            ),
            (
                Column("gegeven", Text("Gegeven", "Fact")),
                Column("voor", Text("Gebruikt, voor", "Used, before"), "ja_nee"),
                Column("na", Text("Gebruikt, na", "Used, after"), "ja_nee"),
                Column("zelf", Text("Is zelf een grond", "Is a ground itself"), "ja_nee"),
                *(Column(ground.id, ground.name, "aantal") for ground in grounds),
            ),
            unit="aantal",
        ),
        rows,
    )


def _called(name: str) -> Text:
    """A register field in words."""
    return Text("heeft een partner", "has a partner") if name == PARTNER else field_label(name, "")


def _share(value: float) -> float:
    return round(float(value), 4)


def _times(value: float) -> float | None:
    return round(float(value), 2) if math.isfinite(value) else None


def _unshown(ctx: Context, item: Unequal, found: Ratios) -> list[Text]:
    """The groups of a ground that have too few households to show."""
    groups = item.measured.groups
    return of_grouping(groups.title, [each for i, each in enumerate(groups.labels) if not shown(ctx, found, i)])


def _figure(ctx: Context, table: TableSpec, rows: list[Mapping[str, Cell]], left: Sequence[Text] = ()) -> Figure:
    return table.figure(
        ctx,
        rows,
        source=on_people(
            ctx, "Gronden: data/assess/gronden.yaml; doorgerekend op {}", "Grounds: data/assess/gronden.yaml; run on {}"
        ),
        range_=per_row(ctx.full),
        note=with_left_out(table.note, left),
    )
