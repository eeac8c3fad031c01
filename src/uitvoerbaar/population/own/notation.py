"""How a column of texts writes its numbers: one notation for the whole column, never one per cell.

A Dutch spreadsheet writes 31.250,50 where an English one writes 31,250.50; what is 31.250 in a column where nothing else
tells? That is not guessed: the column is refused, with the ways to say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array

COMMA, POINT = "komma", "punt"
DECIMALS = (COMMA, POINT)
"""Words for the decimal mark, as a user gives them."""
EURO, EUROCENT = "euro", "eurocent"
UNITS = (EURO, EUROCENT)
"""Words for the unit of amounts, as a user gives them."""
_SPACES = "[\u00a0\u2007\u2009\u202f]"
_MINUS = "[\u2010\u2011\u2012\u2013\u2212]"
_SIGN = r"(?i)^([+-]?)\s*(?:€|euro|eur)\s*"
_WORD = r"(?i)\s*(?:€|euro|eur)$"
_DASH = r",(?:-{1,2}|=)$"
"""The dash of a whole amount: 35,- is 35 euro."""
_SCIENTIFIC = r"(?i)^[+-]?[\d.,]+e[+-]?\d+$"


@dataclass(frozen=True, slots=True)
class Notation:
    """What the user says of how tables are written, for columns that do not tell it themselves; None where nothing was said.

    `decimal` is the decimal mark (komma, punt), `dates` the order of day and month (dd-mm-jjjj, mm-dd-jjjj), `unit` that of
    every amount (euro, eurocent).
    """

    decimal: str | None = None
    dates: str | None = None
    unit: str | None = None


def _shape(group: str, decimal: str) -> str:
    """Numbers with this decimal mark, whole or in groups of three (by `group` or a space), that no zero begins."""
    return rf"^[+-]?(?:(?:\d+|[1-9]\d{{0,2}}(?:{group}\d{{3}})+|[1-9]\d{{0,2}}(?: \d{{3}})+)(?:{decimal}\d+)?|{decimal}\d+)$"


_SHAPES = {COMMA: _shape(r"\.", ","), POINT: _shape(",", r"\.")}
NUMBER = _SHAPES[POINT]


@dataclass(frozen=True)
class Numbers:
    """A column of texts as numbers: the values (0 where a text is none), and how it was written.

    `decimal` is the word for the decimal mark, None where no cell has a mark; `euro`: which cells bear the sign or the
    word euro. `places`: the digits after the mark per cell. `wrong`: rows that are no number, with the reason as `why`.
    """

    values: Array
    decimal: str | None
    grouped: bool
    euro: Array
    places: Array
    wrong: Array
    why: str

    @property
    def told(self) -> str:
        """The decision in words; empty where there was nothing to decide."""
        parts = [] if self.decimal is None else [f"decimale {self.decimal}"]
        mark = {COMMA: "punt of spatie", POINT: "komma of spatie", None: "spatie"}[self.decimal]
        return ", ".join([*parts, *([tr("{mark} voor duizendtallen", mark=mark)] if self.grouped else [])])


def read_numbers(raw: pa.Array, decimal: str | None = None) -> Numbers:
    """The numbers in a column of texts (nulls read as 0). `decimal` is the mark that the user said, if any."""
    text = pc.replace_substring_regex(pc.utf8_trim_whitespace(raw), _SPACES, " ")
    text = pc.utf8_trim_whitespace(pc.replace_substring_regex(text, _MINUS, "-"))
    euro = _true(text, _SIGN) | _true(text, _WORD) | _true(text, _DASH)
    text = pc.replace_substring_regex(pc.replace_substring_regex(text, _SIGN, r"\1"), _WORD, "")
    text = pc.replace_substring_regex(text, _DASH, "")
    filled = ~raw.is_null().to_numpy(zero_copy_only=False)
    fits = {mark: _true(text, shape) for mark, shape in _SHAPES.items()}
    marked = filled & _true(text, "[.,]")
    wrong, why = filled & ~fits[COMMA] & ~fits[POINT], ""
    one_way = {mark: marked & fits[mark] & ~fits[other] for mark, other in ((COMMA, POINT), (POINT, COMMA))}
    chosen: str | None = decimal or (COMMA if one_way[COMMA].any() else POINT)
    if wrong.any():
        why = _no_number(raw[int(wrong.argmax())].as_py(), text[int(wrong.argmax())].as_py())
    elif decimal is not None:
        wrong = filled & ~fits[decimal]
        why = tr("past niet bij een decimale {decimal}", decimal=decimal)
    elif one_way[COMMA].any() and one_way[POINT].any():
        shown = " en ".join(f"'{raw[int(rows.argmax())].as_py()}'" for rows in one_way.values())
        wrong, why = one_way[POINT], tr("schrijft getallen op twee manieren: {shown}", shown=shown)
    elif marked.any() and not one_way[COMMA].any() and not one_way[POINT].any():
        wrong, why = marked, _unclear(text[int(marked.argmax())].as_py())
    chosen = chosen if marked.any() else None
    group, mark = (",", ".") if chosen == POINT else (".", ",")
    plain = pc.replace_substring(pc.replace_substring(pc.replace_substring(text, " ", ""), group, ""), mark, ".")
    plain = pc.replace_substring_regex(pc.replace_substring_regex(plain, r"^\+", ""), r"^(-?)\.", r"\10.")
    good = pc.and_(pc.is_valid(plain), pa.array(~wrong))
    values: Array = pc.cast(pc.if_else(good, plain, pa.scalar("0")), pa.float64()).to_numpy(zero_copy_only=False)
    after = pc.utf8_length(pc.replace_substring_regex(plain, r"^[^.]*\.?", ""))
    places = pc.fill_null(after, 0).to_numpy(zero_copy_only=False)
    grouped = bool((filled & ~wrong & _true(text, rf"\d[ {group}]\d")).any())
    return Numbers(values, chosen, grouped, euro & filled, places, wrong, why)


def looks_like_numbers(raw: pa.Array) -> bool:
    """Whether every text in a column is a number in one of the notations."""
    found = read_numbers(raw)
    return bool(len(raw)) and not (found.wrong.any() and not found.why.startswith("is dubbelzinnig"))


def _true(text: pa.Array, pattern: str) -> Array:
    found: Any = pc.fill_null(pc.match_substring_regex(text, pattern), False)
    return np.asarray(found.to_numpy(zero_copy_only=False))


def _no_number(cell: str, text: str) -> str:
    """Why a cell is no number, with what to write instead."""
    if _true(pa.array([text]), _SCIENTIFIC)[0]:
        return tr(
            "staat in wetenschappelijke notatie ('{cell}'), waarin cijfers ontbreken; toon de kolom als getal",
            cell=cell,
        )
    if text.endswith("%"):
        return tr("is een percentage ('{cell}'), geen getal; schrijf het getal zelf, zonder %", cell=cell)
    if (text.endswith("-") or (text.startswith("(") and text.endswith(")"))) and any(c.isdigit() for c in text):
        return tr("is geen getal ('{cell}'); zet een min ervoor: -{strip}", cell=cell, strip=text.strip("()-"))
    return tr("is geen getal ('{cell}')", cell=cell)


def _unclear(cell: str) -> str:
    whole = cell.replace(".", "").replace(",", "")
    parts = cell.replace(",", ".").split(".")
    return tr(
        "is dubbelzinnig: '{cell}' kan {whole} zijn of {replace} (decimaal); schrijf {whole} zonder "
        "teken voor duizendtallen, of zeg wat het decimaalteken is: --decimal {comma} of {point} bij "
        "run, 'decimaal: {comma}' of '{point}' in mapping.yaml",
        cell=cell,
        whole=whole,
        replace=".".join(parts).replace(".", ","),
        comma=COMMA,
        point=POINT,
    )
