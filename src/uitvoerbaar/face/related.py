"""Whether two assessments have anything in common that can be set side by side: a proposal, a law or scheme that changes, or
the people of one year, for whom two proposals are alternatives."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.findings import Assessment as Record

_FIRST, _LAST = "begroting-", "-verschil"
_MOST = 4


class NotComparable(UserError):
    """Two assessments without anything in common; every number of them would differ, and none of it would say anything."""


def check_related(a: Record, b: Record) -> None:
    """Raises NotComparable for two assessments of different proposals, on other people or another year, that change no law and
    no scheme in common.

    Where one of them changes nothing that can be told, they are set side by side: that is a finding in itself.
    """
    laws = [_laws(each) for each in (a, b)]
    schemes = [_schemes(each) for each in (a, b)]
    people = [(each.population.manifest_sha256, each.population.year) for each in (a, b)]
    if a.proposal.id == b.proposal.id or not all(laws) or people[0] == people[1]:
        return
    if laws[0].keys() & laws[1].keys() or schemes[0] & schemes[1]:
        return
    raise NotComparable(
        tr(
            "niet vergelijkbaar: '{a}' verandert {laws_a} ({year_a}), en '{b}' verandert {laws_b} ({year_b}); geen wet en "
            "geen regeling is in beide anders, en het zijn andere mensen of een ander jaar, dus elk getal zou verschillen "
            "zonder iets te zeggen",
            a=said(a.proposal.title),
            b=said(b.proposal.title),
            laws_a=_named(laws[0].values()),
            laws_b=_named(laws[1].values()),
            year_a=a.population.year,
            year_b=b.population.year,
        ),
        hint=tr(
            "vergelijk twee voornemens op dezelfde mensen (--population), over dezelfde wet, of hetzelfde voornemen op twee "
            "momenten"
        ),
    )


def _laws(of: Record) -> dict[str, str]:
    """The laws that a proposal changes: those that it names, and those that differ; id and name."""
    names = {law.id: law.name for law in of.laws}
    changed = {change.law for change in of.proposal.changes} | {law.id for law in of.laws if law.changed}
    return {law: names.get(law, law.replace("_", " ")) for law in sorted(changed)}


def _schemes(of: Record) -> set[str]:
    """The schemes that cost another amount."""
    ids = (figure.id for figure in of.figures)
    return {name[len(_FIRST) : -len(_LAST)] for name in ids if name.startswith(_FIRST) and name.endswith(_LAST)}


def _named(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:_MOST]) + (" ..." if len(every) > _MOST else "")
