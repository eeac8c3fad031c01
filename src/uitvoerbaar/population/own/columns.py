"""One column of a user's table as a column of the engine, with every value that does not fit and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.batch.people import Array, Column, Strings, date_code
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.population.own.table_file import Table

_NUMBER = r"^[+-]?\d+(\.\d+)?$"
_WHOLE = r"^[+-]?\d+$"
_BOOLEANS = {"true": True, "false": False, "ja": True, "nee": False, "1": True, "0": False}
_LARGEST = 2.0**53 - 1  # the next whole number would be read as another one: above it, floats skip some


@dataclass
class ColumnReader:
    """Reads columns of one table and collects what is wrong in all of them."""

    table: Table
    problems: list[str] = field(default_factory=list)

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
            self.problems.append(
                tr(
                    "{file}: kolom '{name}' {what} op {place}; verwacht: {asked}",
                    file=self.table.file,
                    name=name,
                    what=what,
                    place=place,
                    asked=need.asked,
                )
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
        if words and words <= {"true", "false", "ja", "nee"}:
            return "bool"
        if words and all(parse_date(word) for word in words):
            return "date"
        return "number" if words and pc.all(pc.match_substring_regex(raw.drop_null(), _NUMBER)).as_py() else "string"

    def _number(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        if pa.types.is_string(raw.type):
            if self.table.separator != ",":
                raw = pc.replace_substring(raw, ",", ".")
            good = pc.fill_null(pc.match_substring_regex(raw, _NUMBER), True).to_numpy(zero_copy_only=False)
            self._bad(
                name, need, np.flatnonzero(~good), tr("is geen getal ({example})", example=self._example(raw, ~good))
            )
            whole = pc.all(pc.match_substring_regex(raw, _WHOLE)).as_py() is not False
            raw = pc.cast(pc.if_else(pa.array(good), raw, pa.scalar("0")), pa.float64())
        elif pa.types.is_integer(raw.type) or pa.types.is_floating(raw.type) or pa.types.is_decimal(raw.type):
            whole = pa.types.is_integer(raw.type)
            raw = pc.cast(raw, pa.float64(), safe=False)
        else:
            self._bad(name, need, np.arange(self.table.n), tr("is van het soort {type}", type=raw.type))
            return np.zeros(self.table.n)
        values: Array = np.nan_to_num(np.where(null, 0.0, raw.to_numpy(zero_copy_only=False)), nan=np.inf)
        self._bad(
            name, need, np.flatnonzero(~np.isfinite(values) | (abs(values) > _LARGEST)), tr("is te groot of geen getal")
        )
        if (need.unit or "").startswith("eurocent"):
            self._bad(name, need, np.flatnonzero(values != np.rint(values)), tr("is geen heel aantal eurocenten"))
        self._range(name, need, values, need.lo, need.hi, null)
        return values.astype(np.int64) if whole and not self.problems else values

    def _range(self, name: str, need: Need, values: Array, lo: Any, hi: Any, null: Array) -> None:
        if lo is not None:
            self._bad(name, need, np.flatnonzero((values < float(lo)) & ~null), tr("is te laag"))
        if hi is not None:
            self._bad(name, need, np.flatnonzero((values > float(hi)) & ~null), tr("is te hoog"))

    def _bool(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        if pa.types.is_boolean(raw.type):
            return np.where(null, False, pc.fill_null(raw, False).to_numpy(zero_copy_only=False)).astype(np.bool_)
        words = pc.dictionary_encode(pc.utf8_lower(pc.cast(raw, pa.string())))
        return self._coded(name, need, words, null, _BOOLEANS, tr("is geen true of false"), np.bool_)

    def _date(self, name: str, need: Need, raw: pa.Array, null: Array) -> Column:
        if pa.types.is_date(raw.type) or pa.types.is_timestamp(raw.type):
            raw = pc.strftime(raw, format="%Y-%m-%d")
        words = pc.dictionary_encode(pc.cast(raw, pa.string()))
        days = {w: parse_date(w) for w in words.dictionary.to_pylist()}
        codes = {word: date_code(day.year, day.month, day.day) for word, day in days.items() if day is not None}
        column = self._coded(name, need, words, null, codes, tr("is geen datum JJJJ-MM-DD"), np.int32)
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
        what: str,
        dtype: Any,
    ) -> Array:
        """A column by the meaning of each distinct word; words that are not known are told."""
        distinct = words.dictionary.to_pylist()
        codes = np.where(null, 0, pc.fill_null(words.indices, 0).to_numpy(zero_copy_only=False))
        bad = np.array([word not in known for word in distinct], np.bool_)
        wrong = ~null & bad[codes] if len(distinct) else np.zeros(len(null), np.bool_)
        if wrong.any():
            self._bad(name, need, np.flatnonzero(wrong), f"{what} ('{distinct[codes[wrong.argmax()]]}')")
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

    @staticmethod
    def _example(raw: pa.Array, wrong: Array) -> str:
        return plain_words().listed([f"'{word}'" for word in _some(raw, wrong)]) if wrong.any() else ""


def _some(raw: pa.Array, wrong: Array) -> Iterator[str]:
    for row in np.flatnonzero(wrong)[:2]:
        yield raw[int(row)].as_py()
