"""The row 'invoering': the earliest honest date as a range, with what binds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.assess.norms import Settings
from uitvoerbaar.base.text import SPACE, Text
from uitvoerbaar.delivery.plan.earliest import PATHS, Earliest, Months, Path, Paths, Span, must_be_reported, span
from uitvoerbaar.delivery.plan.reference import load_reference
from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.english import ENGLISH
from uitvoerbaar.findings import KaderRow
from uitvoerbaar.findings.kader import KaderStatus
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.delivery_block import DeliveryBlock

NAMES: dict[Paths, Text] = {
    "proces": Text("processen inrichten", "setting up processes"),
    "ict": Text("systemen aanpassen", "changing systems"),
    "werving": Text("mensen werven en opleiden", "hiring and training people"),
    "lagere_regels": Text("lagere regels maken", "making lower rules"),
    "bekendmaking": Text("de termijn na bekendmaking", "the term after publication"),
}
_AND = Text(", daarna ", ", then ")


def earliest(proposal: Proposal, block: DeliveryBlock, settings: Settings, providers: Sequence[str]) -> Span | None:
    """The earliest date as a range; None when no day of decision or publication is known."""
    begin = block.decided or proposal.published
    if begin is None:
        return None
    rules = read_assess("wetstechniek.yaml")
    others = rules.pattern("medeoverheden")
    fixed = rules.object("vaste_momenten")
    change_days = fixed.words(proposal.kind) if proposal.kind in fixed else ()
    local = any(others.search(name) for name in (*proposal.carries_out, *providers))
    months = int(settings.norm("bekendmaking_maanden_medeoverheden" if local else "bekendmaking_maanden"))
    paths = [
        Path(
            cast(Paths, step.id),
            Months(step.low, step.high),
            tuple(cast(Paths, other) for other in step.after),
            None if step.free is None else date.fromisoformat(step.free),
        )
        for step in block.steps
    ]
    paths.append(Path("bekendmaking", Months(months, months)))
    published = None if proposal.published is None else date.fromisoformat(proposal.published)
    return span(date.fromisoformat(begin), published, paths, change_days)


def row(proposal: Proposal, block: DeliveryBlock, found: Span) -> KaderRow:
    """The row of the kader: from when, what binds, what was not said, and whether the wish of the proposal is honest."""
    low, high = found.low.day, found.high.day
    words = Text("tussen {low} en {high}", "between {low} and {high}").format(low=_day(low), high=_day(high))
    value = low.isoformat() if low == high else words.nl
    said = [_binds(found), _wish(date.fromisoformat(proposal.effective), found)]
    unsaid = [NAMES[path] for path in PATHS if path != "bekendmaking" and path not in {step.id for step in block.steps}]
    if unsaid:
        missing = Text(", ", ", ").join(unsaid)
        said.append(
            Text("Niet opgegeven, dus niet meegeteld: {missing}.", "Not given, so not counted: {missing}.").format(
                missing=missing
            )
        )
    said += _report(block)
    said.append(
        Text("Bron van de opgave: {source}.", "Source of these figures: {source}.").format(source=_bare(block.source))
    )
    status: KaderStatus = "gedeeltelijk" if unsaid or block.unsure else "beoordeeld"
    return KaderRow("invoering", status, value, SPACE.join(said), words=None if low == high else words)


def _bare(source: Text) -> Text:
    """A source without the point at its end: it stands in a sentence."""
    return replace(source, nl=source.nl.rstrip("."), en=None if source.en is None else source.en.rstrip("."))


def _binds(found: Span) -> Text:
    low, high = (_chain(each) for each in (found.low, found.high))
    if found.low.day == found.high.day and found.low.binds == found.high.binds:
        return Text("Bindend: {low}.", "What binds: {low}.").format(low=low)
    return Text(
        "Bindend als alles meezit: {low} (klaar {a}); als het lang duurt: {high} (klaar {b}).",
        "What binds when all goes well: {low} (ready {a}); when it takes long: {high} (ready {b}).",
    ).format(low=low, high=high, a=_day(found.low.ready), b=_day(found.high.ready))


def _chain(at: Earliest) -> Text:
    return _AND.join(NAMES[path] for path in at.binds)


def _wish(wish: date, found: Span) -> Text:
    if wish < found.low.day:
        told = Text("De ingangsdatum {wish} is niet eerlijk te halen.", "The date of {wish} cannot honestly be met.")
    elif wish < found.high.day:
        told = Text(
            "De ingangsdatum {wish} lukt alleen als het meezit.", "The date of {wish} is met only if things go well."
        )
    else:
        told = Text("De ingangsdatum {wish} is te halen.", "The date of {wish} can be met.")
    return told.format(wish=_day(wish))


def _report(block: DeliveryBlock) -> list[Text]:
    """Whether the ICT must be reported, when its cost is given."""
    cost = next((step.cost for step in block.steps if step.id == "ict"), None)
    if cost is None:
        return []
    threshold = round(load_reference().ict_threshold.value)
    if must_be_reported(cost, threshold):
        return [
            Text(
                "De ICT kost 5 miljoen euro of meer en moet bij het Adviescollege ICT-toetsing worden gemeld.",
                "The ICT costs 5 million euros or more and must be reported to the advisory board on ICT.",
            )
        ]
    return [
        Text("De ICT blijft onder de grens voor de meldplicht.", "The ICT stays below the threshold for reporting.")
    ]


def _nl(day: date) -> str:
    return DUTCH.show(day.isoformat())


def _day(day: date) -> Text:
    return Text(_nl(day), ENGLISH.show(day.isoformat()))
