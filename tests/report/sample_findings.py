"""The findings of the made-up assessment: one of every severity."""

from __future__ import annotations

from tests.report.sample_curves import RUN, SOURCE
from uitvoerbaar.findings import Finding, Group, Households, Mistake, NamedInput, Outcome, SmallestCase, Text

LAW = "wet_op_de_fietstoeslag"
LAW_URL = "https://wetten.example/fietstoeslag"

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
