"""A complete assessment of a made-up proposal in a made-up country: the bicycle allowance of Waterland.

Nothing in it is true. It holds every kind of chart, every severity and every status at least once, and texts without
English.
"""

from __future__ import annotations

from uitvoerbaar.assess.model import (
    KADER,
    Assessment,
    Change,
    Column,
    Command,
    Encoding,
    Figure,
    Finding,
    Group,
    Households,
    KaderAmount,
    KaderRow,
    LawUsed,
    Mistake,
    NamedInput,
    Outcome,
    PopulationSummary,
    ProposalSummary,
    Range,
    SmallestCase,
    Software,
    Source,
    TestRun,
    Text,
    Verdict,
)

LAW = "wet_op_de_fietstoeslag"
LAW_URL = "https://wetten.example/fietstoeslag"
SAMPLING = Text("95%-interval van de steekproef", "95% sampling interval")
SOURCE = Text("Verzonnen bevolking van Waterland", "Fictional population of Waterland")
RUN = "uitvoerbaar assess fietstoeslag-2031 --population out/waterland --out out/fietstoeslag"
MADE_UP_HASH = "0123456789abcdef" * 4

PROPOSAL = ProposalSummary(
    id="fietstoeslag-2031",
    title=Text("Fietstoeslag: alleen nog met alle bonnen", "Bicycle allowance: only with every receipt"),
    kind="wetsvoorstel",
    summary=Text(
        "Huishoudens krijgen de fietstoeslag alleen nog als zij alle kosten van het jaar kunnen aantonen. "
        "De toeslag gaat met 4 procent omhoog.",
        "Households keep the bicycle allowance only when they can prove all costs of the year. "
        "The allowance rises by 4 per cent.",
    ),
    decides="Minister van Fietszaken",
    carries_out=("Dienst Rijwielen", "gemeenten van Waterland"),
    effective="2031-01-01",
    date_before="2030-01-01",
    date_after="2031-01-01",
    goal=Text("Minder onterechte toeslag en meer fietsers.", "Less undue allowance and more cyclists."),
    phase="internetconsultatie",
    changes=(
        Change(
            LAW,
            "4, eerste lid",
            Text(
                "De toeslag is 60 procent van de aangetoonde kosten.", "The allowance is 60 per cent of proven costs."
            ),
            Text(
                "De toeslag is 64 procent van de kosten, en nihil als een deel van de kosten niet is aangetoond.",
                "The allowance is 64 per cent of the costs, and nil when part of the costs is not proven.",
            ),
            f"{LAW_URL}#Artikel4",
        ),
        Change(
            LAW,
            "9",
            Text("Terugvordering naar evenredigheid.", "Recovery in proportion."),
            Text("Het hele voorschot wordt teruggevorderd.", "The whole advance is recovered."),
        ),
    ),
    numbers_source=Text("Verzonnen begroting van Waterland", "Made-up budget of Waterland"),
)

LAWS = (
    LawUsed(
        LAW,
        "Wet op de fietstoeslag",
        "2030-01-01",
        LAW_URL,
        "voor",
        outputs=("hoogte_fietstoeslag",),
        sha256=MADE_UP_HASH,
    ),
    LawUsed(LAW, "Wet op de fietstoeslag", "2031-01-01", LAW_URL, "na", outputs=("hoogte_fietstoeslag",), changed=True),
    LawUsed(
        "besluit_fietsprijzen",
        "Besluit fietsprijzen",
        "2029-07-01",
        "https://wetten.example/fietsprijzen",
        "beide",
        derived=True,
        note=Text(
            "De tabel met prijzen per soort fiets is afgeleid uit gemiddelden.",
            "The table of prices per kind of bicycle was derived from averages.",
        ),
        outputs=("maximumprijs",),
        missing=("prijs_bakfiets",),
    ),
)

