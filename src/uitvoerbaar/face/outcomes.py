"""Outputs of laws for many people: an Arrow table, with what was assumed and which rows could not be decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.base.messages import one_of, suggest
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch import People as Columns
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.engine.explain.glossary import declared, unit_of
from uitvoerbaar.engine.explain.refusals import find_law, undecided
from uitvoerbaar.face.asked import Asked, output_of
from uitvoerbaar.face.counted import Total, check_known, once_of, totals, with_said
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.face.left_out import left_out, passed_over
from uitvoerbaar.face.people import Frame, People, people
from uitvoerbaar.face.population import Population
from uitvoerbaar.face.progress import bar
from uitvoerbaar.law.registers import KEY
from uitvoerbaar.population.columns import ROLES
from uitvoerbaar.population.own.described import Described, with_units
from uitvoerbaar.population.own.notation import EURO
from uitvoerbaar.population.own.run import CHUNK, ERROR, column_of, run_tables, without
from uitvoerbaar.population.own.table_file import Table
from uitvoerbaar.population.own.together import HOUSEHOLD, Joined, Once, by_household, homes_of

if TYPE_CHECKING:
    from uitvoerbaar.face.laws import Laws

_UNIT = 1000
PERSON = "persoon"
ROWS = (PERSON, HOUSEHOLD)
"""What a row of outcomes can be."""


@dataclass(frozen=True, repr=False)
class Outcomes:
    """A table of outcomes, made by `Laws.run`. It is itself an Arrow stream: `pandas.DataFrame.from_arrow(made)`,
    `polars.DataFrame(made)` and `pyarrow.table(made)` take it.

    `table`: a row per person in the order that was given; `bsn`, a column per output (amounts in eurocent, null where
    the law gives nothing or could not decide) and `fout`, which says why a row could not be decided. `units` tells
    the unit of each output, `assumed` the columns that were not given and the default that was used for everybody,
    `unused` the columns that no law read, `read_as` how numbers in text were understood, `warnings` what else must be
    known (a law carried forward to a day on which it is not known, birthdays on 29 February), `errors` by row (from
    0) why it failed, and `explained` how many rows were done step by step.
    """

    on: str
    table: pa.Table
    units: Mapping[str, str | None]
    assumed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """What the laws say, is not computed, and can matter to one of the rows."""
    errors: Mapping[int, str] = field(default_factory=dict)
    explained: int = 0
    separator: str = ","
    """Between the columns of the CSV that the persons came from; a CSV that is written has the same."""
    totals: tuple[Total, ...] = ()
    """The sum of every amount; that of a couple or household is counted once."""

    @property
    def attrs(self) -> dict[str, Any]:
        """What must be known to read the table, as plain values; also in the metadata of its schema."""
        return {
            "on": self.on,
            "units": dict(self.units),
            "assumed": list(self.assumed),
            "unused": list(self.unused),
            "read_as": list(self.read_as),
            "warnings": list(self.warnings),
            "not_modelled": list(self.left_out),
            "errors": {str(row): why for row, why in self.errors.items()},
            "totals": {total.name: total.value for total in self.totals},
        }

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream, for any library that reads one."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        failed = tr(", {errors} met een fout", errors=len(self.errors)) if self.errors else ""
        told = trn(len(self.assumed), ", {n} kolom aangenomen", ", {n} kolommen aangenomen") if self.assumed else ""
        return trn(
            len(self),
            "<{n} rij op {on}: {units}{failed}{told}>",
            "<{n} rijen op {on}: {units}{failed}{told}>",
            on=self.on,
            units=", ".join(self.units),
            failed=failed,
            told=told,
        )

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.outcomes_html import outcomes_html

        return outcomes_html(self)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table of outcomes looks like: which columns that were given it keeps, and whether a row is a person or a household.

    `together` are outputs that a couple gets once, `each` those that each of them gets, where the law does not tell.
    """

    keep: bool | Sequence[str] = False
    per: str = PERSON
    together: Sequence[str] = ()
    each: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Raises UserError for a shape that there is not."""
        if self.per not in ROWS:
            raise UserError(tr("per={per!r} kan niet; kies {rows}", per=self.per, rows=one_of(ROWS)), column="per")
        if self.keep and self.per != PERSON:
            raise UserError(
                tr("kolommen bewaren kan alleen met een rij per persoon: van wie in het huishouden zouden ze zijn?")
            )


def run(
    law: Laws, outputs: Asked | Iterable[Asked], who: People | Population | Frame, shape: Shape | None = None
) -> Outcomes:
    """See `Laws.run`."""
    need_tables()
    named = named_outputs(law, outputs)
    for pair in named.values():
        find_law(law.corpus, *pair, law.on)
    if isinstance(who, Population):
        if shape is not None and shape != Shape():
            raise UserError(tr("een bevolking heeft al de kolommen huishouden, hoofd, eenheid en gewicht"))
        return _of_population(law, named, who)
    return _of_tables(law, named, who if isinstance(who, People) else people(who), shape or Shape())


def named_outputs(law: Laws, outputs: Asked | Iterable[Asked]) -> dict[str, tuple[str, str]]:
    """The outputs by the name of their column: the scheme, else the output, with its law where two are called the same."""
    one = isinstance(outputs, str) or (
        isinstance(outputs, tuple) and len(outputs) == 2 and outputs[0] in law.corpus.versions
    )
    asked: list[Asked] = [outputs] if one else list(outputs)  # type: ignore[list-item]
    pairs = [(output_of(each), isinstance(each, str) and ":" not in each, each) for each in asked]
    written = [output for (_, output), scheme, _ in pairs if not scheme]
    short = len(set(written)) == len(written)
    return {str(each) if scheme else pair[1] if short else f"{pair[0]}.{pair[1]}": pair for pair, scheme, each in pairs}


def _of_tables(law: Laws, named: Mapping[str, tuple[str, str]], who: People, shape: Shape) -> Outcomes:
    tables = who.tables
    kept = _kept(tables.persons, shape.keep, named)
    with bar(tables.persons.n, unit=tr(" rijen")) as told:
        made = run_tables(law.explainer, named, law.on, tables, told.update, who.notation)
    once = with_said(once_of(named, made.nodes, law.explainer.catalogue), shape.together, shape.each)
    if shape.per != PERSON:
        check_known(once)
    units = _units(law, named)
    columns = dict(made.columns)
    if who.notation.unit == EURO:
        columns, units = in_euros(columns, units)
    homes = homes_of(tables.persons, made.partner, made.data.keys)
    failed = np.zeros(tables.persons.n)
    failed[list(made.errors)] = 1
    numbers = {name: columns[name] for name in named if _adds_up(columns[name])}
    by_home, sums = totals(numbers, units, once, homes, failed)
    if shape.per != PERSON:
        lost = [name for name in named if name not in by_home]
        if lost:
            raise UserError(
                tr("{names} is geen getal en geen ja of nee, en kan niet per huishouden", names=", ".join(lost))
            )
        columns = by_household(by_home, homes, made.errors)
    else:
        rest = {name: column for name, column in columns.items() if name != KEY}
        columns = {KEY: columns[KEY], **kept, **rest}
    return _outcomes(
        law,
        units,
        columns,
        assumed=tuple(made.data.assumed),
        read_as=tuple(made.data.told),
        warnings=(
            *law.doubts,
            *passed_over(law, named.values(), law.on),
            *made.data.doubts,
            *(said(one.told) for one in made.carried),
            *told_leap_days(made.leap_days),
            *_uneven(by_home, once),
        ),
        left_out=left_out(
            law, named.values(), replace(made.data.people, partner=made.partner), law.on, set(made.data.unused)
        ),
        unused=tuple(name for name in made.data.unused if name not in kept and not (homes.named and name == HOUSEHOLD)),
        errors=made.errors,
        explained=made.explained,
        separator=tables.persons.separator,
        totals=sums,
    )


def _kept(persons: Table, keep: bool | Sequence[str], named: Mapping[str, tuple[str, str]]) -> dict[str, pa.Array]:
    """The columns that were given and are kept, as they were given; one that is called as an outcome gets `_gegeven` behind it."""
    if not keep:
        return {}
    names = list(persons.columns) if keep is True else list(keep)
    for name in names:
        if name not in persons.columns:
            hint = suggest(name, persons.columns) or ", ".join(persons.columns)
            raise UserError(tr("{file}: kolom '{name}' is er niet ({hint})", file=persons.file, name=name, hint=hint))
    taken = {*named, ERROR}
    return {f"{name}_gegeven" if name in taken else name: persons.columns[name] for name in names if name != KEY}


_CENT = "eurocent"


def in_euros(
    columns: Mapping[str, pa.Array], units: Mapping[str, str | None]
) -> tuple[dict[str, pa.Array], dict[str, str | None]]:
    """Columns of which the amounts are in euro instead of eurocent, and their units."""
    cents = {name for name, unit in units.items() if (unit or "").startswith(_CENT)}
    made = {name: pc.divide(pc.cast(c, pa.float64()), 100.0) if name in cents else c for name, c in columns.items()}
    return made, {name: EURO + str(unit)[len(_CENT) :] if name in cents else unit for name, unit in units.items()}


def _adds_up(column: pa.Array) -> bool:
    return bool(
        pa.types.is_boolean(column.type) or pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    )


def _uneven(by_home: Mapping[str, Joined], once: Mapping[str, Once | None]) -> Iterator[str]:
    for name, found in by_home.items():
        if found.uneven and once[name] is not None:
            yield trn(
                found.uneven,
                "{name}: in {n} paar of huishouden hebben de rijen verschillende bedragen; in som en huishouden telt het hoogste",
                "{name}: in {n} paren of huishoudens hebben de rijen verschillende bedragen; in som en huishouden telt het hoogste",
                name=name,
            )


def both_sides(before: Outcomes, after: Outcomes) -> Outcomes:
    """The outcomes of one table under two laws beside each other: each output `_voor`, `_na` and, of numbers, `_verschil`.

    A row that one side cannot decide has no difference, and says in `fout` on which side.
    """
    columns: dict[str, pa.Array] = {
        name: after.table[name].combine_chunks()
        for name in after.table.column_names
        if name not in (*after.units, ERROR)
    }
    units: dict[str, str | None] = {}
    for name in after.units:
        was, becomes = (made.table[name].combine_chunks() for made in (before, after))
        columns |= {f"{name}_voor": was, f"{name}_na": becomes}
        units |= {f"{name}_voor": before.units[name], f"{name}_na": after.units[name]}
        if _adds_up(was) and not pa.types.is_boolean(was.type):
            columns[f"{name}_verschil"] = pc.subtract(becomes, was)
            units[f"{name}_verschil"] = after.units[name]
    told = {side: made.table[ERROR].to_pylist() for side, made in (("voor", before), ("na", after))}
    columns[ERROR] = pa.array(
        [
            "; ".join(f"{side}: {why}" for side, why in zip(told, pair, strict=True) if why) or None
            for pair in zip(*told.values(), strict=True)
        ],
        pa.string(),
    )
    made = replace(
        after,
        units=units,
        table=pa.table(columns),
        assumed=_either(before.assumed, after.assumed),
        unused=tuple(name for name in after.unused if name in before.unused),
        read_as=_either(before.read_as, after.read_as),
        warnings=_either(before.warnings, after.warnings),
        left_out=_either(before.left_out, after.left_out),
        errors={row: why for row, why in enumerate(columns[ERROR].to_pylist()) if why},
        explained=before.explained + after.explained,
        totals=(
            *(replace(total, name=f"{total.name}_voor") for total in before.totals),
            *(replace(total, name=f"{total.name}_na") for total in after.totals),
        ),
    )
    return replace(made, table=described(made.table, units, made.attrs))


def _either(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def told_leap_days(people: int) -> Iterator[str]:
    """What must be known of people born on 29 February; nothing when there are none."""
    if people:
        yield (
            tr(
                "{people} mensen zijn geboren op 29 februari; in een jaar zonder die dag telt hier 1 maart "
                "als verjaardag, zoals in de praktijk gebruikelijk is. Geen wet zegt het.",
                people=people,
            )
        )


def _of_population(law: Laws, named: Mapping[str, tuple[str, str]], who: Population) -> Outcomes:
    """Every adult of a population, also who did not apply: what the law gives, not what is paid."""
    carried = dict.fromkeys(one for pair in named.values() for one in law.explainer.carried(*pair, law.on))
    loaded = who.of_year(int(law.on[:4]))
    catalogue = law.explainer.catalogue
    nodes = link_outputs(law.corpus, law.on, named, catalogue)
    folk = fill_computed(law.corpus, law.on, _own(loaded.people), catalogue, only=nodes.values())
    batch = Batch(nodes)
    parts, errors, explained = [], dict[int, str](), 0
    with bar(folk.n, unit=tr(" personen")) as told:
        for rows in _chunks(folk.n):
            parts.append(batch.run(folk, rows))
            explained += parts[-1].explained
            errors.update((int(rows[0]) + row, undecided(why).splitlines()[0]) for row, why in parts[-1].errors.items())
            told.update(len(rows))
    role = folk.columns["rol"]
    assert isinstance(role, Strings)
    own = loaded.keys if loaded.keys is not None else np.arange(1, folk.n + 1)
    columns: dict[str, pa.Array] = {
        "bsn": pa.array(own),
        "huishouden": pa.array(loaded.household),
        "hoofd": pa.array(np.isin(np.arange(folk.n), loaded.head)),
        "eenheid": pa.array(role.codes != ROLES.index("partner")),
        "gewicht": pa.array(loaded.weight[loaded.household] / _UNIT),
    }
    for name, node in nodes.items():
        column = column_of(name, node, parts)
        columns[name] = without(column, errors) if errors else column
    columns[ERROR] = pa.array([errors.get(row) for row in range(folk.n)], pa.string())
    warnings = (*law.doubts, *passed_over(law, named.values(), law.on), *(said(one.told) for one in carried))
    missing = left_out(law, named.values(), folk, law.on)
    return _outcomes(
        law, _units(law, named), columns, errors=errors, explained=explained, warnings=warnings, left_out=missing
    )


def _chunks(n: int) -> Iterator[np.ndarray[Any, np.dtype[np.int64]]]:
    for start in range(0, n, CHUNK):
        yield np.arange(start, min(start + CHUNK, n), dtype=np.int64)


def _own(folk: Columns) -> Columns:
    """The same people with room for their own computed columns, so that the population stays as it was read."""
    parts = {n: replace(c, columns=dict(c.columns), null=dict(c.null)) for n, c in folk.collections.items()}
    return replace(folk, collections=parts)


def _units(law: Laws, named: Mapping[str, tuple[str, str]]) -> dict[str, str | None]:
    units = {}
    for name, (of, output) in named.items():
        field_ = declared(law.corpus.select(of, law.on), output)
        units[name] = None if field_ is None else unit_of(field_)
    return units


def _outcomes(law: Laws, units: Mapping[str, str | None], columns: Mapping[str, pa.Array], **told: Any) -> Outcomes:
    made = Outcomes(law.on, pa.table(dict(columns)), units, **told)
    return replace(made, table=described(made.table, units, made.attrs))


def described(table: pa.Table, units: Mapping[str, str | None], about: Mapping[str, Any]) -> pa.Table:
    """A table whose columns carry their units, and its schema what must be known of it."""
    return table.cast(with_units(table.schema, [Described(name, unit) for name, unit in units.items()], about))
