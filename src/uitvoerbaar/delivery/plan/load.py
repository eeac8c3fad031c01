"""Reading a portfolio (portefeuille.yaml): every problem in one run, each with its line and what was expected."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from uitvoerbaar.base.dates import add_months, parse_date
from uitvoerbaar.base.entries import Entries, read_entries, read_entries_of
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.delivery.fact import Confidence, Fact
from uitvoerbaar.delivery.organisations import Organisation as Known
from uitvoerbaar.delivery.organisations import Organisations
from uitvoerbaar.delivery.plan.known import named, organisations_of_data, with_data
from uitvoerbaar.delivery.plan.model import (
    FTE,
    SLOT,
    Capacity,
    Claim,
    Kind,
    Measure,
    Mode,
    Organisation,
    Origin,
    Portfolio,
    Realised,
    Touched,
    Weights,
)
from uitvoerbaar.delivery.plan.order import circle
from uitvoerbaar.delivery.plan.quarter import Quarter, quarter_from, read_quarter
from uitvoerbaar.delivery.plan.reorganisation import Reorganisation, lost_output

FILE = "portefeuille.yaml"
FOLDER = "portfolios"
_MOST_QUARTERS, _MOST_NUMBER = 60, 1_000_000_000
_NO_QUARTER = Quarter(2000, 1)
"""Stands in for a beginning that cannot be read, so that all other problems are told too."""
_ALSO = {FTE: ("fte", "fte's", "ftes"), SLOT: ("plaats", "plaatsen")}
"""How the units of ours are also written."""
_FIXED = {"vast": (1, 3), "kwartaal": (1, 2, 3, 4)}
"""The words for the quarters in which a measure may enter into force: fixed change dates (1 January and 1 July), or any quarter."""


def shipped_portfolios() -> list[str]:
    """Ids of the portfolios in data/portfolios."""
    return sorted(p.parent.name for p in (data_dir() / FOLDER).glob(f"*/{FILE}"))


def find_portfolio(name: str) -> Path:
    """The file of a portfolio: a file, a folder with one, or the id of a shipped one. Raises UserError."""
    for candidate in (Path(name), Path(name) / FILE, data_dir() / FOLDER / Path(name).name / FILE):
        if os.path.isfile(candidate):
            return candidate
    known = shipped_portfolios()
    hint = suggest(Path(name).name, known) or tr("er zijn: {known}", known=", ".join(known))
    raise UserError(tr("{name}: geen portefeuille ({hint})", name=name, hint=hint), hint=hint)


def load_portfolio(name: str) -> Portfolio:
    """The portfolio in a file or with an id. Raises LawFileError with every problem, UserError when there is none."""
    return _Reader(read_entries(find_portfolio(name))).read()


def portfolio_of(text: str, name: str) -> Portfolio:
    """The portfolio in a text that somebody sent in; `name` stands for its file. Raises LawFileError with every problem."""
    return _Reader(read_entries_of(text, name)).read()


@dataclass(slots=True)
class _Reader:
    file: Entries
    first: Quarter = _NO_QUARTER
    quarters: int = 1
    taken: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)
    """By id without capitals the first that has it."""
    data: Organisations | None = field(default_factory=organisations_of_data)
    stands_for: dict[str, str] = field(default_factory=dict)
    """By id of the data which organisation of the portfolio it is."""

    def read(self) -> Portfolio:
        file = self.file
        id_, name = file.word("id"), file.text("naam")
        example = file.truth("voorbeeld", default=False)
        note = file.text("toelichting") if "toelichting" in file else None
        self.first = self._quarter_at(file, "begin") or self.first
        self.quarters = file.number("kwartalen", within=range(1, _MOST_QUARTERS + 1)) or 1
        organisations = tuple(self._organisation(e) for e in file.objects("organisaties"))
        by_id = {o.id: o for o in organisations}
        capacities = tuple(self._capacity(e, by_id) for e in file.objects("capaciteiten"))
        touched = tuple(self._touched(e) for e in file.objects("geraakten")) if "geraakten" in file else ()
        weights = self._weights(file.object("wegingen")) if "wegingen" in file else Weights()
        known = {c.id: c for c in capacities}
        items = list(file.objects("maatregelen"))
        measures = tuple(self._measure(e, known, {t.id for t in touched}) for e in items)
        self._between(measures, items)
        file.check()
        return Portfolio(
            id_, name, self.first, self.quarters, organisations, capacities, measures, touched, weights, note, example
        )

    # Parts

    def _organisation(self, e: Entries) -> Organisation:
        id_ = self._id(e)
        realised = tuple(self._realised(r) for r in e.objects("gerealiseerd")) if "gerealiseerd" in e else ()
        years = [one.year for one in realised]
        for year in sorted({year for year in years if years.count(year) > 1}):
            e.tell("gerealiseerd", tr("'gerealiseerd' heeft het jaar {year} twee keer", year=year), tr("houd er één"))
        made = Organisation(id_, e.text("naam"), realised)
        said = e.words("gegevens") if "gegevens" in e else (id_,)
        if self.data is None or not id_:
            return made
        known = [found for name in said if (found := self._known(e, id_, name, self.data)) is not None]
        return with_data(made, known)

    def _known(self, e: Entries, id_: str, name: str, data: Organisations) -> Known | None:
        """The organisation of the data that this one stands for; None, and told, when there is none."""
        key = "gegevens" if "gegevens" in e else "id"
        try:
            found = named(name, data)
        except UserError as error:
            e.tell(
                key,
                tr("'{key}': {error}", key=key, error=str(error)),
                tr(
                    "noem in 'gegevens' de organisaties van de data, of schrijf 'gegevens: []' als zij er niet in staat"
                ),
            )
            return None
        other = self.stands_for.setdefault(found.id, id_)
        if other != id_:
            e.tell(
                key,
                tr("'{id}' is dezelfde organisatie als '{other}': {name}", id=id_, other=other, name=found.id),
                tr("maak er één van: wat zij kan, telt anders twee keer"),
            )
        return found

    def _realised(self, e: Entries) -> Realised:
        return Realised(
            e.number("jaar", within=range(1900, 2200)),
            e.number("raming", within=range(1, 10**15)) or 1,
            e.number("uitkomst", within=range(0, 10**15)),
            _origin(e),
        )

    def _capacity(self, e: Entries, organisations: Mapping[str, Organisation]) -> Capacity:
        id_ = self._id(e)
        per_quarter = e.numbers("per_kwartaal")
        if len(per_quarter) == 1:
            per_quarter *= self.quarters
        if per_quarter and len(per_quarter) != self.quarters:
            e.tell(
                "per_kwartaal",
                tr(
                    "'per_kwartaal' heeft {n} getallen; verwacht: een getal, of een voor elk van de {quarters} kwartalen",
                    n=len(per_quarter),
                    quarters=self.quarters,
                ),
            )
        self._not_negative(e, "per_kwartaal", per_quarter)
        of, unit = self._one_of(e, "organisatie", organisations), e.word("eenheid")
        self._check_unit(e, unit)
        if of in organisations and unit == FTE:
            self._check_staff(e, max(per_quarter, default=0), organisations[of].staff)
        return Capacity(
            id_,
            of,
            e.text("naam"),
            unit,
            per_quarter,
            e.number("percentiel", within=range(1, 100)),
            _origin(e),
            e.number("stap", 1, within=range(1, _MOST_NUMBER)),
        )

    def _check_unit(self, e: Entries, unit: str) -> None:
        """Tells of a unit of ours that is written otherwise: slots would count as work, and people would not be checked."""
        for ours in (FTE, SLOT):
            if unit != ours and unit.casefold() in _ALSO[ours]:
                e.tell("eenheid", tr("'eenheid' is '{said}'; verwacht: '{ours}'", said=unit, ours=ours))

    def _check_staff(self, e: Entries, most: int, staff: Fact | None) -> None:
        """Tells of more people for change than an organisation has: hours or days in place of full-time places."""
        has = None if staff is None else max(staff.value, staff.high or 0.0)
        if staff is not None and has is not None and most > has:
            e.tell(
                "per_kwartaal",
                tr(
                    "'per_kwartaal' vraagt {most} fte, maar de organisatie heeft er ongeveer {has} ({year})",
                    most=most,
                    has=round(staff.value),
                    year=staff.year,
                ),
                tr("een fte is een voltijdplaats: reken uren of dagen om"),
            )

    def _touched(self, e: Entries) -> Touched:
        kind = cast(Kind, e.choice("soort", get_args(Kind)))
        codes = e.words("bestaat_uit") if "bestaat_uit" in e else ()
        if codes and kind != "gebied":
            e.tell("bestaat_uit", tr("'bestaat_uit' hoort bij een gebied, niet bij een {kind}", kind=kind))
        return Touched(self._id(e), kind, e.text("naam"), codes)

    def _weights(self, e: Entries) -> Weights:
        within = range(0, 1_000_001)
        return Weights(
            e.number("verschuiven", Weights().late, within=within),
            e.number("laten_vallen", Weights().dropped, within=within),
            e.number("stapelen", Weights().stacked, within=within),
        )

    def _measure(self, e: Entries, capacities: Mapping[str, Capacity], touched: Collection[str]) -> Measure:
        id_ = self._id(e)
        must = e.object("moet") if "moet" in e and not isinstance(e.raw.get("moet"), bool) else None
        modes = tuple(self._mode(m, capacities) for m in e.objects("wijzen"))
        names = [mode.id for mode in modes]
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            e.tell("wijzen", tr("'wijzen' heeft '{name}' twee keer; elke wijze heeft een eigen id", name=name))
        if not modes and isinstance(e.raw.get("wijzen"), list):
            e.tell("wijzen", tr("'wijzen' is leeg; verwacht: ten minste een manier om de maatregel uit te voeren"))
        reorganisation = self._reorganisation(e.object("reorganisatie"), capacities) if "reorganisatie" in e else None
        if reorganisation is not None:
            modes = tuple(lost_output(mode, reorganisation) for mode in modes)
        return Measure(
            id_,
            e.text("naam"),
            e.number("waarde", within=range(0, 10_001)),
            modes,
            _origin(e),
            must=must is not None or e.truth("moet", default=False),
            by=self._horizon(must, "uiterlijk") if must is not None and "uiterlijk" in must else None,
            at=self._horizon(must, "op") if must is not None and "op" in must else None,
            not_before=self._notice(e.object("bekendmaking")) if "bekendmaking" in e else 0,
            change_quarters=_FIXED.get(e.choice("verandermoment", _FIXED), (1, 2, 3, 4)),
            after=e.words("na") if "na" in e else (),
            excludes=e.words("niet_samen_met") if "niet_samen_met" in e else (),
            touches=e.choices("raakt", touched) if "raakt" in e else (),
            note=e.text("let_op") if "let_op" in e else None,
            reorganisation=reorganisation is not None,
        )

    def _mode(self, e: Entries, capacities: Mapping[str, Capacity]) -> Mode:
        quarters = e.number("kwartalen", within=range(1, _MOST_QUARTERS))
        claims = tuple(self._claim(c, capacities) for c in e.objects("beslag")) if "beslag" in e else ()
        if quarters >= self.quarters:
            e.tell(
                "kwartalen",
                tr(
                    "'kwartalen' is {n}, maar de portefeuille heeft er {quarters}: zo komt de maatregel nooit af",
                    n=quarters,
                    quarters=self.quarters,
                ),
            )
        return Mode(e.word("id"), e.text("naam"), quarters, claims)

    def _claim(self, e: Entries, capacities: Mapping[str, Capacity]) -> Claim:
        amounts = e.numbers("per_kwartaal")
        self._not_negative(e, "per_kwartaal", amounts)
        named = e.word("capaciteit")
        if isinstance(e.raw.get("capaciteit"), str) and named not in capacities:
            e.tell(
                "capaciteit",
                tr("er is beslag op '{named}', maar die capaciteit staat niet bij 'capaciteiten'", named=named),
                suggest(named, capacities),
            )
        return Claim(named, amounts)

    def _reorganisation(self, e: Entries, capacities: Mapping[str, Capacity]) -> Reorganisation:
        return Reorganisation(
            self._one_of(e, "capaciteit", capacities),
            e.number("fte", within=range(1, 1_000_001)),
            e.number("verlies_procent", within=range(0, 101)),
            e.number("kwartalen", within=range(1, _MOST_QUARTERS + 1)),
        )

    # Between parts

    def _between(self, measures: tuple[Measure, ...], items: list[Entries]) -> None:
        ids = {m.id for m in measures}
        for measure, e in zip(measures, items, strict=True):
            for key, others in (("na", measure.after), ("niet_samen_met", measure.excludes)):
                for other in others:
                    if other not in ids:
                        e.tell(
                            key,
                            tr("'{key}' noemt '{word}'; dat bestaat niet", key=key, word=other),
                            suggest(other, ids),
                        )
                    elif other == measure.id:
                        e.tell(key, tr("'{key}' noemt de maatregel zelf", key=key))
            for other in sorted(set(measure.after) & set(measure.excludes)):
                e.tell(
                    "na",
                    tr("'na' en 'niet_samen_met' noemen beide '{word}': zo kan de maatregel nooit", word=other),
                )
            self._can_be(measure, e)
        if (round_ := circle({m.id: tuple(o for o in m.after if o != m.id) for m in measures})) is not None:
            at = items[[m.id for m in measures].index(round_[0])]
            at.tell("na", tr("de volgorde gaat in een kring: {round}", round=" → ".join((*round_, round_[0]))))

    def _can_be(self, measure: Measure, e: Entries) -> None:
        """Tells of a must that cannot be met whatever else is done."""
        shortest = min((mode.quarters for mode in measure.modes), default=0)
        wanted = measure.at if measure.at is not None else measure.by
        if wanted is None:
            return
        name = self.first.plus(wanted).name
        if wanted < shortest:
            e.tell(
                "moet",
                tr(
                    "moet in {name} gelden, maar de snelste wijze duurt {n} kwartalen vanaf {begin}",
                    name=name,
                    n=shortest,
                    begin=self.first.name,
                ),
            )
        elif wanted < measure.not_before:
            e.tell(
                "moet",
                tr(
                    "moet in {name} gelden, maar mag door de bekendmaking pas vanaf {first}",
                    name=name,
                    first=self.first.plus(measure.not_before).name,
                ),
            )
        elif measure.at is not None and self.first.plus(measure.at).number not in measure.change_quarters:
            e.tell("moet", tr("moet in {name} gelden, maar dan is er geen vast verandermoment", name=name))

    # Values

    def _id(self, e: Entries) -> str:
        id_ = e.word("id")
        other = self.seen.setdefault(id_.casefold(), id_)
        if id_ and id_ in self.taken:
            e.tell("id", tr("'{id}' staat er twee keer; elke id is van een", id=id_))
        elif other != id_:
            e.tell(
                "id",
                tr("'{id}' en '{other}' verschillen alleen in hoofdletters; elke id is van een", id=id_, other=other),
            )
        self.taken.add(id_)
        return id_

    def _one_of(self, e: Entries, key: str, words: Collection[str]) -> str:
        return e.choice(key, sorted(words))

    def _not_negative(self, e: Entries, key: str, numbers: Iterable[int]) -> None:
        for number in numbers:
            if not 0 <= number <= _MOST_NUMBER:
                e.tell(
                    key,
                    tr(
                        "'{key}' heeft {number}; verwacht: 0 tot en met {most}",
                        key=key,
                        number=number,
                        most=_MOST_NUMBER,
                    ),
                )

    def _quarter_at(self, e: Entries, key: str) -> Quarter | None:
        said = e.word(key)
        quarter = read_quarter(said)
        if quarter is None and isinstance(e.raw.get(key), str):
            e.tell(key, tr("'{key}' is '{said}'; verwacht: een kwartaal zoals 2022K1", key=key, said=said))
        return quarter

    def _horizon(self, e: Entries, key: str) -> int | None:
        quarter = self._quarter_at(e, key)
        if quarter is None:
            return None
        number = quarter.minus(self.first)
        if not 0 <= number < self.quarters:
            e.tell(
                key,
                tr(
                    "{name} valt buiten de portefeuille ({first} tot en met {last})",
                    name=quarter.name,
                    first=self.first.name,
                    last=self.first.plus(self.quarters - 1).name,
                ),
            )
            return None
        return number

    def _notice(self, e: Entries) -> int:
        said, months = e.word("dag"), e.number("maanden", within=range(0, 61))
        day = parse_date(said)
        if day is None:
            if isinstance(e.raw.get("dag"), str):
                e.tell("dag", tr("'{key}' is '{said}'; verwacht: een datum (JJJJ-MM-DD)", key="dag", said=said))
            return 0
        return max(0, quarter_from(add_months(day, months)).minus(self.first))


def _origin(e: Entries) -> Origin:
    return Origin(
        e.word("bron"),
        cast(Confidence, e.choice("zekerheid", get_args(Confidence))),
        e.number("bronjaar") if "bronjaar" in e else None,
        e.word("url") if "url" in e else None,
    )