TESTS = (
    TestRun(
        "mensen",
        Text("Wat het betekent voor mensen", "What it means for people"),
        Text(
            "Wie gaat erop vooruit en wie erop achteruit als de wet verandert en verder niets?",
            "Who gains and who loses when the law changes and nothing else does?",
        ),
    ),
    TestRun(
        "menselijke-maat",
        Text("Menselijke maat", "Human scale"),
        Text(
            "Wat gebeurt er als iemand een kleine vergissing maakt? "
            "De toets zoekt het kleinste geval met het grootste gevolg.",
            "What happens when someone makes a small mistake? "
            "The test looks for the smallest case with the largest effect.",
        ),
    ),
    TestRun(
        "uitvoering",
        Text("Uitvoering", "Delivery"),
        Text("Kan de dienst het aan?", "Can the service cope?"),
        "gedeeltelijk",
        (Text("Cijfers over de wachttijd ontbreken.", "Figures on waiting times are missing."),),
    ),
    TestRun(
        "bedrijven",
        Text("Bedrijven", "Businesses"),
        Text("Deze toets kijkt naar fietsenmakers."),
        "niet_uitgevoerd",
        (Text("Er is geen register van fietsenmakers.", "There is no register of bicycle repairers."),),
    ),
)

CRITICAL = Finding(
    id="alles-of-niets",
    test="menselijke-maat",
    severity="kritiek",
    title=Text("Eén euro niet aangetoond kost de hele toeslag", "One euro unproven costs the whole allowance"),
    explanation=Text(
        "Artikel 4 maakt de toeslag nihil zodra een deel van de kosten niet is aangetoond. "
        "De omvang van dat deel telt niet mee.",
        "Article 4 makes the allowance nil as soon as part of the costs is not proven. "
        "The size of that part does not count.",
    ),
    whom=Text(
        "Alle huishoudens met fietstoeslag die bonnen moeten bewaren.",
        "All households with the bicycle allowance that must keep receipts.",
    ),
    law=LAW,
    article="4, eerste lid",
    households=Households(48_210, 46_900, 49_520, SOURCE, of=310_000),
    smallest_case=SmallestCase(
        situation=(
            NamedInput("loon", Text("Loon", "Wage"), 2_150_000, "eurocent_per_jaar"),
            NamedInput("kinderen", Text("Kinderen met een fiets", "Children with a bicycle"), 1, "aantal"),
            NamedInput("alleenstaand", Text("Alleenstaand", "Single"), True, "ja_nee"),
            NamedInput(
                "fietskosten", Text("Kosten van de fiets", "Costs of the bicycle"), 131_440, "eurocent_per_jaar"
            ),
            NamedInput("geboortedatum", Text("Geboortedatum", "Date of birth"), "1994-03-02", "datum"),
        ),
        before=Outcome(Text("Toeslag met alle bonnen", "Allowance with every receipt"), 84_121, "eurocent_per_jaar"),
        after=Outcome(
            Text("Toeslag met één euro te weinig bonnen", "Allowance one euro short"), 0, "eurocent_per_jaar"
        ),
        mistake=Mistake(
            "aangetoonde_kosten",
            Text("Aangetoonde kosten", "Proven costs"),
            131_440,
            131_340,
            "eurocent_per_jaar",
            100,
        ),
        loss=84_121,
        ratio=841.21,
        trace=(
            Text("De kosten zijn € 1.314,40 (artikel 3).", "The costs are €1,314.40 (article 3)."),
            Text("Aangetoond is € 1.313,40; dat is € 1 te weinig.", "Proven is €1,313.40, which is €1 short."),
            Text(
                "Artikel 4, eerste lid, maakt de toeslag daarom nihil.",
                "Article 4(1) therefore makes the allowance nil.",
            ),
        ),
        loss_reference=64,
        story=Text(
            "Een alleenstaande ouder verdient € 21.500 per jaar en raakt een bon van € 1 kwijt. "
            "Nu scheelt dat 64 cent. Na het voorstel vervalt de hele toeslag: € 841,21.",
            "A single parent earns €21,500 a year and loses a receipt of €1. "
            "Today that costs 64 cents. After the proposal the whole allowance goes: €841.21.",
        ),
    ),
    command="uitvoerbaar explain wet_op_de_fietstoeslag hoogte_fietstoeslag --on 2031-01-01 "
    "--with bsn=1 --with loon=2150000",
    mend=Text(
        "Stel de toeslag vast naar evenredigheid van de aangetoonde kosten.",
        "Set the allowance in proportion to the proven costs.",
    ),
    groups=(
        Group(Text("Alleenstaande ouders", "Single parents"), 12_300, 0.214),
        Group(Text("Ouderen", "Older people"), 4_100),
    ),
    url=f"{LAW_URL}#Artikel4",
    file="data/laws/wl/wet/wet_op_de_fietstoeslag/2031-01-01.yaml",
    line=42,
)

