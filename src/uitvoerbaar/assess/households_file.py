"""Every household of an assessment in a file: its amounts per scheme and its income before and after, its weight and groups.

Of people who were made, every row is told as it is. Of own microdata a row stays one household of the user, so its number is
left out and its groups are told only so far that as many households share all of them as a group in a report must have
(k-anonymity with local suppression: Hundepool and others, Statistical Disclosure Control, Wiley 2012, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.people.groups import groupings
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.whole import target
from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.population.own.described import Described, beside, metadata, with_units

BLOCK = 131_072
"""Households in a row group: so many are in memory as Arrow at a time."""
CENTS_A_YEAR = "eurocent per jaar"
_MUNICIPALITY = "gemeente"
_OWN = Text(
    "Elke rij is een huishouden van uw eigen gegevens. Nummers ontbreken, en een groep staat er alleen waar ten minste {least} "
    "huishoudens haar met alle andere groepen van de rij delen; bedragen zijn die van het huishouden zelf. Behandel dit bestand "
    "als die gegevens.",
    "Each row is a household of your own data. Numbers are left out, and a group is told only where at least {least} households "
    "share it with all other groups of the row; amounts are those of the household itself. Treat this file as those data.",
)
_SIDES: dict[Role, Text] = {
    "voor": Text("voor het voornemen", "before the proposal"),
    "na": Text("na het voornemen", "after the proposal"),
}


@dataclass(frozen=True, eq=False, slots=True)
class _Column:
    told: Described
    values: Ints | Strings


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what must be known of it."""

    path: Path
    households: int
    warnings: tuple[Text, ...]


def write_households(ctx: Context, path: Path) -> Written:
    """Write the households of a context to `path` (.parquet or .csv), and beside it what its columns are.

    Amounts are whole eurocents a year, as the report adds them up (a row without an answer counts as 0); `gewicht` is the
    number of households that a row stands for, so that the sum of gewicht x amount is the total of the report. Raises
    UserError for own microdata too few to tell anything of, and when it cannot be written.
    """
    rule = rule_of(ctx)
    weights = ctx.weights
    if rule is not None and rule.small(int(weights.sum()) / MILLI):
        raise UserError(
            tr("{path}: de eigen gegevens hebben te weinig huishoudens om er rijen van te geven", path=path)
        )
    columns = [*_whose(ctx, rule), *_amounts(ctx), *_groups(ctx, rule)]
    warnings = tuple(_warnings(ctx, rule))
    about = _about(ctx, warnings)
    schema = with_units(_schema(columns), [column.told for column in columns], about)
    with target(path) as fresh:
        _write(fresh, path.suffix.lower(), schema, columns, len(weights))
    with target(beside(path)) as fresh:
        fresh.write_bytes(metadata(path.name, schema, [column.told for column in columns], about))
    return Written(path, len(weights), warnings)


def _whose(ctx: Context, rule: Rule | None) -> Iterator[_Column]:
    if rule is None:
        title = Text("Nummer van het huishouden in de bevolking", "Number of the household in the population")
        yield _Column(Described("huishouden", None, title), np.arange(len(ctx.weights)))
    title = Text("Hoeveel huishoudens van het land de rij is", "How many households of the country the row is")
    yield _Column(Described("gewicht", "huishoudens", title), ctx.weights)
    yield _Column(
        Described("leden", "personen", Text("Mensen in het huishouden", "People in the household")), ctx.members
    )


def _amounts(ctx: Context) -> Iterator[_Column]:
    """What each household has of every scheme that a side can compute, and its income where both sides can."""
    for scheme in ctx.settings.schemes:
        for role in ROLES:
            column = ctx.household_column(role, scheme)
            if column is not None:
                title = Text("{name}, {side}", "{name}, {side}").format(name=scheme.name, side=_SIDES[role])
                yield _Column(Described(f"{scheme.id}_{role}", CENTS_A_YEAR, title), column)
    if ctx.by_net:
        for role in ROLES:
            title = Text("{name}, {side}", "{name}, {side}").format(name=ctx.settings.net.name, side=_SIDES[role])
            yield _Column(Described(f"{NET}_{role}", CENTS_A_YEAR, title), ctx.outcome(role)[0])


