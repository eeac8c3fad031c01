"""Who carries laws out: the list of organisations, and one with all its figures, sources and processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.base.numbers import decimal, numeral
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES, Fact
from uitvoerbaar.delivery.organisations import (
    LocalAuthority,
    Organisation,
    OrganisationFact,
    Organisations,
    load_organisations,
)
from uitvoerbaar.delivery.organisations.area import area_problems
from uitvoerbaar.delivery.organisations.model import BUDGET, KINDS, RELEASES, STAFF
from uitvoerbaar.delivery.organisations.units import SHARE, UNITS
from uitvoerbaar.delivery.work import Process, Processes, load_processes
from uitvoerbaar.proposal.load import FILE
from uitvoerbaar.proposal.model import Proposal

_WHOLE = 1000
"""Below it a number is written with its decimals."""


@dataclass(frozen=True, repr=False)
class KnownOrganisations:
    """All organisations, with how many local authorities there are in each layer."""

    organisations: Organisations

    def text(self) -> str:
        """The list: service providers with staff and its confidence, then the layers and their size classes."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for each in self.organisations.providers.values():
            staff = each.latest(STAFF)
            told = tr("personeel niet bekend") if staff is None else _value(staff.fact)
            sure = "" if staff is None else f" ({staff.when}, {said(CONFIDENCE_NAMES[staff.fact.confidence])})"
            yield f"{each.id:<17} {said(each.name):<58} {said(KINDS[each.kind]):<34} {told}{sure}"
        yield ""
        for kind in ("gemeente", "provincie", "waterschap"):
            many = self.organisations.of_kind(kind)
            yield f"{len(many):>4} × {said(KINDS[kind])}: {', '.join(said(m.name) for m in many[:3])} …"
        yield ""
        for size in self.organisations.sizes:
            members = [m for m in self.organisations.of_kind("gemeente") if m.size == size]
            yield f"  {said(size.name):<32} {trn(len(members), '{n} gemeente', '{n} gemeenten')}"
        yield ""
        yield tr("Een organisatie met al haar cijfers: uitvoerbaar organisations NAAM (of een code, zoals GM0363)")

    def as_json(self) -> list[dict[str, Any]]:
        """Every organisation as JSON values."""
        return [_json(each) for each in self.organisations]


