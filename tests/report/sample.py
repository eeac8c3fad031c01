"""A complete assessment of a made-up proposal in a made-up country: the bicycle allowance of Waterland.

Nothing in it is true. It holds every kind of chart, every severity and every status at least once, and texts without
English.
"""

from __future__ import annotations

from tests.report.sample_curves import RUN
from tests.report.sample_figures import FIGURES
from tests.report.sample_findings import CRITICAL, INFORMATION, LAW, LAW_URL, NOTICE, SERIOUS
from uitvoerbaar.findings import (
    KADER,
    Assessment,
    Change,
    Command,
    KaderAmount,
    KaderRow,
    LawUsed,
    PersonValue,
    PopulationSummary,
    ProposalSummary,
    Software,
    Source,
    TestRun,
    Text,
    Verdict,
)

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
        "invoering",
        "beoordeeld",
        "2031-07-01",
        Text("Na een halfjaar bouwen.", "After half a year."),
        person=PersonValue(
            "2032-01-01",
            "hoofd planning Dienst Rijwielen",
            "2030-11-20",
            Text("In juli loopt de jaaraanpassing.", "The yearly update runs in July."),
        ),
    ),
    "portfolio": KaderRow(
        "portfolio",
        "niet_beoordeeld",
        None,
        Text("Niet te berekenen; vraag het de uitvoerder.", "Cannot be computed; ask the service."),
        person=PersonValue(
            "jaaraanpassing", "portfoliomanager Dienst Rijwielen", "2030-11-20", Text("Past in de release.", None)
        ),
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
