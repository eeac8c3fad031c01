"""Tables of outcomes and populations as HTML: the first rows, what was assumed, which rows failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.face.html import folded, items, law_text, page, records

if TYPE_CHECKING:
    from uitvoerbaar.face.outcomes import Outcomes
    from uitvoerbaar.face.population import Population

_ROWS, _ERRORS = 10, 20
_FAILED = "fout"


def outcomes_html(made: Outcomes) -> str:
    """The first rows, then what must be known of them."""
    names = [name for name in made.table.column_names if name != _FAILED or made.errors]
    rows = made.table.slice(0, _ROWS).select(names).to_pylist()
    numbers = frozenset(at for at, name in enumerate(names) if name in made.units)
    heads = [tr("fout") if name == _FAILED else plain_words().words(name) for name in names]
    cells = [[_cell(row[name], name in made.units, made.units.get(name)) for name in names] for row in rows]
    parts: list[str] = [records(heads, cells, numbers=numbers)]
    if len(made) > _ROWS:
        parts.append(tr('<p class="faint">De eerste {rows} van {made} rijen.</p>', rows=_ROWS, made=len(made)))
    if made.left_out:
        parts.append(folded(tr("Niet meegerekend, en kan hier uitmaken"), items(made.left_out)))
    if made.assumed:
        told = tr("Kolommen die ontbraken, dus aangenomen voor iedereen ({assumed})", assumed=len(made.assumed))
        parts.append(folded(told, items(made.assumed)))
    if made.unused:
        parts.append(folded(tr("Niet gebruikt ({unused})", unused=len(made.unused)), items(made.unused)))
    if made.errors:
        some = [tr("rij {row}: {why}", row=row, why=why) for row, why in list(made.errors.items())[:_ERRORS]]
        more = [tr("en nog {errors}", errors=len(made.errors) - _ERRORS)] if len(made.errors) > _ERRORS else []
        parts.append(
            folded(
                tr("Rijen die niet konden worden beslist ({errors})", errors=len(made.errors)), items([*some, *more])
            )
        )
    return page(trn(len(made), "{n} rij op {on}", "{n} rijen op {on}", on=made.on), *parts)


def population_html(folk: Population) -> str:
    """Where a population comes from, and what it says of itself."""
    loaded = folk.of_year(folk.year)
    facts = [
        (tr("Huishoudens"), _count(folk.households)),
        (tr("Volwassenen"), _count(loaded.people.n)),
        (tr("Staat voor huishoudens"), _count(folk.represents)),
        (tr("Jaar"), str(folk.year)),
    ]
    seed = loaded.manifest.get("seed")
    facts += [(tr("Zaad"), str(seed))] if seed is not None else []
    notes = [
        said(note) if isinstance(note, Text) else law_text(str(note)) for note in loaded.manifest.get("opmerkingen", ())
    ]
    parts = [records((tr("Wat"), tr("Hoeveel")), facts, numbers=frozenset({1}))]
    if notes:
        parts.append(folded(tr("Opmerkingen ({notes})", notes=len(notes)), items(notes)))
    return page(tr("Bevolking {folder}", folder=folk.folder), *parts)


def _cell(value: Any, outcome: bool, unit: str | None) -> str:
    if value is None:
        return ""
    return plain_words().show(value, unit) if outcome or isinstance(value, bool) else str(value)


def _count(number: int) -> str:
    """A number of people or households, its thousands grouped."""
    return plain_words().number(number, grouped=True)
