"""data/organisations/processen.yaml as records, with the figures of a user in the place of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast, get_args

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.delivery.fact import Confidence, Fact
from uitvoerbaar.delivery.organisations.cells import Row, fact_of_row, read_rows
from uitvoerbaar.delivery.organisations.load import MAY, NEEDED, WORK_SIGN, folder
from uitvoerbaar.delivery.organisations.model import Organisations
from uitvoerbaar.delivery.organisations.units import SHARE, UNITS
from uitvoerbaar.delivery.read_fact import read_fact
from uitvoerbaar.delivery.work.model import (
    CHANNELS,
    EVERYWHERE,
    MEASURES,
    SHARE_OF,
    Counted,
    Handling,
    Origin,
    Process,
    Processes,
    Spread,
    SpreadKind,
    StaffKind,
    Term,
)

FILE = "processen.yaml"
_MONTHS = 12


def load_processes(organisations: Organisations, own: Path | None = None) -> Processes:
    """Every process; the rows of `own` with a measure PROCESS.FIGURE (bezwaar.minuten) take the place of its figure at an
    organisation, or at all of them where the organisation is `*`.

    Raises LawFileError with every problem of a file at once.
    """
    read = _Reader(read_entries(folder() / FILE), organisations).read()
    return read if own is None else _with_own(read, organisations, own)


@dataclass
class _Reader:
    """Reads the file; what is wrong with what it says is noted with the rest."""

    file: Entries
    organisations: Organisations
    counted: dict[str, Counted] = field(default_factory=dict)
    spreads: dict[str, Spread] = field(default_factory=dict)
    staff: dict[str, StaffKind] = field(default_factory=dict)
    processes: dict[str, Process] = field(default_factory=dict)

    def read(self) -> Processes:
        for e in self.file.objects("tellingen"):
            self.counted[e.word("id")] = Counted(e.word("id"), e.text("naam"), e.truth("eenmalig"))
        for e in self.file.objects("spreidingen"):
            self._spread(e)
        for e in self.file.objects("personeel"):
            self.staff[e.word("id")] = StaffKind(e.word("id"), e.text("naam"), self.fact(e, "tarief", "euro_per_uur"))
        for e in self.file.objects("processen"):
            process = self._process(e)
            if process is not None:
                self.processes[process.id] = process
        self.file.check()
        return Processes(tuple(self.processes.values()), self.counted)

    def tell(self, e: Entries, key: str, message: str, hint: str | None = None) -> None:
        self.file.problems.append(Problem(e.file, e.raw.line_of(key), message, hint=hint))

    def fact(self, e: Entries, key: str, unit: str) -> Fact:
        """A figure with its range, source and confidence."""
        f = e.object(key)
        before = len(self.file.problems)
        ends = tuple(f.decimal(name) for name in ("laag", "hoog"))
        found = read_fact(f)
        if len(self.file.problems) == before:
            self._check(f, unit, found.unit, (*ends, found.value))
        return replace(found, unit=unit)

    def _check(self, f: Entries, unit: str, given: str, numbers: tuple[float, ...]) -> None:
        if given not in UNITS:
            self.tell(f, "eenheid", tr("onbekende eenheid '{given}'", given=given), suggest(given, UNITS))
        elif given != unit:
            self.tell(f, "eenheid", tr("eenheid '{given}'; verwacht: '{unit}'", given=given, unit=unit))
        if min(numbers) < 0:
            self.tell(f, "waarde", tr("{value} is negatief; verwacht: 0 of meer", value=f"{min(numbers):g}"))
        elif unit == SHARE and max(numbers) > 1:
            hint = tr("{percent} procent is {share}", percent=f"{max(numbers):g}", share=f"{max(numbers) / 100:g}")
            self.tell(
                f, "waarde", tr("een aandeel van {share}; verwacht: 0 tot en met 1", share=f"{max(numbers):g}"), hint
            )

    def _spread(self, e: Entries) -> None:
        parts = e.numbers("delen")
        if len(parts) != _MONTHS or min(parts, default=0) < 0 or sum(parts) == 0:
            self.tell(e, "delen", tr("verwacht: twaalf delen van 0 of meer, niet alle 0"))
            parts = (1,) * _MONTHS
        kind = cast(SpreadKind, e.choice("soort", get_args(SpreadKind)))
        self.spreads[e.word("id")] = Spread(
            e.word("id"), kind, tuple(part / sum(parts) for part in parts), e.word("bron")
        )

    def _process(self, e: Entries) -> Process | None:
        id_ = e.word("id")
        if id_ in self.processes:
            self.tell(e, "id", tr("proces '{id}' staat er twee keer in", id=id_))
        name, channel, note = e.text("naam"), e.choice("kanaal", CHANNELS), e.text("toelichting")
        staff = e.choice("personeel", self.staff)
        origins = tuple(o for each in e.objects("bronnen") if (o := self._origin(each)) is not None)
        handling = Handling(
            *(self.fact(e, key, MEASURES[key]) for key in ("handmatig", "minuten", "variatie", "herwerk"))
        )
        patience, redial = (self.fact(e, key, MEASURES[key]) if key in e else None for key in ("geduld", "terugbellen"))
        term = self._term(e.object("termijn")) if "termijn" in e else None
        at = dict(self._at(each) for each in e.objects("bij")) if "bij" in e else {}
        if staff not in self.staff:
            return None
        return Process(id_, name, channel, self.staff[staff], origins, handling, note, term, patience, redial, at)

    def _origin(self, e: Entries) -> Origin | None:
        of = e.choice("van", (*self.counted, *self.processes))
        spread = e.choice("spreiding", self.spreads)
        lag = e.number("na_maanden", within=range(37))
        share = self.fact(e, "deel", SHARE)
        return Origin(of, share, self.spreads[spread], lag) if of and spread else None

    def _term(self, e: Entries) -> Term:
        weeks, extension, after = (e.number(key, within=range(157)) for key in ("weken", "verlenging", "na"))
        confidence = cast(Confidence, e.choice("zekerheid", get_args(Confidence)))
        return Term(weeks, extension, after, e.word("wet"), e.word("artikel"), confidence)

    def _at(self, e: Entries) -> tuple[str, Mapping[str, Fact]]:
        organisation = e.choice("organisatie", (*self.organisations.providers, *self.organisations.local))
        units = dict(MEASURES) | {key: SHARE for key in e.raw if key.startswith(SHARE_OF)}
        return organisation, {key: self.fact(e, key, unit) for key, unit in units.items() if key in e}


def _with_own(read: Processes, organisations: Organisations, own: Path) -> Processes:
    """The processes with the figures of a user's file."""
    rows, problems = read_rows(own, NEEDED, MAY)
    known = (EVERYWHERE, *organisations.providers, *organisations.local)
    units = {f"{p.id}.{name}": unit for p in read.processes for name, unit in _figures_of(p).items()}
    found: dict[str, dict[str, dict[str, Fact]]] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        if WORK_SIGN not in row["maat"]:
            continue  # a figure of the organisation itself, which `load_organisations` reads
        fact = _own_fact(row, units, known)
        key = row["organisatie"], row["maat"]
        if key in seen:
            row.tell(
                tr(
                    "{measure} van {organisation} staat ook op regel {line}",
                    measure=key[1],
                    organisation=key[0],
                    line=seen[key],
                ),
                tr("houd er één"),
            )
        elif fact is not None:
            process, _, name = row["maat"].partition(WORK_SIGN)
            found.setdefault(process, {}).setdefault(row["organisatie"], {})[name] = fact
        seen.setdefault(key, row.line)
    if problems:
        raise LawFileError(problems)
    return replace(read, processes=tuple(_given(p, found.get(p.id, {})) for p in read.processes))