def _groups(ctx: Context, rule: Rule | None) -> Iterator[_Column]:
    """The groups that the report uses, and the municipality; of own microdata as far as they may be told."""
    made = [(g.id, g.title, g.codes, tuple(label.nl for label in g.labels)) for g in groupings(ctx)]
    town = ctx.base.households.get(_MUNICIPALITY)
    if isinstance(town, Strings):
        title = Text("Gemeente (code van het CBS)", "Municipality (code of Statistics Netherlands)")
        made.append((_MUNICIPALITY, title, np.asarray(town.codes, dtype=np.int64), town.words))
    codes = [column for _, _, column, _ in made]
    if rule is not None:
        codes = suppressed(codes, ctx.weights, rule.least * MILLI)
    for (name, title, _, words), column in zip(made, codes, strict=True):
        yield _Column(Described(name, None, title), Strings(column.astype(np.int32), words))


def suppressed(columns: Sequence[Ints], weights: Ints, least: int) -> list[Ints]:
    """Codes of groups, -1 where telling one would single out households that weigh less than `least` together.

    Column by column: a cell of all columns so far that is too light is not told, and neither is any cell beside it where
    what is not told would be too light by itself. All rows together must weigh at least `least`.
    """
    cell: Ints = np.zeros(len(weights), np.int64)
    made = []
    for codes in columns:
        _, inner = np.unique(np.stack([cell, codes]), axis=1, return_inverse=True)
        inner = inner.reshape(-1)
        hide = _weight(inner, weights)[inner] < least
        left = np.bincount(cell, weights=np.where(hide, weights, 0), minlength=int(cell.max()) + 1)
        hide |= ((left > 0) & (left < least))[cell]
        told = np.where(hide, -1, codes)
        made.append(told)
        _, cell = np.unique(np.stack([cell, told]), axis=1, return_inverse=True)
        cell = cell.reshape(-1)
    return made


def _weight(cell: Ints, weights: Ints) -> Any:
    return np.bincount(cell, weights=weights)


def _warnings(ctx: Context, rule: Rule | None) -> Iterator[Text]:
    if rule is not None:
        yield _OWN.format(least=rule.least)
    for scheme in ctx.settings.schemes:
        for role in ROLES:
            why = ctx.sides.of(role).missing.get(scheme.id)
            if why is not None:
                absent = Text("{name} is {side} niet te berekenen: {why}", "{name} cannot be computed {side}: {why}")
                yield absent.format(name=scheme.name, side=_SIDES[role], why=why)
    if not ctx.by_net:
        yield ctx.no_net
    for gap in ctx.undecided:
        told = Text(
            "{what}_{role}: de wet heeft voor {rows} rijen geen antwoord; die tellen als 0 ({why})",
            "{what}_{role}: the law has no answer for {rows} rows; they count as 0 ({why})",
        )
        yield told.format(what=gap.what, role=gap.role, rows=gap.rows, why=gap.message)


def _about(ctx: Context, warnings: Sequence[Text]) -> dict[str, Any]:
    """What must be known to read the file, as JSON values."""
    return {
        "voornemen": ctx.proposal.id,
        "titel": {"nl": ctx.proposal.title.nl, "en": ctx.proposal.title.english},
        "dagen": {"voor": ctx.sides.before.date, "na": ctx.sides.after.date},
        "bevolking": {"nl": ctx.population_name.nl, "en": ctx.population_name.english},
        "opdracht": ctx.command,
        "let_op": [{"nl": text.nl, "en": text.english} for text in warnings],
    }


def _schema(columns: Sequence[_Column]) -> pa.Schema:
    return pa.schema([(column.told.name, _block(column, 0, 0).type) for column in columns])


def _block(column: _Column, start: int, stop: int) -> pa.Array:
    """Rows of a column: weights as a number of households, groups as words (null where they are not told)."""
    values = column.values
    if isinstance(values, Strings):
        codes = values.codes[start:stop].astype(np.int32)
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(values.words, pa.string()))
    if column.told.name == "gewicht":
        return pa.array(values[start:stop] / MILLI)
    return pa.array(values[start:stop].astype(np.int64))


def _write(place: Path, suffix: str, schema: pa.Schema, columns: Sequence[_Column], rows: int) -> None:
    blocks = (
        pa.record_batch([_block(column, start, start + BLOCK) for column in columns], schema=schema)
        for start in range(0, rows, BLOCK)
    )
    if suffix in (".parquet", ".pq"):
        with pq.ParquetWriter(place, schema, compression="zstd") as writer:
            for block in blocks:
                writer.write_batch(block)
        return
    plain = pa.schema([f.with_type(pa.string()) if pa.types.is_dictionary(f.type) else f for f in schema])
    with pcsv.CSVWriter(place, plain, write_options=pcsv.WriteOptions(quoting_style="needed")) as writer:
        for block in blocks:
            writer.write_batch(block.cast(plain))
