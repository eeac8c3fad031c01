"""Legal safeguards as rows with evidence: what was found in which article, or a question for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uitvoerbaar.assess.aspects.legal.data import Means, Safeguard, load_safeguards
from uitvoerbaar.assess.aspects.legal.look import Evidence, changed_articles, look
from uitvoerbaar.assess.changed import changed_laws, changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import Pair, each_side
from uitvoerbaar.assess.reading.data import load_room_rules
from uitvoerbaar.assess.reading.law_text import Term, terms
from uitvoerbaar.findings import Cell, Column, Finding, TestRun, Text
from uitvoerbaar.law.model import Article, Law

ID = "waarborgen"
_TITLE = Text("Juridische waarborgen", "Legal safeguards")
_INTRO = Text(
    "Termijnen, delegatie, bescherming, invoering, Europees recht en toelichting: wat in welk artikel is gevonden, en wat een "
    "vraag aan een mens is. Een rij zonder antwoord is geen fout van het voornemen, maar werk dat nog moet gebeuren.",
    "Terms, delegation, protection, introduction, EU law and explanation: what was found in which article, and what is a "
    "question for a person. A row without an answer is no mistake of the proposal, but work that is still to be done.",
)
_SHOWN = 4
"""Places that a cell names; more are counted."""


def run(ctx: Context) -> Outcome:
    """A row for each safeguard, and findings where a term gets worse or a safeguard goes."""
    if not changed_laws(ctx):
        return not_done(ID, _TITLE, _INTRO, Text("Geen wet verandert.", "No law changes."))
    rules = load_room_rules()
    rows: list[Mapping[str, Cell]] = []
    open_, findings = 0, []
    for safeguard in load_safeguards():
        found = each_side(lambda role, of=safeguard: look(ctx, role, of, rules))  # type: ignore[misc]
        row, asks = _row(ctx, safeguard, found)
        rows.append(row)
        open_ += asks
        findings += _lost(ctx, safeguard, found)
    findings += list(_worse(ctx))
    table = _TABLE.filled(open=open_, all=len(rows)).figure(ctx, rows)
    return Outcome(TestRun(ID, _TITLE, _INTRO), findings, [table])


_TABLE = TableSpec(
    ID,
    "rijen",
    Text("Waarborgen: gevonden, of een vraag", "Safeguards: found, or a question"),
    Text(
        "{open} van de {all} rijen zijn een vraag aan een mens. Ruimte per besluit staat in het hoofdstuk over menselijke maat; "
        "verwijzingen en het moment van invoering staan in dat over wetstechniek.",
        "{open} of the {all} rows are a question for a person. Room per decision stands in the chapter on room for judgement; "
        "references and the moment of introduction stand in that on legal hygiene.",
    ),
    (
        Column("groep", Text("Groep", "Group")),
        Column("vraag", Text("Vraag", "Question")),
        Column("voor", SIDE.before),
        Column("na", SIDE.after),
        Column("uitkomst", Text("Uitkomst", "Outcome")),
        Column("norm", Text("Norm", "Norm")),
    ),
    note=Text(
        "Gezocht is in de artikelen van het corpus, die de wet in eigen woorden weergeven, met de woorden van "
        "data/assess/waarborgen.yaml. Niet gevonden betekent niet dat het er niet is.",
        "Searched were the articles of the corpus, which tell the act in their own words, with the words of "
        "data/assess/waarborgen.yaml. Not found does not mean that it is not there.",
    ),
)
_MEANS: Mapping[Means, Text] = {
    "goed": Text("gevonden", "found"),
    "vraag": Text("vraag aan een mens", "question for a person"),
    "niets": Text("niets wijst erop", "nothing points to it"),
}
_NOT_FOUND = Text("niet gevonden", "not found")


def _row(ctx: Context, of: Safeguard, found: Pair[Evidence]) -> tuple[Mapping[str, Cell], bool]:
    """The row of a safeguard, and whether it asks a person."""
    if of.kind == "hoofdstuk":
        there = Text("zie wetstechniek", "see legal hygiene")
        cells, means = Pair(there, there), Text("getoetst in een ander hoofdstuk", "tested in another chapter")
        asks = False
    else:
        said = _said(ctx, of) if of.kind == "voornemen" else None
        cells = Pair(Text("n.v.t.", "n/a"), said or _NOT_FOUND) if of.kind == "voornemen" else found.map(_cell)
        there_now = said is not None if of.kind == "voornemen" else found.after.there
        outcome = of.found if there_now else of.otherwise
        means, asks = _MEANS[outcome], outcome == "vraag"
    return {
        "groep": of.group,
        "vraag": of.question,
        "voor": cells.before,
        "na": cells.after,
        "uitkomst": means,
        "norm": Text(of.norm, law=True),
    }, asks


def _cell(found: Evidence) -> Text:
    if found.words is not None:
        return found.words
    if not found.places:
        return _NOT_FOUND
    shown = ", ".join(found.places[:_SHOWN])
    left = len(found.places) - _SHOWN
    if left <= 0:
        return Text(shown, shown)
    return Text("{shown} en nog {left}", "{shown} and {left} more").format(shown=shown, left=left)


def _said(ctx: Context, of: Safeguard) -> Text | None:
    """What the proposal itself says; None when it says nothing."""
    proposal = ctx.proposal
    if of.said == "doel":
        return proposal.goal
    if of.said == "alternatief":
        return None if proposal.alternative is None else proposal.alternative.name
    if of.said == "uitvoerder":
        names = ", ".join(proposal.carries_out)
        return Text(names, names) if names else None
    if proposal.published is not None and proposal.effective < proposal.published:
        return Text(
            "ingang {effective} ligt voor de bekendmaking op {published}",
            "entry into force {effective} is before publication on {published}",
        ).format(effective=proposal.effective, published=proposal.published)
    return None


def _lost(ctx: Context, of: Safeguard, found: Pair[Evidence]) -> list[Finding]:
    """A safeguard in the words of the law that was there and is no longer; room for judgement is told in its own chapter."""
    if of.kind not in ("tekst", "termijn") or of.found != "goed" or not found.before.there or found.after.there:
        return []
    laws = sorted(changed_laws(ctx))
    return [
        rule_finding(
            ctx,
            ID,
            f"{of.id}-weg",
            "aandacht",
            Text("Waarborg niet meer gevonden: {question}", "Safeguard no longer found: {question}").format(
                question=of.question.inside
            ),
            Text(
                "Voor het voornemen: {places}. Erna is het niet gevonden ({norm}).",
                "Before the proposal: {places}. After it, it was not found ({norm}).",
            ).format(places=", ".join(found.before.places), norm=of.norm),
            changed_schemes(ctx),
            laws[0],
            mend=Text(
                "Zet de waarborg terug, of leg uit waarom zij weg kan.",
                "Put the safeguard back, or explain why it can go.",
            ),
        )
    ]


_WORSE = {
    True: Text(
        "Termijn voor burgers korter: van {was} naar {now} dagen",
        "Shorter term for citizens: from {was} to {now} days",
    ),
    False: Text(
        "Termijn voor de overheid langer: van {was} naar {now} dagen",
        "Longer term for government: from {was} to {now} days",
    ),
}


def _worse(ctx: Context) -> Iterator[Finding]:
    """Terms in changed articles that become shorter for citizens or longer for government."""
    sides = each_side(lambda role: {(law.id, a.number): (law, a) for law, a in changed_articles(ctx, role)})
    for key, (law, article) in sides.after.items():
        if key not in sides.before:
            continue
        before, after = (_days(*side[key]) for side in sides)
        for citizen, worse in ((True, min), (False, max)):
            was, now = (
                worse((t.days or 0 for t in found if t.citizen == citizen), default=None) for found in (before, after)
            )
            if was is None or now is None or (now >= was if citizen else now <= was):
                continue
            yield rule_finding(
                ctx,
                ID,
                f"termijn-{'burger' if citizen else 'overheid'}-{law.id}-{article.number.replace(' ', '-').replace(':', '-')}",
                "aandacht",
                _WORSE[citizen].format(was=was, now=now),
                Text("In {law}, artikel {article}.", "In {law}, article {article}.").format(
                    law=law.name or law.id.replace("_", " "), article=article.number
                ),
                changed_schemes(ctx),
                law.id,
                article.number,
            )


def _days(law: Law, article: Article) -> list[Term]:
    return [term for term in terms(law, article) if term.days is not None]


TEST = Test(ID, run)
