"""The curve, the calendar and the proofs of the made-up assessment, and what all its figures share."""

from __future__ import annotations

from uitvoerbaar.findings import Column, Encoding, Figure, Range, Text

SAMPLING = Text("95%-interval van de steekproef", "95% sampling interval")
SOURCE = Text("Verzonnen bevolking van Waterland", "Fictional population of Waterland")
RUN = "uitvoerbaar assess fietstoeslag-2031 --population out/waterland --out out/fietstoeslag"


def figure(figure_id: str, test: str, title: Text, reading: Text, **rest: object) -> Figure:
    values: dict[str, object] = {
        "unit": "huishoudens",
        "range": Range(None, None, SAMPLING),
        "source": SOURCE,
        "date": "2031-01-01",
        "reproduce": f"{RUN} --only {figure_id}",
        **rest,
    }
    return Figure(id=figure_id, test=test, title=title, reading=reading, **values)  # type: ignore[arg-type]


NOW, THEN = Text("nu", "now"), Text("voorstel", "proposal")
BEND = Text("de toeslag loopt af: artikel 6", "the allowance tapers: article 6")
JUMP = Text("sprong van € 1.500 omlaag: artikel 4", "a jump of €1,500 down: article 4")

CURVE = figure(
    "curve",
    "mensen",
    Text("Netto-inkomen bij meer brutoloon", "Net income at higher gross pay"),
    Text(
        "Bij een brutoloon van € 31.000 valt het inkomen met het voorstel € 1.500 terug.",
        "At gross pay of €31,000 income drops by €1,500 under the proposal.",
    ),
    unit="eurocent_per_jaar",
    range=None,
    chart="line",
    columns=(
        Column("bruto", Text("Brutoloon", "Gross pay"), "eurocent_per_jaar"),
        Column("recht", Text("Wet", "Law")),
        Column("netto", Text("Netto-inkomen", "Net income"), "eurocent_per_jaar"),
        Column("merk", Text("Wat daar gebeurt", "What happens there")),
    ),
    rows=tuple(
        {"bruto": gross, "recht": law, "netto": net, "merk": mark}
        for law, points in (
            (
                NOW,
                ((1_500_000, 1_750_000, None), (2_400_000, 2_350_000, BEND), (4_500_000, 3_150_000, None)),
            ),
            (
                THEN,
                (
                    (1_500_000, 1_780_000, None),
                    (2_400_000, 2_390_000, BEND),
                    (3_100_000, 2_680_000, None),
                    (3_100_000, 2_530_000, JUMP),
                    (4_500_000, 3_060_000, None),
                ),
            ),
        )
        for gross, net, mark in points
    ),
    encoding=Encoding(category="bruto", value="netto", series="recht", mark="merk"),
)

SERVICE, EMPLOYER = Text("Dienst Rijwielen", "Rijwielen service"), Text("Werkgever", "Employer")

CALENDAR = figure(
    "kalender",
    "mensen",
    Text("Een jaar met fietstoeslag", "A year with the bicycle allowance"),
    Text(
        "Noor heeft in achttien maanden vijf keer iets te doen bij twee organisaties.",
        "In eighteen months Noor has to act five times, with two bodies.",
    ),
    unit="tekst",
    range=None,
    chart="timeline",
    columns=(
        Column("maand", Text("Maand", "Month"), "aantal"),
        Column("wie", Text("Bij wie", "With whom")),
        Column("wat", Text("Wat", "What")),
    ),
    rows=(
        {"maand": 1, "wie": SERVICE, "wat": Text("kosten van dit jaar schatten", "estimate this year's costs")},
        *(
            {"maand": month, "wie": EMPLOYER, "wat": Text("bon bewaren", "keep a receipt")}
            for month in (1, 2, 3, 4, 5, 6, 8)
        ),
        {"maand": 1, "wie": SERVICE, "wat": Text("loonstrook sturen", "send a pay slip")},
        {"maand": 9, "wie": SERVICE, "wat": Text("minder werk melden", "report fewer hours")},
        {"maand": 18, "wie": SERVICE, "wat": Text("vaststelling: terugbetalen", "settlement: repay")},
    ),
    encoding=Encoding(month="maand", lane="wie", text="wat"),
)

PROOFS = figure(
    "bewijzen",
    "mensen",
    Text("Eigenschappen, voor en na", "Properties, before and after"),
    Text("Een eigenschap geldt niet meer.", "One property no longer holds."),
    unit="tekst",
    range=None,
    columns=(
        Column("eigenschap", Text("Eigenschap", "Property")),
        Column("voor", Text("Voor", "Before"), "bewijs"),
        Column("na", Text("Na", "After"), "bewijs"),
        Column("geraakt", Text("Huishoudens in die situatie", "Households like that"), "huishoudens"),
    ),
    rows=(
        {
            "eigenschap": Text("Een euro meer loon kost nooit meer dan 100 euro", "One euro more never costs over 100"),
            "voor": "bewezen", "na": "weerlegd", "geraakt": 3_050,
        },
        {"eigenschap": Text("Meer kilometers geeft nooit minder", "More kilometres never give less"), "voor": "bewezen",
         "na": "bewezen", "geraakt": None},
        {"eigenschap": Text("Ieder krijgt antwoord", "Everyone gets an answer"), "voor": "onbeslist", "na": "nvt",
         "geraakt": None},
    ),
)  # fmt: skip
