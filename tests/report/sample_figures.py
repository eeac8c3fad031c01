"""The figures of the made-up assessment: one of every kind of chart."""

from __future__ import annotations

from tests.report.sample_curves import CALENDAR, CURVE, PROOFS, SAMPLING, figure
from uitvoerbaar.findings import Column, Encoding, Range, Text

BUDGET = figure(
    "budget",
    "mensen",
    Text("Uitgaven aan de fietstoeslag", "Spending on the bicycle allowance"),
    Text(
        "De uitgaven stijgen van € 212 mln naar € 221 mln per jaar.",
        "Spending rises from €212 million to €221 million.",
    ),
    unit="eurocent_per_jaar",
    chart="before_after_bars",
    columns=(
        Column("post", Text("Post", "Item")),
        Column("moment", Text("Moment", "Moment")),
        Column("bedrag", Text("Bedrag", "Amount"), "eurocent_per_jaar"),
        Column("laag", Text("Laag", "Low"), "eurocent_per_jaar"),
        Column("hoog", Text("Hoog", "High"), "eurocent_per_jaar"),
    ),
    rows=(
        {"post": Text("Toeslag", "Allowance"), "moment": Text("vóór", "before"), "bedrag": 21_200_000_000}
        | {"laag": 20_900_000_000, "hoog": 21_500_000_000},
        {"post": Text("Toeslag", "Allowance"), "moment": Text("na", "after"), "bedrag": 22_100_000_000}
        | {"laag": 21_700_000_000, "hoog": 22_500_000_000},
    ),
    encoding=Encoding(category="post", value="bedrag", series="moment", low="laag", high="hoog"),
)

LOSERS = figure(
    "verliezers",
    "mensen",
    Text("Huishoudens die erop achteruitgaan", "Households that lose"),
    Text("Ruim 51.000 huishoudens gaan erop achteruit.", "Over 51,000 households lose."),
    range=Range(49_800, 52_700, SAMPLING),
    value=51_240,
)

GAINERS = figure(
    "winnaars",
    "mensen",
    Text("Huishoudens die erop vooruitgaan", "Households that gain"),
    Text("Bijna 259.000 huishoudens gaan erop vooruit.", "Almost 259,000 households gain."),
    range=Range(256_000, 262_000, SAMPLING),
    value=258_760,
)

_CLASSES = (
    (Text("meer dan € 500 kwijt", "loses over €500"), -1),
    (Text("€ 100 tot € 500 kwijt", "loses €100 to €500"), -1),
    (Text("tot € 100 kwijt", "loses up to €100"), -1),
    (Text("gelijk", "same"), 0),
    (Text("tot € 100 erbij", "gains up to €100"), 1),
    (Text("meer dan € 100 erbij", "gains over €100"), 1),
)
_SHARES = {
    Text("Alleenstaand", "Single"): (0.021, 0.034, 0.06, 0.701, 0.15, 0.034),
    Text("Alleenstaande ouder met minderjarige kinderen", "Single parent with children under age"): (
        (0.114, 0.1, 0.045, 0.4, 0.241, 0.1)
    ),
    Text("Paar zonder kinderen", "Couple without children"): (0.0, 0.02, 0.03, 0.9, 0.05, 0.0),
    Text("Paar met kinderen", "Couple with children"): (0.01, 0.04, 0.05, 0.55, 0.25, 0.1),
}

GROUPS = figure(
    "groepen",
    "mensen",
    Text("Winst en verlies naar soort huishouden", "Gain and loss by kind of household"),
    Text(
        "Alleenstaande ouders verliezen het vaakst: een kwart gaat erop achteruit.",
        "Single parents lose most often: a quarter of them loses.",
    ),
    unit="aandeel",
    chart="diverging",
    columns=(
        Column("soort", Text("Soort huishouden", "Kind of household")),
        Column("klasse", Text("Verandering per jaar", "Change per year")),
        Column("deel", Text("Deel van de huishoudens", "Share of households"), "aandeel"),
    ),
    rows=tuple(
        {"soort": kind, "klasse": label, "deel": part, "kant": side}
        for kind, shares in _SHARES.items()
        for (label, side), part in zip(_CLASSES, shares, strict=True)
    ),
    encoding=Encoding(category="soort", value="deel", series="klasse", sign="kant"),
)

DECILES = figure(
    "decielen",
    "mensen",
    Text("Gemiddelde verandering naar inkomen", "Average change by income"),
    Text("De laagste inkomens verliezen, de hoogste winnen.", "The lowest incomes lose, the highest gain."),
    unit="eurocent_per_jaar",
    chart="bars",
    columns=(
        Column("groep", Text("Inkomensgroep", "Income group")),
        Column("verandering", Text("Verandering", "Change"), "eurocent_per_jaar"),
        Column("laag", Text("Laag", "Low"), "eurocent_per_jaar"),
        Column("hoog", Text("Hoog", "High"), "eurocent_per_jaar"),
    ),
    rows=tuple(
        {
            "groep": Text(f"{number}e tiende", f"tenth {number}"),
            "verandering": value,
            "laag": value - 900,
            "hoog": value + 900,
        }
        for number, value in enumerate((-8_450, -5_100, -2_020, 150, 900, 1_700, 2_300, 2_950, 3_300, 3_720), start=1)
    ),
    encoding=Encoding(category="groep", value="verandering", low="laag", high="hoog"),
)