@dataclass(frozen=True, repr=False)
class KnownOrganisation:
    """One organisation with its figures and its processes."""

    organisation: Organisation
    processes: Processes
    schemes: tuple[Text, ...] = ()
    """What it, or the layer that it is one of, carries out of what is computed."""

    def text(self) -> str:
        """Everything that is known of it, each figure with year, confidence and source; what is not known is said."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        each = self.organisation
        yield f"{each.id}: {said(each.name)} ({said(KINDS[each.kind])})"
        yield f"  {tr('ministerie')}: {each.ministry}"
        if each.part_of:
            yield f"  {tr('onderdeel van')}: {each.part_of}"
        if isinstance(each, LocalAuthority):
            yield from _place(each)
        if each.registers:
            yield f"  {tr('houdt')}: {'; '.join(each.registers)}"
            yield f"    {tr('registers uit het hoofd, niet nagezocht')}"
        yield f"  {tr('regelingen die worden gerekend')}: {', '.join(map(said, self.schemes)) or tr('geen, dus niet gemodelleerd')}"
        yield ""
        yield tr("Cijfers") if each.facts else tr("Cijfers: geen")
        for fact in each.facts:
            yield from _fact_lines(fact)
        for measure in each.unknown:
            yield f"  {said(_ASKED[measure])}: {tr('niet bekend; vul het aan met --own BESTAND')}"
        yield ""
        yield tr("Werk per zaak (aannamen hebben een reden; uitvoerbaar assess vermenigvuldigt dit met wat het telt)")
        for process in self.processes.of(each.id, each.layer):
            yield from _process_lines(process, self.processes)

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        own = self.organisation
        return {
            **_json(own),
            "regelingen": [said(each) for each in self.schemes],
            "processen": [_process_json(p) for p in self.processes.of(own.id, own.layer)],
        }


_ASKED = {
    STAFF: Text("personeel", "staff"),
    BUDGET: Text("begroting of omzet", "budget or turnover"),
    RELEASES: Text("ICT-vensters per jaar", "IT release slots a year"),
}


def organisations(own: str | Path | None = None) -> KnownOrganisations:
    """Every organisation; the figures of the file `own` take the place of ours.

    Raises UserError with every problem in that file.
    """
    return KnownOrganisations(load_organisations(None if own is None else Path(own)))


def organisation(name: str, own: str | Path | None = None) -> KnownOrganisation:
    """One organisation, by its id, code or name. Raises UserError for one that is not there, with a did-you-mean."""
    path = None if own is None else Path(own)
    known = load_organisations(path)
    found = known.find(name)
    return KnownOrganisation(found, load_processes(known, path), _schemes(known, found))


def _schemes(known: Organisations, found: Organisation) -> tuple[Text, ...]:
    whose = {found.id, found.layer}
    named = ((scheme.name, known.named(scheme.provider)) for scheme in load_settings().schemes)
    return tuple(name for name, by in named if by is not None and by.id in whose)


def check_figures(own: Path) -> None:
    """Read a file of own figures before any work is done with it. Raises UserError with every problem in it."""
    load_processes(load_organisations(own), own)


def place_problems(proposal: Proposal) -> list[Problem]:
    """What is wrong with the area that a proposal names. Raises LawFileError for a file of data/organisations that is wrong."""
    if not proposal.areas:
        return []
    return area_problems(proposal.areas, load_organisations(), str(proposal.folder / FILE), proposal.areas_line)


def _place(each: LocalAuthority) -> Iterator[str]:
    if each.province is not None:
        yield f"  {tr('provincie')}: {each.province}"
    if each.inhabitants is not None:
        fact = each.inhabitants
        yield f"  {_value(fact)} ({fact.year}, {said(CONFIDENCE_NAMES[fact.confidence])}; {fact.source})"
    if each.size is not None:
        yield f"  {tr('grootteklasse')}: {said(each.size.name)}"


def _fact_lines(fact: OrganisationFact) -> Iterator[str]:
    sure = said(CONFIDENCE_NAMES[fact.fact.confidence])
    yield f"  {said(fact.measure.name)}: {_value(fact.fact)}{_range(fact.fact)}  ({fact.when}, {sure})"
    yield f"    {fact.fact.source}{f' – {fact.fact.url}' if fact.fact.url else ''}"
    if fact.instead_of is not None:
        yield "    " + tr(
            "in plaats van {value} ({source})", value=_value(fact.instead_of), source=fact.instead_of.source
        )


def _process_lines(process: Process, known: Processes) -> Iterator[str]:
    handling = process.handling
    parts = [
        tr("{share} door een mens", share=_value(handling.by_hand)),
        f"{_value(handling.minutes)}{_range(handling.minutes)}",
        tr("{share} komt terug", share=_value(handling.rework)),
        f"{said(process.staff.name)} {_value(process.staff.rate)}",
    ]
    yield f"  {said(process.name)}: {'; '.join(parts)}"
    if process.term is not None:
        term = process.term
        more = tr(" (te verlengen met {weeks})", weeks=term.extension) if term.extension else ""
        sure = "" if term.confidence == "gepubliceerd" else f", {said(CONFIDENCE_NAMES[term.confidence])}"
        yield "    " + tr(
            "termijn {weeks} weken{more}, {law} {article}{sure}",
            weeks=term.weeks,
            more=more,
            law=term.law,
            article=term.article,
            sure=sure,
        )
    names = {p.id: p.name for p in known.processes} | {c.id: c.name for c in known.counted.values()}
    for origin in process.origins:
        yield f"    {_value(origin.share)}{_range(origin.share)} × {said(names[origin.of])}"
    yield f"    {said(process.note)}"


def _value(fact: Fact) -> str:
    """A figure with its unit, in the language of the moment."""
    if fact.unit == SHARE:
        return tr("{percent} procent", percent=said(decimal(round(100 * fact.value, 3))))
    number = numeral(round(fact.value)) if fact.value >= _WHOLE else decimal(fact.value)
    return f"{said(number)} {said(UNITS[fact.unit])}"


def _range(fact: Fact) -> str:
    if fact.low is None or fact.high is None or fact.low == fact.high:
        return ""
    scale = 100 if fact.unit == SHARE else 1
    low, high = (
        said(numeral(round(v * scale)) if v * scale >= _WHOLE else decimal(round(v * scale, 3)))
        for v in (fact.low, fact.high)
    )
    return f" ({low} – {high})"


def _json(each: Organisation) -> dict[str, Any]:
    local = each if isinstance(each, LocalAuthority) else None
    return {
        "id": each.id,
        "naam": each.name.nl,
        "name": each.name.english,
        "soort": each.kind,
        "ministerie": each.ministry,
        "deel_van": each.part_of,
        "registers": list(each.registers),
        "provincie": local.province if local else None,
        "inwoners": _fact_json(local.inhabitants) if local and local.inhabitants else None,
        "grootteklasse": local.size.id if local and local.size else None,
        "cijfers": [{"maat": f.measure.id, "periode": f.period or None, **_fact_json(f.fact)} for f in each.facts],
        "onbekend": list(each.unknown),
    }


def _fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "waarde": fact.value,
        "eenheid": fact.unit,
        "jaar": fact.year,
        "laag": fact.low,
        "hoog": fact.high,
        "bron": fact.source,
        "url": fact.url,
        "zekerheid": fact.confidence,
    }


def _process_json(process: Process) -> dict[str, Any]:
    handling, term = process.handling, process.term
    return {
        "proces": process.id,
        "kanaal": process.channel,
        "personeel": process.staff.id,
        "tarief": _fact_json(process.staff.rate),
        "bronnen": [{"van": o.of, "na_maanden": o.lag, "deel": _fact_json(o.share)} for o in process.origins],
        "handmatig": _fact_json(handling.by_hand),
        "minuten": _fact_json(handling.minutes),
        "variatie": _fact_json(handling.variation),
        "herwerk": _fact_json(handling.rework),
        "termijn": None
        if term is None
        else {
            "weken": term.weeks,
            "verlenging": term.extension,
            "na": term.after,
            "wet": term.law,
            "artikel": term.article,
        },
    }