def _figures_of(process: Process) -> dict[str, str]:
    shares = {f"{SHARE_OF}{origin.of}": SHARE for origin in process.origins}
    telephone = {"geduld", "terugbellen"} if process.patience is None else set()
    return {name: unit for name, unit in MEASURES.items() if name not in telephone} | shares


def _own_fact(row: Row, units: Mapping[str, str], known: tuple[str, ...]) -> Fact | None:
    if row["organisatie"] not in known:
        hint = suggest(row["organisatie"], list(known)[:400]) or tr("of '*' voor alle organisaties")
        row.tell(tr("onbekende organisatie '{name}'", name=row["organisatie"]), hint)
    unit = units.get(row["maat"])
    if unit is None:
        row.tell(tr("onbekend cijfer van een proces: '{name}'", name=row["maat"]), suggest(row["maat"], units))
        return None
    return fact_of_row(row, unit, own=True)


def _given(process: Process, own: Mapping[str, Mapping[str, Fact]]) -> Process:
    if not own:
        return process
    # What a user says of all organisations goes before what we say of one.
    everywhere = own.get(EVERYWHERE, {})
    kept = {o: {n: f for n, f in facts.items() if n not in everywhere} for o, facts in process.at.items()}
    merged = {o: {**kept.get(o, {}), **own.get(o, {})} for o in {**kept, **own}}
    return replace(process, at=merged)
