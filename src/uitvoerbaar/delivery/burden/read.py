"""Reads duties (data/duties, or a file beside a proposal) and rates: every problem at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast, get_args

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import one_of, suggest
from uitvoerbaar.delivery.burden.duty import (
    SIDES,
    Action,
    Count,
    Duty,
    DutyFile,
    Kind,
    Once,
    Per,
    Rate,
    Rates,
    Rule,
    Side,
    Who,
)
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.read_fact import read_fact, wrong
from uitvoerbaar.law.corpus import DUTIES

BESIDE = DUTIES
"""The file of duties in the folder of a proposal."""
RATES = "tarieven.yaml"
_MOST_TIMES = 366
_PER = re.compile(r"\bper (\w+)")
_TIMES = frozenset(("keer", "geval", "opgave", "aanvraag", "melding"))
"""Words for one time that a duty is done."""
_OF: Mapping[Per, frozenset[str]] = {
    "bedrijf": frozenset(("bedrijf", "onderneming", "werkgever")),
    "baan": frozenset(("baan", "werknemer", "medewerker")),
    "aanvrager": frozenset(("aanvrager", "burger", "persoon", "huishouden")),
}
"""Words for whom a time or an expense is of."""
_BUSINESS_PER: tuple[Per, ...] = ("bedrijf", "baan")


def duties_dir() -> Path:
    """The shipped duties and rates."""
    return data_dir() / "duties"


def find_duties(name: str) -> Path:
    """The file of duties that a name, file or folder of a proposal means. Raises UserError when there is none."""
    given = Path(name)
    beside = given / BESIDE
    shipped = duties_dir() / f"{given.stem if given.suffix == '.yaml' else name}.yaml"
    proposal = data_dir() / "proposals" / name / BESIDE
    for found in (beside, given, proposal, shipped):
        if found.is_file():
            return found
    known = sorted(path.stem for path in duties_dir().glob("*.yaml") if path.name != RATES)
    hint = suggest(name, known) or tr("wij leveren: {names}", names=", ".join(known))
    raise UserError(tr("geen plichten gevonden bij '{name}' ({hint})", name=name, hint=hint), hint=hint)


def load_rates(file: Path | None = None) -> Rates:
    """Rates (ours when None). Raises LawFileError for a malformed file."""
    e = read_entries(file or duties_dir() / RATES)
    since = e.word("geldig_vanaf")
    if since and parse_date(since) is None:
        wrong(e, "geldig_vanaf", tr("'{since}' is geen dag; verwacht: JJJJ-MM-DD", since=since))
    listed = e.object("tarieven")
    rates = {}
    for name in listed.names():
        one = listed.object(name)
        rates[name] = Rate(one.text("naam"), _positive(one, "tarief", "euro per uur"))
    e.check()
    return Rates(since, rates)


def load_duties(file: Path, staff: Collection[str], sectors: Collection[str], years: Collection[int]) -> DutyFile:
    """The duties of a file. `staff` are the kinds of staff that have a rate, `sectors` and `years` those that businesses have.

    Raises LawFileError with every problem of the file.
    """
    e = read_entries(file)
    year = e.number("jaar")
    if year not in years:
        told = tr("'jaar' is {year}; bedrijven zijn er van {years}", year=year, years=", ".join(map(str, years)))
        wrong(e, "jaar", told)
    duties = tuple(_duty(one, staff, sectors) for one in e.objects("plichten"))
    if not duties:
        wrong(e, "plichten", tr("'plichten' is leeg; noem er ten minste een"))
    _twice(e, duties)
    read = DutyFile(
        e.word("id"),
        str(file),
        e.text("titel"),
        year,
        e.word("url") if "url" in e else None,
        duties,
        e.text("nut") if "nut" in e else None,
        e.text("alternatieven") if "alternatieven" in e else None,
    )
    e.check()
    return read


def _twice(e: Entries, duties: tuple[Duty, ...]) -> None:
    seen: set[str] = set()
    for duty in duties:
        if duty.id in seen:
            wrong(e, "plichten", tr("de plicht '{id}' staat er twee keer", id=duty.id))
        seen.add(duty.id)


def _duty(e: Entries, staff: Collection[str], sectors: Collection[str]) -> Duty:
    who = e.object("wie")
    rules: dict[Side, Rule] = {side: _rule(who.object(side), sectors) for side in SIDES if side in who}
    if not rules:
        wrong(e, "wie", tr("'wie' noemt geen 'voor' en geen 'na': op wie rust de plicht?"))
    kinds = {rule.who for rule in rules.values()}
    if len(kinds) > 1:
        wrong(e, "wie", tr("'voor' en 'na' gaan over verschillende doelgroepen; maak er twee plichten van"))
    per = _BUSINESS_PER if "bedrijven" in kinds else ("aanvrager",)
    times = e.decimal("keer_per_jaar")
    if not 0 <= times <= _MOST_TIMES:
        wrong(e, "keer_per_jaar", tr("'keer_per_jaar' is {times}; verwacht: 0 tot en met 366", times=f"{times:g}"))
    own = e.decimal("bedrijfseigen") if "bedrijfseigen" in e else 0.0
    if not 0 <= own <= 1:
        wrong(e, "bedrijfseigen", tr("'bedrijfseigen' is {own}; verwacht: 0 tot en met 1", own=f"{own:g}"))
    return Duty(
        e.word("id"),
        e.text("naam"),
        cast(Kind, e.choice("soort", get_args(Kind))),
        e.word("bron"),
        rules,
        times,
        tuple(_action(one, staff, per) for one in e.objects("handelingen")),
        _each(e, "kosten", "euro", _whole(per)) if "kosten" in e else None,
        _once(e.object("eenmalig"), staff, per) if "eenmalig" in e else Once(),
        own,
        _part(e) if "deel" in e else None,
    )


def _rule(e: Entries, sectors: Collection[str]) -> Rule:
    who = cast(Who, e.choice("soort", get_args(Who)))
    if who == "burgers":
        return Rule(who, count=cast(Count, e.choice("telling", get_args(Count))), line=e.raw.line)
    first = e.number("banen_vanaf", 0)
    if first < 0:
        wrong(e, "banen_vanaf", tr("'{key}' is {value}; minder dan nul kan niet", key="banen_vanaf", value=first))
    below = e.number("banen_tot") if "banen_tot" in e else None
    if below is not None and below <= first:
        wrong(
            e,
            "banen_tot",
            tr("'banen_tot' ({below}) is niet meer dan 'banen_vanaf' ({first})", below=below, first=first),
        )
    return Rule(
        who,
        first,
        below,
        _sectors(e, sectors) if "sectoren" in e else (),
        e.truth("rechtspersoon") if "rechtspersoon" in e else None,
        line=e.raw.line,
    )


def _sectors(e: Entries, known: Collection[str]) -> tuple[str, ...]:
    """Sectors by name; an empty list is told, for no sectors would be read as all of them."""
    named = e.choices("sectoren", known)
    if not named and isinstance(e.raw.get("sectoren"), list) and not e.raw["sectoren"]:
        wrong(e, "sectoren", tr("'sectoren' is leeg; laat hem weg voor alle sectoren"))
    return named


def _action(e: Entries, staff: Collection[str], per: tuple[Per, ...]) -> Action:
    of = cast(Per, e.choice("per", per))
    return Action(e.text("naam"), e.choice("staf", staff), of, _each(e, "minuten", "minuten", (of,) if of else per))


def _once(e: Entries, staff: Collection[str], per: tuple[Per, ...]) -> Once:
    actions = tuple(_action(one, staff, per) for one in e.objects("handelingen")) if "handelingen" in e else ()
    return Once(actions, _each(e, "investering", "euro", _whole(per)) if "investering" in e else None)


def _whole(per: tuple[Per, ...]) -> tuple[Per, ...]:
    """Of whom an expense is: of the business as a whole, not of each job."""
    return tuple(each for each in per if each != "baan")


def _each(e: Entries, key: str, unit: str, per: Collection[Per]) -> Fact:
    """A figure of one time, of each of `per`: what is a month or a year, or of each of others, would be counted as often as
    the duty is done, for whom it is not."""
    fact = _positive(e, key, unit)
    words = _TIMES.union(*(_OF[each] for each in per))
    for said in _PER.findall(fact.unit.casefold()):
        if said not in words:
            told = tr("'{key}' is 'per {said}'; verwacht: {unit} van een keer, per {per}", key=key, said=said, unit=unit,
                      per=one_of(per))  # fmt: skip
            wrong(e, key, told, tr("reken het om, of zeg met 'keer_per_jaar' hoe vaak"))
    return fact


def _positive(e: Entries, key: str, unit: str) -> Fact:
    """A figure that cannot be below zero, in a unit that begins with these words: another would be reckoned with as this one."""
    fact = read_fact(e.object(key))
    least = fact.value if fact.low is None else fact.low
    if least < 0:
        wrong(e, key, tr("'{key}' is {value}; minder dan nul kan niet", key=key, value=f"{least:g}"))
    if fact.unit and not f"{fact.unit} ".startswith(f"{unit} "):
        told = tr("'{key}' heeft eenheid '{given}'; verwacht: {unit}", key=key, given=fact.unit, unit=unit)
        wrong(e, key, told, hint=unit)
    return fact


def _part(e: Entries) -> Fact:
    """A figure that is a part of a whole, with its ends."""
    fact = _positive(e, "deel", "deel")
    most = fact.value if fact.high is None else fact.high
    if most > 1:
        wrong(
            e, "deel", tr("'{key}' is {value}; verwacht: een deel, van 0 tot en met 1", key="deel", value=f"{most:g}")
        )
    return fact
