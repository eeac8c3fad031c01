"""One column of a user's table as a column of the engine, with every value that does not fit and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import Told
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.numbers import euros
from uitvoerbaar.engine.batch.people import Array, Column, Strings, date_code
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.population.own.day_notation import read_days
from uitvoerbaar.population.own.notation import COMMA, EURO, Notation, looks_like_numbers, read_numbers
from uitvoerbaar.population.own.plausible import doubt
from uitvoerbaar.population.own.table_file import Table
from uitvoerbaar.population.own.truth_notation import TRUTHS, told_truths, why_no_truth

SAYS_NOTHING = Notation()
_CENTS = 100
_LARGEST = 2.0**53 - 1  # the next whole number would be read as another one: above it, floats skip some


@dataclass
class ColumnReader:
    """Reads columns of one table and collects what is wrong in all of them."""

    table: Table
    notation: Notation = SAYS_NOTHING
    """What the user said of how the table is written; else the column itself says it."""
    unit_given: bool = False
    """Whether the need of an amount is in the unit that the user said: `mapping.yaml` asks it so."""
    problems: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """How columns were read, where that was a decision."""
    doubts: list[str] = field(default_factory=list)
    """Amounts that are so far from ordinary that they may be in another unit."""

    def read(self, name: str, need: Need) -> tuple[Column, Array | None]:
        """The column and its mask of nulls (None when there are none)."""
        raw = self.table.columns[name]
        kind = need.kind if need.kind != "any" else self._guess(raw)
        reader = {"number": self._number, "bool": self._bool, "date": self._date}.get(kind, self._text)
        null = raw.is_null().to_numpy(zero_copy_only=False)
        if pa.types.is_string(raw.type) or pa.types.is_large_string(raw.type):
            raw = pc.utf8_trim_whitespace(pc.cast(raw, pa.string()))
        column = reader(name, need, raw, null)
        if not null.any():
            return column, None
        if not need.nullable:
            self._bad(name, need, np.flatnonzero(null), tr("is leeg"))
        return column, null

    def _bad(self, name: str, need: Need, rows: Array, what: str) -> None:
        if len(rows):
            place = self.table.some(rows)
            told = tr(
                "{file}: kolom '{name}' {what} op {place}; verwacht: {asked}",
                file=self.table.file,
                name=name,
                what=what,
                place=place,
                asked=need.asked,
            )
            first = int(rows[0])
            line = None if self.table.lines is None else int(self.table.lines[first])
            self.problems.append(
                Told(told, file=self.table.file, line=line, column=name, row=first, expected=need.asked)
            )

    @staticmethod
    def _guess(raw: pa.Array) -> str:
        """The kind of a column of which the law says nothing, by what is in it."""
        if pa.types.is_boolean(raw.type):
            return "bool"
        if pa.types.is_date(raw.type) or pa.types.is_timestamp(raw.type):
            return "date"
        if not pa.types.is_string(raw.type):
            return "number"
        words = set(pc.unique(raw).drop_null().to_pylist())
        if words and {word.lower() for word in words} <= {"true", "false", "ja", "nee"}:
            return "bool"
        if words and all(parse_date(word) for word in words):
            return "date"
        code = any(word[:1] == "0" and word[1:].isdigit() and word[1:] for word in words)  # 0363 is a name, not 363
        return "number" if words and not code and looks_like_numbers(raw.drop_null()) else "string"

    def _number(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        money = (need.unit or "").startswith("eurocent")
        told: list[str] = []
        shown = money and name in self.table.euros
        if shown and (self.unit_given or self.notation.unit not in (None, EURO)):
            self._bad(
                name, need, np.flatnonzero(~null), tr("toont het rekenblad als euro's, maar de eenheid is eurocent")
            )
        scale = _CENTS if money and (shown or self.notation.unit == EURO) else 1
        if pa.types.is_string(raw.type):
            found, whole, told = self._numbers(name, need, raw, money)
        elif pa.types.is_integer(raw.type) or pa.types.is_floating(raw.type) or pa.types.is_decimal(raw.type):
            whole = pa.types.is_integer(raw.type)
            if money and pa.types.is_decimal(raw.type) and not (shown or self.unit_given or self.notation.unit):
                self._decimals(name, need, raw, null)
            found = pc.cast(raw, pa.float64(), safe=False).to_numpy(zero_copy_only=False)
            found = np.round(found * scale, 6) if scale != 1 else found
            told += [tr("bedragen in euro")] if scale != 1 else []
            told += [tr("zo toont het rekenblad ze")] if shown else []
        else:
            self._bad(name, need, np.arange(self.table.n), tr("is van het soort {type}", type=raw.type))
            return np.zeros(self.table.n)
        values: Array = np.nan_to_num(np.where(null, 0.0, found), nan=np.inf)
        self._bad(
            name, need, np.flatnonzero(~np.isfinite(values) | (abs(values) > _LARGEST)), tr("is te groot of geen getal")
        )
        if money:
            broken = np.flatnonzero(values != np.rint(values))
            self._bad(name, need, broken, tr("is geen heel aantal eurocenten"))
            if not len(broken) and len(values) and np.isfinite(values).all():
                most = _shown(values)
                if tr("bedragen in euro") in told:
                    told.append(tr("het hoogste bedrag is {shown}", shown=most))
                else:
                    told.append(tr("hele eurocenten; het hoogste bedrag is {shown}", shown=most))
        if told:
            self.told.append(self._place(name, ", ".join(told)))
        self._range(name, need, values, need.lo, need.hi, null)
        odd = doubt(need.name, values * _CENTS if need.unit == EURO else values) if np.isfinite(values).all() else None
        if odd is not None:
            self.doubts.append(self._place(name, odd))
        return values.astype(np.int64) if whole and not self.problems else values

    def _decimals(self, name: str, need: Need, raw: pa.Array, null: Array) -> None:
        """Refuse amounts with two decimals of which nobody said the unit: a database writes euros so, as text does."""
        if raw.type.scale >= 2:
            why = tr(
                "heeft centen achter het decimaalteken ({type}): staan hier euro's? Zeg het met --euro (in Python "
                "unit='euro'); zijn het eurocenten, maak er dan hele getallen van",
                type=raw.type,
            )
            self._bad(name, need, np.flatnonzero(~null), why)

    def _numbers(self, name: str, need: Need, raw: pa.Array, money: bool) -> tuple[Array, bool, list[str]]:
        """Texts as numbers in the unit that `need` asks, whether all are whole, and how they were read; what is unclear is
        refused."""
        read = read_numbers(raw, self.notation.decimal)
        said = self.notation.unit if money else None
        unit_given = self.unit_given or (said is not None and said != EURO)
        self._bad(name, need, np.flatnonzero(read.wrong), read.why)
        given = ~raw.is_null().to_numpy(zero_copy_only=False)
        signed, values = bool(read.euro.any()), read.values
        if signed and not money and need.unit != "euro":
            self._bad(name, need, np.flatnonzero(read.euro), tr("is een bedrag in euro, en dat vraagt dit veld niet"))
        elif signed and money and (unit_given or (said is None and (given & ~read.euro).any())):
            mixed = tr("heeft bij een deel van de rijen een euroteken en bij een deel niet")
            why = tr("heeft een euroteken, maar de eenheid is eurocent") if unit_given else mixed
            self._bad(name, need, np.flatnonzero(read.euro if unit_given else given & ~read.euro), why)
        # Software writes a whole number as 3500.0 and half a cent as 1.5; two digits after the mark are cents.
        parts = given & ~read.wrong & (read.places >= 2)
        shown = signed or (bool(parts.any()) and read.decimal == COMMA)
        in_euros = money and not unit_given and (said == EURO or shown)
        if money and parts.any() and not in_euros and not unit_given and bool((values == np.rint(values)).all()):
            why = tr(
                "heeft centen achter het decimaalteken: staan hier euro's? Schrijf ze met een euroteken of "
                "decimale komma"
            )
            self._bad(name, need, np.flatnonzero(parts), why)
        if in_euros:
            values = np.round(values * 100, 6)
        told = [*([read.told] if read.told else []), *([tr("bedragen in euro")] if in_euros else [])]
        return values, bool((read.places[given] == 0).all()) or in_euros, [] if read.wrong.any() else told

    def _place(self, name: str, what: str) -> str:
        return tr("{file}: kolom '{name}': {what}", file=self.table.file, name=name, what=what)

    def _range(self, name: str, need: Need, values: Array, lo: Any, hi: Any, null: Array) -> None:
        if lo is not None:
            self._bad(name, need, np.flatnonzero((values < float(lo)) & ~null), tr("is te laag"))
        if hi is not None:
            self._bad(name, need, np.flatnonzero((values > float(hi)) & ~null), tr("is te hoog"))

    def _bool(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        if pa.types.is_boolean(raw.type):
            return np.where(null, False, pc.fill_null(raw, False).to_numpy(zero_copy_only=False)).astype(np.bool_)
        words = pc.dictionary_encode(pc.utf8_lower(pc.cast(raw, pa.string())))
        if told := told_truths(words.dictionary.drop_null().to_pylist()):
            self.told.append(self._place(name, told))
        return self._coded(name, need, words, null, TRUTHS, why_no_truth, np.bool_)

    def _date(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        if pa.types.is_timestamp(raw.type):
            # Midnight here is the evening before elsewhere: a moment says a day only when it is the start of one.
            later = pc.fill_null(pc.not_equal(raw, pc.floor_temporal(raw, unit="day")), False)
            moments = np.flatnonzero(later.to_numpy(zero_copy_only=False) & ~null)
            self._bad(name, need, moments, tr("heeft een tijd van de dag; geef een datum zonder tijd"))
        if pa.types.is_date(raw.type) or pa.types.is_timestamp(raw.type):
            raw = pc.strftime(raw, format="%Y-%m-%d")
        words = pc.dictionary_encode(pc.cast(raw, pa.string()))
        read = read_days(words.dictionary.drop_null().to_pylist(), self.notation.dates)
        if read.told:
            self.told.append(self._place(name, read.told))
        codes = {word: date_code(day.year, day.month, day.day) for word, day in read.days.items()}
        column = self._coded(name, need, words, null, codes, lambda word: read.wrong[word], np.int32)
        bounds = [parse_date(bound) for bound in (need.lo, need.hi)]
        lo, hi = (None if day is None else date_code(day.year, day.month, day.day) for day in bounds)
        good = null | (column == 0)
        self._range(name, need, column, lo, hi, good)
        return column

    def _coded(
        self,
        name: str,
        need: Need,
        words: pa.DictionaryArray,
        null: Array,
        known: dict[str, Any],
        why: Callable[[str], str],
        dtype: Any,
    ) -> Array:
        """A column by the meaning of each distinct word; words that are not known are told."""
        distinct = words.dictionary.to_pylist()
        codes = np.where(null, 0, pc.fill_null(words.indices, 0).to_numpy(zero_copy_only=False))
        bad = np.array([word not in known for word in distinct], np.bool_)
        wrong = ~null & bad[codes] if len(distinct) else np.zeros(len(null), np.bool_)
        if wrong.any():
            self._bad(name, need, np.flatnonzero(wrong), why(distinct[codes[wrong.argmax()]]))
        meaning = np.array([known.get(word, 0) for word in distinct] or [0], dtype)
        return np.asarray(np.where(null, dtype(0), meaning[codes]))

    def _text(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        words = pc.dictionary_encode(pc.cast(raw, pa.string()))
        distinct = words.dictionary.to_pylist()
        codes = np.where(null, 0, pc.fill_null(words.indices, 0).to_numpy(zero_copy_only=False))
        if need.values is not None and distinct:
            bad = np.array([word not in need.values for word in distinct], np.bool_)
            wrong = ~null & bad[codes]
            if wrong.any():
                word = distinct[codes[wrong.argmax()]]
                hint = suggest(word, need.values)
                told = tr("kan niet '{word}' zijn", word=word) + (f" ({hint})" if hint else "")
                self._bad(name, need, np.flatnonzero(wrong), told)
        return Strings(codes.astype(np.int32), tuple(distinct) or ("",))


def _shown(cents: Array) -> str:
    return euros(float(cents.max()))
