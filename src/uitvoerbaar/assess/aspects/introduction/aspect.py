"""When it can honestly be in force, and whether it fits beside all else: from what the proposal says of its delivery."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.introduction import earliest, portfolio
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.base.text import Text
from uitvoerbaar.findings import KaderRow, TestRun

ID = "invoering"
_TITLE = Text("Invoering en portfolio", "Introduction and portfolio")
_INTRO = Text(
    "Wanneer alles klaar kan zijn, wat dat bepaalt, en wat er wijkt als dit erbij komt. Uit wat het voornemen zelf opgeeft.",
    "When all can be ready, what decides that, and what gives when this is added. From what the proposal itself states.",
)
_NOTHING = Text(
    "Het voornemen noemt in proposal.yaml geen 'uitvoering'. Nodig zijn: maanden voor proces, ict, werving en lagere_regels, de "
    "dag van besluit, en voor het beslag een portefeuille met wat het per kwartaal vraagt.",
    "The proposal has no 'uitvoering' in proposal.yaml. Needed are: months for proces, ict, werving and lagere_regels, the day of "
    "decision (besluit), and for its claims a portfolio (portefeuille) with what it asks per quarter.",
)
_NO_DAY = Text(
    "Geen dag van besluit (uitvoering: besluit) en geen bekendmaking: de eerste datum is niet te berekenen.",
    "No day of decision (uitvoering: besluit) and no publication: the earliest date cannot be computed.",
)


def run(ctx: Context) -> Outcome:
    """The rows on introduction and portfolio, as far as the proposal names what they need."""
    block = ctx.proposal.delivery
    if block is None:
        return not_done(ID, _TITLE, _INTRO, _NOTHING)
    rows: list[KaderRow] = []
    providers = [scheme.provider for scheme in changed_schemes(ctx)]
    found = earliest.earliest(ctx.proposal, block, ctx.settings, providers)
    missing: tuple[Text, ...] = () if found is not None else (_NO_DAY,)
    if found is not None:
        rows.append(earliest.row(ctx.proposal, block, found))
    if block.portfolio is not None:
        rows.append(portfolio.row(ctx.proposal, block))
    else:
        missing += (Text("Geen portefeuille genoemd.", "No portfolio is named."),)
    if not rows:
        return not_done(ID, _TITLE, _INTRO, *missing)
    return Outcome(TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if missing else "uitgevoerd", missing), kader=rows)


TEST = Test(ID, run)
"""What hygiene knows of the calendar of rules goes into its row on introduction (`assess/kader.py`)."""
