"""The figures of the test on workload, but for their rows."""

from __future__ import annotations

from uitvoerbaar.assess.figures import KANT, SIDE, TableSpec, bounds
from uitvoerbaar.findings import Column, Encoding, Text

ID = "werklast"
SCHEME = Column("regeling", Text("Regeling", "Scheme"))
ORGANISATION = Column("organisatie", Text("Uitvoerder", "Provider"))
PROCESS = Column("proces", Text("Proces", "Process"))
NOTE = Text(
    "Het aantal zaken is geteld in de doorrekening. Welk deel daarvan een mens vraagt en hoe lang dat duurt, is een "
    "AANNAME met "
    "een ruime marge (tabel 'Waarop het werk rust'); een organisatie kan haar eigen cijfers opgeven. Bouw van "
    "systemen, leiding "
    "en huisvesting tellen niet als uren.",
    "The number of cases is counted in the run. Which part of them asks a person and how long that takes is an "
    "ASSUMPTION with a "
    "wide margin (table 'What the work rests on'); an organisation can give figures of its own. Building systems, "
    "management and "
    "housing do not count as hours.",
)
COUNTS = TableSpec(
    ID,
    "tellingen",
    Text("Wat de doorrekening telt per regeling", "What the run counts of each scheme"),
    Text(
        "Hoeveel ontvangers, wijzigingen, vaststellingen en terugvorderingen er per jaar zijn, en wie er bij de "
        "overgang recht "
        "krijgt, verliest of een ander bedrag krijgt.",
        "How many recipients, changes, settlements and recoveries there are a year, and who gains or loses a right "
        "or gets another "
        "amount at the change.",
    ),
    (
        SCHEME,
        Column("telling", Text("Telling", "Count")),
        Column("voor", SIDE.before, "aantal"),
        Column("na", SIDE.after, "aantal"),
        Column("laag", Text("Na, ondergrens", "After, lower bound"), "aantal"),
        Column("hoog", Text("Na, bovengrens", "After, upper bound"), "aantal"),
        Column("verschil", Text("Verschil", "Difference"), "aantal"),
    ),
    note=Text(
        "Vaststellingen, terugvorderingen, nabetalingen en wijzigingen zijn van de hoofdbewoner en de "
        "partner, zoals "
        "in het hoofdstuk over voorschotten. Wijzigingen zijn alleen die van inkomen; hoeveel er op tijd worden "
        "gemeld, is een "
        "aanname. Een telling bij de overgang staat onder na.",
        "Settlements, recoveries, additional payments and changes are of the head of a household and the partner, as "
        "in the chapter "
        "on advances. Changes are those of income only; how many are reported in time is an assumption. A count at "
        "the change "
        "stands under after.",
    ),
)
ARITHMETIC = TableSpec(
    ID,
    "rekensom",
    Text("De rekensom: van zaken naar uren", "The arithmetic: from cases to hours"),
    Text(
        "Zaken per jaar, maal het deel dat een mens vraagt, maal minuten per zaak, plus wat terugkomt, gedeeld door "
        "zestig. "
        "Eenmalig is wat de overgang zelf vraagt.",
        "Cases a year, times the share that asks a person, times minutes per case, plus what comes again, divided by "
        "sixty. Once is "
        "what the change itself asks.",
    ),
    (
        SCHEME,
        PROCESS,
        Column("zaken_voor", Text("Zaken voor", "Cases before"), "aantal"),
        Column("zaken_na", Text("Zaken na", "Cases after"), "aantal"),
        Column("zaken_eenmalig", Text("Zaken eenmalig", "Cases once"), "aantal"),
        Column("met_de_hand", Text("Deel door een mens", "Share by a person"), "aandeel"),
        Column("minuten", Text("Minuten per zaak", "Minutes per case"), "aantal"),
        Column("herwerk", Text("Komt terug", "Comes again"), "aandeel"),
        Column("uren_voor", Text("Uren voor", "Hours before"), "uren_per_jaar"),
        Column("uren_na", Text("Uren na", "Hours after"), "uren_per_jaar"),
        Column("uren_verschil", Text("Verschil", "Difference"), "uren_per_jaar"),
        Column("uren_eenmalig", Text("Uren eenmalig", "Hours once"), "aantal"),
    ),
    unit="uren_per_jaar",
    assumption=True,
    note=NOTE,
)
STAFF = TableSpec(
    ID,
    "fte",
    Text("Mensen per soort werk, voor en na", "Staff by kind of work, before and after"),
    Text(
        "Hoeveel volle banen de regelingen die veranderen per jaar vragen, in de lange duur; {hours} productieve "
        "uren per baan.",
        "How many full-time jobs the schemes that change ask a year, in the long run; {hours} productive hours per "
        "job.",
    ),
    (
        PROCESS,
        KANT,
        Column("fte", Text("Banen", "Jobs"), "fte"),
        *bounds("fte"),
    ),
    unit="fte",
    chart="before_after_bars",
    encoding=Encoding(category="proces", value="fte", low="laag", high="hoog", series="kant"),
    assumption=True,
    note=NOTE,
)
MONTHS = TableSpec(
    ID,
    "maanden",
    Text("Het werk per maand vanaf de ingang", "The work by month from the start"),
    Text(
        "Uren per maand aan de regelingen die veranderen, {months} maanden vanaf {first}. De eerste maanden dragen "
        "wie net recht "
        "krijgt, en wie belt of bezwaar maakt; nieuwe terugvorderingen komen een jaar later.",
        "Hours a month for the schemes that change, {months} months from {first}. The first months carry those who "
        "just gain a right "
        "and those who call or object; new recoveries come a year later.",
    ),
    (
        Column("maand", Text("Maand sinds de ingang", "Month since the start"), "aantal"),
        KANT,
        Column("uren", Text("Uren in de maand", "Hours in the month"), "aantal"),
    ),
    chart="line",
    encoding=Encoding(category="maand", value="uren", series="kant"),
    assumption=True,
    note=NOTE,
)
ARRIVALS = TableSpec(
    ID,
    "zaken",
    Text("Zaken per maand, per regeling en soort werk", "Cases by month, scheme and kind of work"),
    Text(
        "Hoeveel zaken er per maand bij de uitvoerder komen: gemiddeld voor het voornemen, in de eerste en de drukste maand erna, "
        "en gemiddeld in het derde jaar.",
        "How many cases a month come to the provider: on average before the proposal, in the first and the busiest month after it, "
        "and on average in the third year.",
    ),
    (
        SCHEME,
        ORGANISATION,
        PROCESS,
        Column("voor", Text("Voor, per maand", "Before, a month"), "aantal"),
        Column("eerste", Text("Eerste maand na", "First month after"), "aantal"),
        Column("drukste", Text("Drukste maand na", "Busiest month after"), "aantal"),
        Column("welke", Text("Dat is maand", "Which is month"), "aantal"),
        Column("derde_jaar", Text("Derde jaar, per maand", "Third year, a month"), "aantal"),
    ),
    assumption=True,
    note=NOTE,
)
PROVIDERS = TableSpec(
    ID,
    "uitvoerders",
    Text("Wat het voornemen van elke uitvoerder vraagt", "What the proposal asks of every provider"),
    Text(
        "Verschil in banen en kosten per jaar, en eenmalig door de overgang; daarnaast het personeel dat de "
        "organisatie heeft.",
        "Difference in jobs and cost a year, and once by the change; beside it the staff that the organisation has.",
    ),
    (
        ORGANISATION,
        Column("soort", Text("Soort werk", "Kind of work")),
        Column("fte", Text("Banen erbij per jaar", "Jobs more a year"), "fte"),
        *bounds("fte"),
        Column("fte_eenmalig", Text("Banenjaren eenmalig", "Job years once"), "fte"),
        Column("kosten", Text("Kosten erbij per jaar", "Cost more a year"), "eurocent_per_jaar"),
        Column("kosten_eenmalig", Text("Kosten eenmalig", "Cost once"), "eurocent"),
        Column("personeel", Text("Personeel nu", "Staff now"), "fte"),
        Column("zekerheid", Text("Zekerheid van het personeel", "Confidence of the staff")),
    ),
    unit="fte",
    assumption=True,
    note=NOTE,
)
BESIDE = TableSpec(
    ID,
    "ijkpunten",
    Text("Naast gepubliceerde cijfers", "Beside published figures"),
    Text(
        "Het berekende werk naast wat over de organisatie bekend is. Berekend is alleen het werk aan zaken; "
        "gepubliceerd is de hele "
        "organisatie, met systemen, leiding en taken die de wet niet als zaak kent. Berekend hoort dus lager te zijn.",
        "The computed work beside what is known of the organisation. Computed is the work on cases only; published "
        "is the whole "
        "organisation, with systems, management and tasks that the law does not know as a case. Computed should so "
        "be lower.",
    ),
    (
        Column("wat", Text("Wat", "What")),
        Column("berekend", Text("Berekend", "Computed")),
        Column("gepubliceerd", Text("Gepubliceerd", "Published")),
        Column("jaar", Text("Jaar", "Year")),
        Column("zekerheid", Text("Zekerheid", "Confidence")),
        Column("bron", Text("Bron", "Source")),
    ),
    assumption=True,
    note=NOTE,
)
FACTS = TableSpec(
    ID,
    "aannamen",
    Text("Waarop het werk rust", "What the work rests on"),
    Text(
        "Elk cijfer waarmee zaken uren worden, met zijn grenzen, zekerheid en reden.",
        "Every figure by which cases become hours, with its range, confidence and reason.",
    ),
    (
        ORGANISATION,
        PROCESS,
        Column("cijfer", Text("Cijfer", "Figure")),
        Column("waarde", Text("Waarde", "Value")),
        Column("van_tot", Text("Van – tot", "From – to")),
        Column("zekerheid", Text("Zekerheid", "Confidence")),
        Column("bron", Text("Bron of reden", "Source or reason")),
    ),
    assumption=True,
    note=NOTE,
)
