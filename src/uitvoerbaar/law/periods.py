"""For which period a law determines an amount, and how a year is made of those periods.

The rules stand in data/reikwijdte/perioden.yaml with their source; an output of a user's own law can say by `temporal` that it is
an amount per month. An output with neither is not asked by month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import scope_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.scope_file import ScopeFile

_MONTHS = {"maand": 1, "kwartaal": 3}
_RULE = ("wet", "uitkomst", "telt", "tijdvak", "deel", "naar_dagen", "vaststelling", "hoe", "bron", "aanname")
_SETTLED = ("wet", "uitkomst", "gegeven")
_OWN = Text(
    "Het bedrag per maand in de situatie van de eerste dag van die maand.",
    "The amount per month in the situation of the first day of that month.",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """The output of a law by which the sum of a whole calendar year is granted: it rounds and leaves out small amounts."""

    law: str
    output: str
    parameter: str


@dataclass(frozen=True, slots=True)
class Period:
    """How an output goes by month. `counts` is the output that is computed for each period of `months` months; it is an
    amount for `part` periods. With `by_days` a change within the month counts from its day.
    """

    law: str
    output: str
    counts: str
    months: int
    part: int
    by_days: bool
    settled: Settled | None
    how: Text
    source: str
    assumed: Text | None = None

    def begins(self, month: int) -> bool:
        """Whether a period begins with this month of the year (1 to 12)."""
        return (month - 1) % self.months == 0

    @property
    def told(self) -> Text:
        """How the law does it, from which source, and what of that is a choice of this project."""
        source = f" ({self.source})" if self.source else ""
        nl, en = f"{self.how.nl}{source}", f"{self.how.en}{source}"
        if self.assumed is None:
            return Text(nl, en)
        return Text(f"{nl} AANNAME: {self.assumed.nl}", f"{en} ASSUMPTION: {self.assumed.en}")


@dataclass(frozen=True, slots=True)
class Periods:
    """The whole file: the rules, and the fields that hold for the whole calendar year besides amounts per year."""

    rules: tuple[Period, ...] = ()
    year_fields: frozenset[str] = frozenset()
    year_income: tuple[str, str] | None = None
    """(law, output) of the income of the year that granted amounts look at."""

    def known(self, law: Law, output: str) -> Period | None:
        """How an output of a law goes by month; None when nothing says over which period the law determines it."""
        for rule in self.rules:
            if (rule.law, rule.output) == (law.id, output):
                return rule
        declared = next((f for a in law.articles if a.rules for f in a.rules.outputs if f.name == output), None)
        if declared is not None and declared.period == "month":
            return Period(law.id, output, output, 1, 1, False, None, _OWN, "")
        return None

    def find(self, law: Law, output: str) -> Period:
        """The same. Raises UserError when the law has no amount per month there."""
        found = self.known(law, output)
        if found is not None:
            return found
        known = [f"{rule.law}:{rule.output}" for rule in self.rules]
        raise UserError(
            tr(
                "'{law}:{output}' is niet per maand te vragen: nergens staat over welk tijdvak de wet dit bedrag bepaalt. "
                "Per maand kan: {known}. Zet in een eigen wet 'temporal: {{type: period, period_type: month}}' bij de uitkomst",
                law=law.id,
                output=output,
                known=", ".join(known),
            ),
            expected=", ".join(known),
        )


def periods(path: Path | None = None) -> Periods:
    """The rules of the file, that of the data folder when None; a data folder without it has no rules.

    Raises LawFileError with every problem in the file.
    """
    file = path or scope_dir() / "perioden.yaml"
    return _read(file) if file.exists() else Periods()


@cache
def _read(path: Path) -> Periods:
    source = ScopeFile(path)
    top = source.top(("regels", "jaarvelden", "jaarinkomen"))
    rules = tuple(_rules(source))
    year, income = (_block(source, top, key) for key in ("jaarvelden", "jaarinkomen"))
    fields = frozenset[str]() if year is None else frozenset(source.words(year, "velden"))
    source.done()
    return Periods(rules, fields, None if income is None else (str(income["wet"]), str(income["uitkomst"])))


_BLOCKS = {"jaarvelden": ("velden", "bron"), "jaarinkomen": ("wet", "uitkomst", "bron")}


def _block(source: ScopeFile, top: Mapping, key: str) -> Mapping | None:
    """An object of the file with all its keys; None when the file has none, or when something of it is wrong."""
    found = top.get(key)
    if found is None:
        return None
    needed = _BLOCKS[key]
    if not isinstance(found, Mapping) or any(found.get(name) is None for name in needed):
        source.problem(top.line_of(key), tr("'{key}' heeft {keys} nodig", key=key, keys=", ".join(needed)))
        return None
    source.known(found, needed)
    return found


def _rules(source: ScopeFile) -> Iterable[Period]:
    for raw in source.items("regels", _RULE, ("wet", "uitkomst", "tijdvak", "hoe", "bron")):
        if raw["tijdvak"] not in _MONTHS:
            source.problem(
                raw.line_of("tijdvak"),
                tr("'tijdvak' moet een zijn van {known}", known=", ".join(_MONTHS)),
            )
            continue
        months = _MONTHS[raw["tijdvak"]]
        by_days = raw.get("naar_dagen", False)
        if not isinstance(by_days, bool) or (by_days and months != 1):
            source.problem(raw.line_of("naar_dagen"), tr("'naar_dagen' is true of false, en true alleen bij een maand"))
            by_days = False
        settled = None
        if raw.get("vaststelling") is not None:
            made = raw["vaststelling"]
            if not isinstance(made, Mapping) or any(not isinstance(made.get(key), str) for key in _SETTLED):
                source.problem(
                    raw.line_of("vaststelling"),
                    tr("'{key}' heeft {keys} nodig", key="vaststelling", keys=", ".join(_SETTLED)),
                )
            else:
                settled = Settled(*(made[key] for key in _SETTLED))
        yield Period(
            str(raw["wet"]),
            str(raw["uitkomst"]),
            str(raw.get("telt", raw["uitkomst"])),
            months,
            source.whole(raw, "deel") or 1,
            by_days,
            settled,
            source.text(raw, "hoe"),
            str(raw["bron"]),
            source.text(raw, "aanname") if raw.get("aanname") is not None else None,
        )