SERIOUS = Finding(
    id="trede",
    test="mensen",
    severity="ernstig",
    title=Text("Meer loon, minder over", "Higher wage, less left"),
    explanation=Text(
        "Rond € 30.000 kost een euro extra loon meer dan een euro.",
        "Around €30,000 one euro more wage costs more than one euro.",
    ),
    whom=Text("Werkenden met een loon rond € 30.000.", "Workers with a wage around €30,000."),
    law=LAW,
    article="5",
    households=Households(3_050, 2_700, 3_400, SOURCE),
    smallest_case=SmallestCase(
        situation=(NamedInput("loon", Text("Loon", "Wage"), 3_000_000, "eurocent_per_jaar"),),
        before=Outcome(Text("Over bij € 30.000 loon", "Left at €30,000 wage"), 2_410_000, "eurocent_per_jaar"),
        after=Outcome(Text("Over bij € 30.001 loon", "Left at €30,001 wage"), 2_398_000, "eurocent_per_jaar"),
        mistake=None,
        loss=12_000,
        ratio=None,
    ),
    command="uitvoerbaar explain wet_op_de_fietstoeslag hoogte_fietstoeslag --on 2031-01-01 --with loon=3000100",
)

NOTICE = Finding(
    id="brieven",
    test="uitvoering",
    severity="aandacht",
    title=Text("Meer brieven in januari", "More letters in January"),
    explanation=Text("De dienst verstuurt 300.000 brieven extra.", "The service sends 300,000 more letters."),
    whom=Text("Dienst Rijwielen", "Bicycle Service"),
    law=None,
    article=None,
    households=None,
    smallest_case=None,
    command=RUN,
)

INFORMATION = Finding(
    id="geen-nieuwe-gegevens",
    test="uitvoering",
    severity="informatie",
    title=Text("Er zijn geen nieuwe gegevens nodig", "No new data are needed"),
    explanation=Text("Alle gegevens staan al in een register.", "All data are in a register already."),
    whom=Text("Alle aanvragers", "All applicants"),
    law=LAW,
    article="2",
    households=None,
    smallest_case=None,
    command=RUN,
)


def _figure(figure_id: str, test: str, title: Text, reading: Text, **rest: object) -> Figure:
    values: dict[str, object] = {
        "unit": "huishoudens",
        "range": Range(None, None, SAMPLING),
        "source": SOURCE,
        "date": "2031-01-01",
        "reproduce": f"{RUN} --only {figure_id}",
        **rest,
    }
    return Figure(id=figure_id, test=test, title=title, reading=reading, **values)  # type: ignore[arg-type]


