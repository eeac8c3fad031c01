"""A complete assessment of a made-up proposal in a made-up country: the bicycle allowance of Waterland.

Nothing in it is true. It holds every kind of chart, every severity and every status at least once, and texts without
English.
"""

from __future__ import annotations

from tests.report.sample_figures import FIGURES, RUN, SOURCE
from uitvoerbaar.assess.model import (
    KADER,
    Assessment,
    Change,
    Command,
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
    SmallestCase,
    Software,
    Source,
    TestRun,
    Text,
    Verdict,
)

LAW = "wet_op_de_fietstoeslag"
LAW_URL = "https://wetten.example/fietstoeslag"
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
