"""One figure of a loaded population: which records, and what of them (data/population/toetscijfers.csv).

A filter is `column=word` (or `column=word|word`) or `column=low..high` (both included), joined with ';'. A measure is
`aantal`, `aandeel`, `aandeel_binnen column` or one of som, gemiddelde, mediaan, gini, topaandeel10, topaandeel1, bodem10
and p1 to p99 with a column. Records count by the weight of their household; amounts come out in euro.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.people import Strings, year_of
from uitvoerbaar.law.registers import CHILD, load_registers
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.synthetic.country import pension_age
from uitvoerbaar.population.synthetic.income import assistance_norm
from uitvoerbaar.population.synthetic.wages import with_levy
from uitvoerbaar.population.tables import PopulationDataError, money_of, number

Array = npt.NDArray[Any]
_MONEY = frozenset(
    {
        "kale_huur", "servicekosten", "uurtarief", "vermogen", "bruto_inkomen", "hypotheekrente", "geregistreerd_inkomen",
        "loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen", "eigenwoningwaarde", "woningwaarde",
        "hypotheekschuld", "inkomen_uit_vermogen", "schulden", "beleggingen", "onroerend_goed",
    }
)  # fmt: skip
_CENTS, _UNIT, _MONTHS, _MILLION = 100, 1000, 12, 1_000_000


class View:
    """The records of one table (huishoudens, personen or kinderen) with derived columns, by name."""

    def __init__(self, population: Population, table: str) -> None:
        self.population, self.table = population, table
        makers: dict[str, Callable[[], Array]] = {
            "huishoudens": lambda: np.arange(len(population.head)),
            "personen": lambda: population.household,
            "kinderen": self._child_home,
        }
        if table not in makers:
            raise PopulationDataError(
                tr(
                    "toetscijfers.csv: onbekende tabel '{table}'; kies uit {makers}",
                    table=table,
                    makers=", ".join(makers),
                )
            )
        self.home = makers[table]()

    def _child_home(self) -> Array:
        head = self.population.head
        kids = self.population.people.collections["kinderen"]
        return np.repeat(np.arange(len(head)), (kids.stop - kids.start)[head])

    @property
    def _own(self) -> Mapping[str, Array | Strings]:
        people = self.population.people
        return {
            "huishoudens": self.population.households,
            "personen": people.columns,
            "kinderen": people.collections["kinderen"].columns,
        }[self.table]

    @cached_property
    def weight(self) -> Array:
        """Weight per record, in households of the country."""
        return self.population.weight[self.home] / _UNIT

    def column(self, name: str) -> Array | Strings:
        """A column of the table, else one of the household, else a derived one; amounts in euro."""
        derived = getattr(self, f"_{name}", None)
        if name in self._own:
            found = self._own[name]
        elif derived is not None:
            result: Array | Strings = derived()
            return result
        elif name in self.population.households:
            found = self.population.households[name]
            found = Strings(found.codes[self.home], found.words) if isinstance(found, Strings) else found[self.home]
        elif name in self.population.people.columns and self.table != "kinderen":
            found = self._of_head(name)
        else:
            raise PopulationDataError(
                tr("toetscijfers.csv: onbekende kolom '{name}' van {table}", name=name, table=self.table)
            )
        return found if isinstance(found, Strings) or name not in _MONEY else found / _CENTS

    def _of_head(self, name: str) -> Array | Strings:
        found = self.population.people.columns[name]
        rows = self.population.head[self.home]
        return Strings(found.codes[rows], found.words) if isinstance(found, Strings) else found[rows]

    def _summed(self, name: str) -> Array:
        found = np.asarray(self.population.people.columns[name])
        return np.bincount(self.population.household, weights=found, minlength=len(self.population.head)) / _CENTS

    def _grootte(self) -> Array:
        of = self.population.households
        adults, minors = (np.asarray(of[name]) for name in ("volwassenen", "minderjarigen"))
        return np.asarray(adults + minors)[self.home]

    def _leeftijd(self) -> Array:
        born = np.asarray(self._own["geboortedatum"])
        # Nobody is born on 1 January, so on that day everybody is a year younger than the difference of the years.
        return np.asarray(self.population.year - 1 - year_of(born))

    def _banktegoed(self) -> Array:
        return self._summed("spaargeld")

    def _loon(self) -> Array:
        return self._summed("loon_uit_dienstbetrekking")

    def _winst(self) -> Array:
        return self._summed("winst_uit_onderneming")

    def _hoofd_leeftijd(self) -> Array:
        born = np.asarray(self._of_head("geboortedatum"))
        return np.asarray(self.population.year - 1 - year_of(born))

    def _hoofd_werk(self) -> Strings:
        found = self._of_head("werk")
        assert isinstance(found, Strings)
        return found

    def _werkend(self) -> Array:
        return np.asarray(self.population.people.columns["uren_per_week"]) > 0

    def _eenouder(self) -> Array:
        kind = self.column("type")
        role = self._own["rol"]
        assert isinstance(kind, Strings)
        assert isinstance(role, Strings)
        return np.asarray((kind.codes == kind.words.index("eenoudergezin")) & (role.codes == 0))

    def _opvangkosten(self) -> Array:
        kids = View(self.population, "kinderen")
        return np.bincount(kids.home, weights=kids._jaarkosten(), minlength=len(self.population.head))

    def _jaarkosten(self) -> Array:
        (due,) = load_registers().due(CHILD).values()
        return np.asarray(due.of({n: np.asarray(self._own[n]).astype(np.int64) for n in due.factors}) / _CENTS)

    def _opvanguren_per_jaar_mln(self) -> Array:
        return np.asarray(self._own["opvanguren_per_maand"]) * (_MONTHS / _MILLION)

    def _persoonlijk_inkomen(self) -> Array:
        """Income of a person as CBS has it: wage with what the employer pays for health insurance, profit, benefits and
        pensions, before tax; without dividend, box 3 and the own home."""
        names = ("winst_uit_onderneming", "onbelaste_winst", "uitkeringen_en_pensioenen", "loon_uit_dienstbetrekking")
        profit, untaxed, transfers, wage = (np.asarray(self._own[name]) / _CENTS for name in names)
        now, works = money_of(self.population.year), self._own["werk"]
        assert isinstance(works, Strings)
        # Directors of their own company have no employer who pays the levy.
        employed = wage * (works.codes != works.words.index("zelfstandige"))
        levy = with_levy(employed, now.wage) - employed
        pair = self.population.people.partner >= 0
        old = self._leeftijd() >= pension_age(money_of(int(self.population.manifest["jaar"])))
        years = np.asarray(self._own["aow_opbouwjaren"]) / number("aow_volledige_jaren")
        pension = years * old * np.where(pair, now.amounts["aow_gehuwd"], now.amounts["aow_alleen"])
        income = wage + levy + profit + untaxed + transfers + pension
        assisted = np.asarray(self._own["ontvangt_bijstand"]) > 0
        return np.asarray(np.where(assisted, np.maximum(income, assistance_norm(now.amounts, ~pair)), income))


def chosen(view: View, text: str) -> npt.NDArray[np.bool_]:
    """Records that meet every part of the filter `text`."""
    result = np.ones(len(view.home), np.bool_)
    for part in filter(None, text.split(";")):
        name, _, wanted = part.partition("=")
        values = view.column(name)
        if isinstance(values, Strings):
            codes = []
            for word in wanted.split("|"):
                if word not in values.words:
                    raise PopulationDataError(
                        tr("toetscijfers.csv: '{wanted}' is geen waarde van '{name}'", wanted=word, name=name)
                    )
                codes.append(values.words.index(word))
            result &= np.isin(values.codes, codes)
        else:
            low, _, high = wanted.partition("..")
            result &= (values >= float(low)) & (values <= float(high or low))
    return result


def quantile(values: Array, weight: Array, share: float) -> float:
    """Weighted quantile: the value below which `share` of the weight lies."""
    order = np.argsort(values)
    running = np.cumsum(weight[order])
    return float(values[order[np.searchsorted(running, share * running[-1])]])


def _top_share(values: Array, weight: Array, share: float) -> float:
    order = np.argsort(values)[::-1]
    running = np.cumsum(weight[order])
    top = order[: np.searchsorted(running, share * running[-1])]
    return float((values[top] * weight[top]).sum() / (values * weight).sum())


def _lowest(values: Array, weight: Array, share: float) -> float:
    """What the records with the lowest values, `share` of all, have together."""
    order = np.argsort(values)
    running = np.cumsum(weight[order])
    low = order[: np.searchsorted(running, share * running[-1])]
    return float((values[low] * weight[low]).sum())


def gini(values: Array, weight: Array) -> float:
    """Gini coefficient: half the mean absolute difference between two records over the mean of the absolute values.

    Without negative values that is the usual one; with them it is as CBS computes it (Chen, Tsaur and Rhai 1982: 83739NED).
    """
    order = np.argsort(values)
    amount, people = values[order].astype(np.float64), weight[order].astype(np.float64)
    rank = np.cumsum(people) - people / 2
    total = people.sum()
    difference = 2 * float((amount * people * (2 * rank - total)).sum()) / total**2
    return float(difference / (2 * float((np.abs(amount) * people).sum()) / total))


def percentile_of(measure: str) -> float | None:
    """The share of a measure p1 to p99; None for another measure."""
    number = measure.removeprefix("p")
    return int(number) / 100 if measure.startswith("p") and number.isdigit() and 0 < int(number) < 100 else None


def measured(view: View, rows: npt.NDArray[np.bool_], measure: str) -> float:
    """The value of `measure` over the records `rows` of a view."""
    what, _, name = measure.partition(" ")
    if what == "aantal":
        return float(view.weight[rows].sum())
    if what == "aandeel":
        return float(view.weight[rows].sum() / view.weight.sum())
    values = view.column(name)
    assert not isinstance(values, Strings)
    if what == "aandeel_binnen":
        inside = values.astype(np.bool_)
        return float(view.weight[rows & inside].sum() / view.weight[inside].sum())
    values, weight = values[rows].astype(np.float64), view.weight[rows]
    measures: dict[str, Callable[[], float]] = {
        "som": lambda: float((values * weight).sum()),
        "gemiddelde": lambda: float((values * weight).sum() / weight.sum()),
        "mediaan": lambda: quantile(values, weight, 0.5),
        "gini": lambda: gini(values, weight),
        "topaandeel10": lambda: _top_share(values, weight, 0.1),
        "bodem10": lambda: _lowest(values, weight, 0.1),
        "topaandeel1": lambda: _top_share(values, weight, 0.01),
    }
    share = percentile_of(what)
    if share is not None:
        return quantile(values, weight, share)
    if what not in measures:
        raise PopulationDataError(
            tr(
                "toetscijfers.csv: onbekende maat '{what}'; kies uit {measures}",
                what=what,
                measures=", ".join(measures),
            )
        )
    return measures[what]()