BUDGET = _figure(
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

LOSERS = _figure(
    "verliezers",
    "mensen",
    Text("Huishoudens die erop achteruitgaan", "Households that lose"),
    Text("Ruim 51.000 huishoudens gaan erop achteruit.", "Over 51,000 households lose."),
    range=Range(49_800, 52_700, SAMPLING),
    value=51_240,
)

GAINERS = _figure(
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

GROUPS = _figure(
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

DECILES = _figure(
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

SPREAD = _figure(
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

PROVINCES = _figure(
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

WORK = _figure(
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

NOW, THEN = Text("nu", "now"), Text("voorstel", "proposal")
BEND = Text("de toeslag loopt af: artikel 6", "the allowance tapers: article 6")
JUMP = Text("sprong van € 1.500 omlaag: artikel 4", "a jump of €1,500 down: article 4")

CURVE = _figure(
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

CALENDAR = _figure(
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

FIGURES = (BUDGET, LOSERS, GAINERS, GROUPS, DECILES, SPREAD, PROVINCES, CURVE, CALENDAR, WORK)

_ROWS: dict[str, KaderRow] = {
    "interactie": KaderRow(
        "interactie",
        "beoordeeld",
        "ingrijpend",
        Text("Huishoudens moeten elke bon bewaren.", "Households must keep every receipt."),
        findings=("alles-of-niets",),
        figures=("verliezers",),
    ),
    "complexiteit": KaderRow(
        "complexiteit", "gedeeltelijk", "toename", Text("Eén voorwaarde erbij.", "One more condition.")
    ),
    "uitvoeringskosten": KaderRow(
        "uitvoeringskosten",
        "gedeeltelijk",
        "€ 3,2 mln structureel",
        Text("Alleen toezicht is berekend.", "Only supervision was computed."),
        amounts=(
            KaderAmount("structureel", Text("Handhaving en toezicht", "Enforcement"), 320_000_000, "eurocent_per_jaar"),
            KaderAmount("incidenteel", Text("Automatisering", "Automation"), 45_000_050, "eurocent"),
        ),
    ),
    "personeel": KaderRow(
        "personeel", "beoordeeld", "50,5 fte structureel", Text("Zie figuur.", "See figure."), figures=("werk",)
    ),
    "invoering": KaderRow(
        "invoering", "beoordeeld", "2031-07-01", Text("Na een halfjaar bouwen.", "After half a year.")
    ),
    "eindoordeel": KaderRow(
        "eindoordeel",
        "beoordeeld",
        "niet_uitvoerbaar",
        Text("Voorstel van de machine.", "Proposed by the machine."),
        findings=("alles-of-niets",),
    ),
}


def sample() -> Assessment:
    """The made-up assessment."""
    open_row = Text("Niet te berekenen; vraag het de uitvoerder.", "Cannot be computed; ask the service.")
    return Assessment(
        proposal=PROPOSAL,
        laws=LAWS,
        population=PopulationSummary(
            name=Text("Waterland, 10.000 huishoudens", "Waterland, 10,000 households"),
            kind="synthetisch",
            households=10_000,
            persons=21_870,
            represents=812_400,
            year=2031,
            manifest_sha256=MADE_UP_HASH,
            seed=7,
            sources=("Verzonnen tellingen van Waterland, 2030",),
            notes=(Text("Niemand in deze bevolking bestaat.", "Nobody in this population exists."),),
        ),
        tests=TESTS,
        verdict=Verdict(
            "niet_uitvoerbaar",
            Text(
                "Een kleine vergissing kost de hele toeslag. Dat treft vooral alleenstaande ouders.",
                "A small mistake costs the whole allowance. It falls on single parents above all.",
            ),
            conditions=(
                Text("Vaststellen naar evenredigheid (artikel 4).", "Set in proportion (article 4)."),
                Text("Eerst een hersteltermijn van twee weken.", "First a term of two weeks to repair."),
            ),
            reasons=("alles-of-niets", "trede"),
        ),
        kader=tuple(_ROWS.get(row) or KaderRow(row, "niet_beoordeeld", None, open_row) for row in KADER),
        findings=(INFORMATION, CRITICAL, SERIOUS, NOTICE),
        figures=FIGURES,
        reproduce=(
            Command(
                "uitvoerbaar population make --households 10000 --seed 7 --out out/waterland",
                Text("Maak de bevolking.", "Make the population."),
            ),
            Command(RUN, Text("Toets het voorstel.", "Assess the proposal.")),
        ),
        software=Software("uitvoerbaar", "0.1.0"),
        date="2030-11-25",
        duration_s=12.4,
        assumptions=(Text("Iedereen vraagt de toeslag aan.", "Everyone applies for the allowance."),),
        limits=(Text("De toets zegt niets over gedrag.", "The test says nothing about behaviour."),),
        sources=(
            Source("Wet op de fietstoeslag", LAW_URL, "2031-01-01"),
            Source("Verzonnen begroting van Waterland"),
        ),
        fictional=True,
        key_figures=("budget", "winnaars", "verliezers"),
    )
