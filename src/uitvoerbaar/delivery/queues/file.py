"""A process file: one team with the work that it does, as somebody at an organisation writes it down.

The file is data/queues/voorbeelden/*.yaml in form; every problem of a file is told at once, with its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.twofold import twofold
from uitvoerbaar.base.yaml import Mapping, load
from uitvoerbaar.delivery.organisations import load_organisations, productive_hours
from uitvoerbaar.delivery.queues.data import Tariffs, load_tariffs
from uitvoerbaar.delivery.queues.inputs import MONTHS, Return, Staff, Team, Work, with_peak
from uitvoerbaar.delivery.queues.penalties import Penalties

_SHARE = (0.0, 1.0)
_ANY = (0.0, 1e9)
_YEAR = 12
_MOST_MONTHS = 120
_MOST_WORKS = 12


@dataclass(frozen=True, slots=True)
class ProcessFile:
    """A process file read: what it is called, where its figures are from and of which day, and the team."""

    name: Text
    source: str
    day: str
    team: Team


def read_process(path: Path) -> ProcessFile:
    """The process in a file. Raises LawFileError with every problem found."""
    raw = load(read_text(path, str(path)), str(path))
    if not isinstance(raw, Mapping):
        raise LawFileError([Problem(str(path), 1, tr("{raw}; verwacht: een object", raw=describe(raw)))])
    return _Reader(Entries(str(path), raw, list(twofold(raw, str(path))))).read()


_TOLERANCE = 1e-9


class _Reader:
    """Reads one file; problems are noted in it and told together."""

    def __init__(self, file: Entries) -> None:
        self.file = file

    def read(self) -> ProcessFile:
        file = self.file
        # What stands there may be none: it is told, and the rest is read as if it were one month.
        months = max(1, file.number("maanden", MONTHS, range(1, _MOST_MONTHS + 1)))
        name, source = _name(file), file.word("bron")
        day = file.word("peildatum")
        if day and parse_date(day) is None:
            self._tell(file, "peildatum", tr("'peildatum' is '{day}'; verwacht: een dag als 2026-01-31", day=day))
        staff = self._staff(file.object("personeel"), months)
        works = [(entry, self._work(entry, months)) for entry in file.objects("werk")]
        if "werk" in file and not 1 <= len(works) <= _MOST_WORKS:
            self._tell(
                file,
                "werk",
                tr("'werk' heeft {n} soorten; verwacht: 1 tot en met {most}", n=len(works), most=_MOST_WORKS),
            )
        self._fit(works)
        file.check()
        return ProcessFile(name, source, day, Team(staff, tuple(work for _, work in works)))

    def _staff(self, entry: Entries, months: int) -> Staff:
        places = self._monthly(entry, "plaatsen", months)
        self._needs(entry, "inwerken_begin", "inwerken_maanden", tr("zonder inwerken doet ieder meteen het volle werk"))
        self._needs(entry, "begeleiding", "inwerken_maanden", tr("zonder inwerken is er niemand om te begeleiden"))
        return Staff(
            places,
            self._number(entry, "aanwezig", _ANY, places[0] if places else 0.0),
            self._hours(entry),
            self._number(entry, "deel_van_de_tijd", _SHARE, 1.0),
            self._number(entry, "verloop_per_jaar", (0.0, 0.99), 0.0),
            entry.number("werving_maanden", 0, range(0, 61)),
            entry.number("inwerken_maanden", 0, range(0, 61)),
            self._number(entry, "inwerken_begin", _SHARE, 1.0),
            self._number(entry, "begeleiding", _SHARE, 0.0),
            self._number(entry, "verzuim_spreiding", _SHARE, 0.0),
        )

    def _work(self, entry: Entries, months: int) -> Work:
        arrivals = self._monthly(entry, "per_maand", months)
        peak = entry.object("aanlooppiek") if "aanlooppiek" in entry else None
        if peak is not None:
            arrivals = with_peak(
                arrivals, self._number(peak, "extra", (0.0, 100.0)), peak.number("maanden", None, range(1, months + 1))
            )
        term = self._number(entry, "termijn_dagen", (1.0, 3650.0)) if "termijn_dagen" in entry else None
        asks = self._penalties(entry.object("dwangsom"), load_tariffs()) if "dwangsom" in entry else None
        if asks is not None and term is None:
            self._tell(entry, "dwangsom", tr("'dwangsom' zonder 'termijn_dagen': zonder termijn is niets te laat"))
        self._needs(entry, "voorraad_oudste_dagen", "voorraad", tr("zonder voorraad ligt er niets dat oud is"))
        self._needs(entry, "doorloop_spreiding", "doorloop_dagen", tr("zonder doorloop is er niets dat spreidt"))
        return Work(
            entry.word("id"),
            _name(entry),
            arrivals,
            self._number(entry, "minuten", (0.01, 100_000.0)),
            self._number(entry, "minuten_spreiding", (0.0, 10.0), 1.0),
            term,
            self._number(entry, "doorloop_dagen", (0.0, 3650.0), 0.0),
            self._number(entry, "doorloop_spreiding", (0.0, 10.0), 0.5),
            self._number(entry, "voorraad", _ANY, 0.0),
            self._number(entry, "voorraad_oudste_dagen", (0.0, 3650.0), 0.0),
            entry.number("voorrang", 1, range(0, 10)),
            self._number(entry, "omvang_spreiding", _SHARE, 0.0),
            tuple(self._back(each) for each in entry.objects("terug")) if "terug" in entry else (),
            asks,
        )

    def _needs(self, entry: Entries, key: str, other: str, why: str) -> None:
        """Note a number that says nothing without another, which the file lacks or has at 0: nobody sees that it is not used."""
        if key in entry and entry.raw[key] and not entry.raw.get(other):
            self._tell(entry, key, tr("'{key}' zonder '{other}': {why}", key=key, other=other, why=why))

    def _back(self, entry: Entries) -> Return:
        return Return(
            entry.word("naar"),
            self._number(entry, "deel", _SHARE),
            self._number(entry, "na_dagen", (0.0, 3650.0), 30.0),
        )

    def _penalties(self, entry: Entries, tariffs: Tariffs) -> Penalties:
        return Penalties(
            tariffs.statutory,
            tariffs.court,
            self._number(entry, "ingebreke", _SHARE),
            self._number(entry, "beroep", _SHARE, 0.0),
            self._number(entry, "ingebreke_na_dagen", _ANY, 0.0),
            tariffs.grace,
            tariffs.court_after,
            tariffs.court_term,
        )

    def _fit(self, works: Sequence[tuple[Entries, Work]]) -> None:
        """Note what does not fit between kinds of work."""
        ids = [work.id for _, work in works]
        for entry, work in works:
            if ids.count(work.id) > 1:
                self._tell(entry, "id", tr("het kenmerk '{id}' staat er {n} keer", id=work.id, n=ids.count(work.id)))
            for back in work.returns:
                if back.to not in ids:
                    message = tr("'terug' noemt '{to}'; dat werk staat niet in dit bestand", to=back.to)
                    self._tell(entry, "terug", message, suggest(back.to, ids))
            if sum(back.share for back in work.returns if back.to == work.id) >= 1:
                self._tell(entry, "terug", tr("als alles terugkomt naar '{id}', is er nooit iets klaar", id=work.id))
        if not self.file.problems and _never_ends([work for _, work in works]):
            entry = next(entry for entry, work in works if work.returns)
            self._tell(
                entry,
                "terug",
                tr("wat terugkomt gaat in een kring zonder dat er iets afgaat: zo is er nooit iets klaar"),
            )

    def _monthly(self, entry: Entries, key: str, months: int) -> tuple[float, ...]:
        """One number for all months, or a list: of every month, or of twelve that repeat each year."""
        found = entry.raw.get(key)
        if not isinstance(found, list):
            return (self._number(entry, key, _ANY),) * months
        assert key in entry  # asked for, also as a list
        wrong = [value for value in found if isinstance(value, bool) or not isinstance(value, int | Decimal)]
        if wrong:
            self._tell(entry, key, tr("'{key}': {value} is geen getal", key=key, value=describe(wrong[0])))
            return (0.0,) * months
        values = [float(value) for value in found]
        if len(values) not in (months, _YEAR) or any(value < 0 for value in values):
            self._tell(
                entry,
                key,
                tr(
                    "'{key}' heeft {n} getallen; verwacht: 12 (elk jaar dezelfde) of {months}, elk 0 of hoger",
                    key=key,
                    n=len(values),
                    months=months,
                ),
            )
            return (0.0,) * months
        return tuple(values[month % len(values)] for month in range(months))

    def _hours(self, entry: Entries) -> float:
        """Productive hours a year; the norm of the data where the file names none."""
        if "uren_per_jaar" not in entry:
            return productive_hours(load_organisations()).value
        return self._number(entry, "uren_per_jaar", (1.0, 8760.0))

    def _number(self, entry: Entries, key: str, within: tuple[float, float], default: float | None = None) -> float:
        """A number in bounds; `default` where it may be absent."""
        if default is not None and key not in entry:
            return default
        before = len(entry.problems)
        value = entry.decimal(key)
        if len(entry.problems) == before and not within[0] <= value <= within[1]:
            self._tell(
                entry,
                key,
                tr(
                    "'{key}' is {value:g}; verwacht: van {low:g} tot en met {high:g}",
                    key=key,
                    value=value,
                    low=within[0],
                    high=within[1],
                ),
            )
        return value

    def _tell(self, entry: Entries, key: str, message: str, hint: str | None = None) -> None:
        entry.problems.append(Problem(entry.file, entry.raw.line_of(key), message, hint=hint))


def _never_ends(works: Sequence[Work]) -> bool:
    """Whether cases that come back bring as many of their kind with them, by way of other work: the largest eigenvalue of the
    shares is 1 or more, so that the sum of all rounds has no end."""
    at = {work.id: n for n, work in enumerate(works)}
    shares = np.zeros((len(works), len(works)))
    for work in works:
        for back in work.returns:
            shares[at[work.id], at[back.to]] += back.share
    return bool(works) and bool(np.abs(np.linalg.eigvals(shares)).max() >= 1 - _TOLERANCE)


def _name(entry: Entries) -> Text:
    """The name: words in one language, or an object with both."""
    return entry.text("naam") if isinstance(entry.raw.get("naam"), Mapping) else Text(entry.word("naam"))