SPREAD = figure(
    "verdeling",
    "mensen",
    Text("Verdeling van de verandering", "Distribution of the change"),
    Text("De meeste huishoudens merken minder dan € 100 per jaar.", "Most households notice less than €100 a year."),
    chart="histogram",
    columns=(
        Column("klasse", Text("Verandering in euro per jaar", "Change in euros a year")),
        Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
    ),
    rows=tuple(
        {"klasse": f"{50 * number:+d}".replace("-", "−"), "huishoudens": count}
        for number, count in zip(
            range(-8, 8),
            (
                900,
                1_200,
                2_100,
                3_800,
                6_100,
                9_400,
                13_000,
                21_000,
                64_000,
                88_000,
                51_000,
                27_000,
                14_000,
                8_000,
                4_000,
                1_100,
            ),
            strict=True,
        )
    ),
    encoding=Encoding(category="klasse", value="huishoudens"),
)

PROVINCES = figure(
    "provincies",
    "mensen",
    Text("Verliezers per provincie", "Losers by province"),
    Text("In Groningen verliezen de meeste huishoudens.", "Most losers live in Groningen."),
    unit="aandeel",
    chart="tile_map",
    assumption=True,
    note=Text(
        "De verdeling over de provincies is verzonnen; Waterland heeft geen provincies.",
        "The spread over provinces is made up; Waterland has no provinces.",
    ),
    columns=(
        Column("provincie", Text("Provincie", "Province")),
        Column("deel", Text("Deel dat verliest", "Share that loses"), "aandeel"),
    ),
    rows=tuple(
        {"provincie": province, "deel": part}
        for province, part in (
            ("Groningen", 0.184),
            ("Fryslân", 0.121),
            ("Drenthe", 0.143),
            ("Overijssel", 0.092),
            ("Flevoland", 0.155),
            ("Gelderland", 0.081),
            ("Utrecht", 0.064),
            ("Noord-Holland", 0.083),
            ("Zuid-Holland", 0.102),
            ("Zeeland", 0.113),
            ("Noord-Brabant", 0.077),
            ("Limburg", None),
        )
    ),
    encoding=Encoding(category="provincie", value="deel"),
)

WORK = figure(
    "werk",
    "uitvoering",
    Text("Werk voor de dienst", "Work for the service"),
    Text("De controle van bonnen vraagt het meeste werk.", "Checking receipts takes most work."),
    unit="fte",
    range=None,
    assumption=True,
    note=Text("Een controle duurt twaalf minuten.", "One check takes twelve minutes."),
    columns=(
        Column("taak", Text("Taak", "Task")),
        Column("vanaf", Text("Vanaf", "From"), "datum"),
        Column("fte", Text("Mensen", "Staff"), "fte"),
        Column("uren", Text("Werk", "Work"), "uren_per_jaar"),
    ),
    rows=(
        {"taak": Text("Bonnen controleren", "Checking receipts"), "vanaf": "2031-01-01", "fte": 38.5, "uren": 61_000},
        {"taak": Text("Bezwaar behandelen"), "vanaf": "2031-03-01", "fte": 12, "uren": None},
    ),
)


MUNICIPALITIES = figure(
    "gemeenten",
    "mensen",
    Text("Per gemeente", "By municipality"),
    Text("In het noorden gaat er het meest af.", "The north loses most."),
    unit="eurocent_per_jaar",
    chart="municipality_map",
    columns=(
        Column("gemeente", Text("Gemeente", "Municipality")),
        Column("bedrag", Text("Per huishouden", "Per household"), "eurocent_per_jaar"),
    ),
    rows=tuple(
        {"gemeente": name, "bedrag": cents, "kolom": column, "rij": line}
        for name, cents, column, line in (
            ("Noorderdiep", -12_000, 4, 0),
            ("Oosterdiep", -1_000, 6, 0),
            ("Middeldiep", 0, 5, 1),
            ("Zuiderdiep", 3_000, 4, 2),
            ("Eiland", None, 0, 0),
        )
    ),
    encoding=Encoding(category="gemeente", value="bedrag", x="kolom", y="rij"),
)

FIGURES = (BUDGET, LOSERS, GAINERS, GROUPS, DECILES, SPREAD, PROVINCES, CURVE, CALENDAR, WORK, PROOFS, MUNICIPALITIES)
