"""What stands at the top of every page: what kind of thing it is, from and of when, under which law, and on which data."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from uitvoerbaar.findings import Assessment, LawUsed
from uitvoerbaar.report import words
from uitvoerbaar.report.filters import dutch
from uitvoerbaar.report.words import Lang, catalogue, spoken

NAMED_LAWS = 2
"""So many laws that the proposal changes are named; the list of laws has all."""


def facts_of(a: Assessment, lang: Lang) -> tuple[tuple[str, Markup], ...]:
    """The facts of an assessment as a name and what is said."""
    w, proposal = catalogue(lang), a.proposal
    facts = [(w["kind"], escape(w["proposal_kind"][proposal.kind]))]
    facts += [(w["phase"], dutch(proposal.phase, lang))] if proposal.phase else []
    facts += [(w["effective"], escape(words.day(proposal.effective, lang)))]
    laws = list(_laws(a, lang))
    facts += [(w["head"]["law"], escape("; ".join(laws)))] if laws else []
    facts += [(w["head"]["data"], escape(data_line(a, lang)))]
    return (*facts, (w["tested_on"], escape(words.day(a.date, lang))))


def data_line(a: Assessment, lang: Lang) -> str:
    """How many households, of which year, and whether they are of real people."""
    people = a.population
    said = catalogue(lang)["head"][people.kind]
    return str(said.format(households=words.count(people.households, lang), year=people.year))


def _laws(a: Assessment, lang: Lang) -> Iterator[str]:
    """The laws that the proposal changes, with the versions that were set beside each other."""
    w = spoken(lang, a.proposal.kind)["head"]
    changed: dict[str, list[LawUsed]] = {}
    for law in a.laws:
        if law.changed:
            changed.setdefault(law.id, []).append(law)
    for versions in list(changed.values())[:NAMED_LAWS]:
        days = {law.role: words.day(law.version, lang) for law in versions}
        before, after = days.get("voor"), days.get("na")
        if before is None or after is None:
            yield w["one"].format(law=versions[0].name, version=after or before)
        elif before == after:
            yield w["same"].format(law=versions[0].name, version=after)
        else:
            yield w["versions"].format(law=versions[0].name, before=before, after=after)
    if len(changed) > NAMED_LAWS:
        yield w["more"].format(count=len(changed) - NAMED_LAWS)
