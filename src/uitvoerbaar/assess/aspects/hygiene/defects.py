"""Defects of the law as a text of rules, and whether a proposal comes at a fair moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.hygiene.data import Hygiene
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.language import both
from uitvoerbaar.findings import Text
from uitvoerbaar.law.check.references import ReferenceCheck
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.graph import topological
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.model import Law
from uitvoerbaar.proposal import Proposal

DANGLING = Text("Verwijzing die nergens uitkomt", "Dangling reference")
OPEN = Text("Open begrip zonder invulling", "Open term without implementation")
DEFAULT = Text("Open begrip met alleen een standaard", "Open term with only a default")
ENDS = Text("Wet loopt af", "Law ends")
GAP = Text("Niet te berekenen", "Cannot be computed")
STUCK = Text("Regel die vastloopt", "Rule that gets stuck")
_STUCK = ("ResolutionError", "CircularReference", "OutputNotFound")
BROKEN = (DANGLING, OPEN, GAP, STUCK)
"""Defects that make a law fail; the others are shown only."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect on one side: what, where and which words. Two sides have the same defect when `key` is equal."""

    kind: Text
    law: str
    article: str | None
    line: int | None
    words: Text

    @property
    def key(self) -> tuple[str, str, str | None, str]:
        """What makes it the same defect in another version of the law."""
        return self.kind.nl, self.law, self.article, self.words.nl


def defects(ctx: Context, role: Role) -> list[Defect]:
    """Every defect of the laws that a side uses or cannot use, each once.

    What only follows from a defect that is told already (a rule that gets stuck on the same line, a scheme that cannot be
    computed by a broken reference in its law) is left out.
    """
    side = ctx.sides.of(role)
    found = [defect for law in _laws(ctx, role) for defect in _of_law(ctx, role, law)]
    lines = {(d.law, d.line) for d in found}
    for node in topological(side.nodes.values()):
        if node.op == "ERROR" and node.payload[0] in _STUCK and node.origin is not None:
            where = node.origin
            if (where.law, where.line) not in lines:
                found.append(Defect(STUCK, where.law, where.article, where.line, both(str(node.payload[1]))))
    broken = {d.law for d in found if d.kind in BROKEN}
    found += [
        Defect(GAP, scheme.law, None, None, side.missing[scheme.id])
        for scheme in ctx.settings.schemes
        if scheme.id in side.missing and scheme.law not in broken
    ]
    return list({defect.key: defect for defect in found}.values())


def _laws(ctx: Context, role: Role) -> list[Law]:
    """The laws that a side uses, and those of schemes that it cannot compute as far as they are in force."""
    side = ctx.sides.of(role)
    laws = {law.file: law for used in side.laws.values() for law in used}
    for scheme in ctx.settings.schemes:
        if scheme.id in side.missing:
            try:
                law = side.corpus.select(scheme.law, side.date)
            except LawLookupError:
                continue  # told as a gap
            laws.setdefault(law.file, law)
    return list(laws.values())


def _of_law(ctx: Context, role: Role, law: Law) -> Iterator[Defect]:
    side = ctx.sides.of(role)
    for problem in ReferenceCheck(side.corpus, law, (side.date,)).run():
        if problem.level == "error":
            yield Defect(DANGLING, law.id, problem.article, problem.line, both(problem.message))
    for article in law.articles:
        for term in article.rules.open_terms if article.rules else ():
            if not delegation.candidates(side.corpus, side.date, law.id, article.number, term.id):
                kind = OPEN if term.default is None and term.required else DEFAULT
                yield Defect(kind, law.id, article.number, term.line, field_label(term.id, ""))
    if law.valid_to is not None:
        yield Defect(ENDS, law.id, None, None, Text(law.valid_to, law.valid_to))


@dataclass(frozen=True, slots=True)
class Moment:
    """Entry into force against the fixed change dates and the term of notice.

    `fixed` is None for a kind that knows no fixed dates, `months` None when the day of publication is not known.
    """

    effective: str
    fixed: tuple[str, ...] | None
    published: str | None
    months: int | None
    needed: int
    others: bool

    @property
    def on_fixed_date(self) -> bool | None:
        """Whether it enters into force on a fixed date."""
        return None if self.fixed is None else self.effective[5:] in self.fixed

    @property
    def in_time(self) -> bool | None:
        """Whether it is made known long enough beforehand."""
        return None if self.months is None else self.months >= self.needed

    @property
    def earliest(self) -> str | None:
        """The first fixed date that leaves the term of notice; None when that cannot be told."""
        if self.fixed is None or self.published is None:
            return None
        year = int(self.published[:4])
        days = (f"{y}-{day}" for y in range(year, year + 3) for day in sorted(self.fixed))
        return next(day for day in days if months_between(self.published, day) >= self.needed)


def moment(ctx: Context, rules: Hygiene) -> Moment:
    """The moment of a proposal; `rules` is data/assess/wetstechniek.yaml."""
    proposal: Proposal = ctx.proposal
    fixed = rules.fixed.get(proposal.kind)
    providers = [*proposal.carries_out, *(scheme.provider for scheme in changed_schemes(ctx))]
    others = any(rules.other_governments.search(name) for name in providers)
    needed = ctx.settings.norm("bekendmaking_maanden_medeoverheden" if others else "bekendmaking_maanden")
    published = proposal.published
    return Moment(
        proposal.effective,
        fixed,
        published,
        months_between(published, proposal.effective) if published is not None else None,
        int(needed),
        others,
    )


def months_between(first: str, last: str) -> int:
    """Whole months from one day to another; negative when the last comes first."""
    y1, m1, d1 = (int(part) for part in first.split("-"))
    y2, m2, d2 = (int(part) for part in last.split("-"))
    return (y2 - y1) * 12 + m2 - m1 - (d2 < d1)
