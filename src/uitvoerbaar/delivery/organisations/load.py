"""data/organisations as records, with the figures of a user in the place of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.organisations.cells import Row, fact_of_row, read_rows
from uitvoerbaar.delivery.organisations.local import read_local, read_sizes
from uitvoerbaar.delivery.organisations.model import (
    KINDS,
    NORM,
    Measure,
    Organisation,
    OrganisationFact,
    Organisations,
    near,
)
from uitvoerbaar.delivery.organisations.units import UNITS

FOLDER = "organisations"
FIGURES, MEASURES, PROVIDERS = "cijfers.csv", "maten.csv", "organisaties.yaml"
NEEDED = ("organisatie", "maat", "waarde", "eenheid", "jaar", "bron")
MAY = ("periode", "laag", "hoog", "url", "zekerheid")
WORK_SIGN = "."
"""A measure with this in its name is of a process (bezwaar.minuten): `delivery.work` reads it."""


def folder() -> Path:
    """Folder data/organisations. Raises UserError when there is no data folder."""
    return data_dir() / FOLDER


def load_organisations(own: Path | None = None) -> Organisations:
    """Every organisation with its figures; those of the file `own` take the place of ours.

    Raises LawFileError with every problem of a file at once: file, line, what was expected, what to do.
    """
    sizes = read_sizes(folder())
    measures = _measures(folder() / MEASURES)
    providers = _providers(folder() / PROVIDERS)
    local = read_local(folder(), sizes)
    known: dict[str, Organisation] = {**providers, **local}
    facts = _figures(folder() / FIGURES, known, measures)
    norms = frozenset(f.measure.id for f in facts if known[f.organisation].kind == NORM)
    given = _figures(own, known, measures, own=True, norms=norms) if own is not None else []
    placed = _placed(facts, given)
    by_organisation: dict[str, list[OrganisationFact]] = {}
    for fact in placed:
        by_organisation.setdefault(fact.organisation, []).append(fact)

    def facts_of(id_: str) -> tuple[OrganisationFact, ...]:
        found = by_organisation.get(id_, [])
        return tuple(sorted(found, key=lambda f: (f.measure.id, f.fact.year, f.period)))

    return Organisations(
        {i: replace(each, facts=facts_of(i)) for i, each in providers.items()},
        {i: replace(each, facts=facts_of(i)) for i, each in local.items()},
        sizes,
        measures,
    )


def _measures(path: Path) -> dict[str, Measure]:
    rows, problems = read_rows(path, ("maat", "naam", "engels", "eenheid"))
    found: dict[str, Measure] = {}
    for row in rows:
        if row["maat"] in found:
            row.tell(tr("maat '{id}' staat er twee keer in", id=row["maat"]))
        if row["eenheid"] not in UNITS:
            row.tell(tr("onbekende eenheid '{given}'", given=row["eenheid"]), suggest(row["eenheid"], UNITS))
        found[row["maat"]] = Measure(row["maat"], Text(row["naam"], row["engels"]), row["eenheid"])
    if problems:
        raise LawFileError(problems)
    return found


def _providers(path: Path) -> dict[str, Organisation]:
    file = read_entries(path)
    found: dict[str, Organisation] = {}
    for e in file.objects("organisaties"):
        made = Organisation(
            e.word("id"),
            e.text("naam"),
            e.choice("soort", KINDS),
            e.word("ministerie"),
            e.words("ook_genoemd"),
            e.words("registers"),
            e.word("deel_van") if "deel_van" in e else None,
        )
        if made.id in found:
            line = e.raw.line_of("id")
            file.problems.append(Problem(file.file, line, tr("organisatie '{id}' staat er twee keer in", id=made.id)))
        if made.part_of is not None and made.part_of not in found:
            line = e.raw.line_of("deel_van")
            message = tr("'deel_van' noemt '{id}'; die staat er niet boven", id=made.part_of)
            file.problems.append(Problem(file.file, line, message, hint=suggest(made.part_of, found)))
        found[made.id] = made
    file.check()
    return found


@dataclass
class _Reader:
    """Reads the figures of one file."""

    known: Mapping[str, Organisation]
    measures: Mapping[str, Measure]
    own: bool
    norms: frozenset[str] = frozenset()
    """Measures that hold for all organisations: given of one of them they would be read and never used."""
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def read(self, row: Row) -> OrganisationFact | None:
        """The figure of a row; None, with why noted, when it is none."""
        if row["organisatie"] not in self.known:
            message = tr("onbekende organisatie '{name}'", name=row["organisatie"])
            row.tell(message, _near(row["organisatie"], self.known.values()))
        measure = self.measures.get(row["maat"])
        if measure is None:
            row.tell(tr("onbekende maat '{name}'", name=row["maat"]), suggest(row["maat"], self.measures))
            return None
        if measure.id in self.norms and row["organisatie"] in self.known:
            self._check_norm(row, measure)
        fact = fact_of_row(row, measure.unit, own=self.own)
        period = row["periode"]
        key = (row["organisatie"], measure.id, period or row["jaar"])
        if key in self.seen:
            row.tell(
                tr(
                    "{measure} van {organisation} over {when} staat ook op regel {line}",
                    measure=measure.id,
                    organisation=key[0],
                    when=key[2],
                    line=self.seen[key],
                ),
                tr("houd er één"),
            )
            return None
        self.seen[key] = row.line
        if fact is None or row["organisatie"] not in self.known:
            return None
        return OrganisationFact(row["organisatie"], measure, fact, period)

    def _check_norm(self, row: Row, measure: Measure) -> None:
        if self.known[row["organisatie"]].kind != NORM:
            names = ", ".join(each.id for each in self.known.values() if each.kind == NORM)
            row.tell(
                tr("'{name}' is een norm voor alle organisaties, niet voor één", name=measure.id),
                tr("geef haar bij organisatie {names}", names=names),
            )


def _figures(
    path: Path,
    known: Mapping[str, Organisation],
    measures: Mapping[str, Measure],
    *,
    own: bool = False,
    norms: frozenset[str] = frozenset(),
) -> list[OrganisationFact]:
    rows, problems = read_rows(path, NEEDED, MAY)
    if not rows and not problems:
        raise LawFileError([Problem(str(path), 1, tr("het bestand heeft geen enkele rij met een cijfer"))])
    reader = _Reader(known, measures, own, norms)
    found = [fact for row in rows if not (own and WORK_SIGN in row["maat"]) and (fact := reader.read(row)) is not None]
    if problems:
        raise LawFileError(problems)
    return found


def _near(name: str, known: Iterable[Organisation]) -> str | None:
    """The id of the organisation that has this name, or one that is near."""
    every = list(known)
    ids = [each.id for each in every if name.casefold() in {n.casefold() for n in (each.name.nl, *each.also)}]
    found = near(name, every)
    id_ = ids[0] if len(ids) == 1 else found[1].id if found is not None else None
    return None if id_ is None else tr("bedoelde u '{folded}'?", folded=id_)


def _placed(ours: list[OrganisationFact], given: list[OrganisationFact]) -> list[OrganisationFact]:
    """Our figures with those given in the place of the same measure of the same organisation and time."""

    def key(fact: OrganisationFact) -> tuple[str, str, str]:
        return fact.organisation, fact.measure.id, fact.when

    shipped = {key(fact): fact.fact for fact in ours}
    own = {key(fact): replace(fact, instead_of=shipped.get(key(fact))) for fact in given}
    return [*(fact for fact in ours if key(fact) not in own), *own.values()]
