"""Outputs of laws for many people: an Arrow table, with what was assumed and which rows could not be decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch import People as Columns
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.engine.explain.glossary import declared, unit_of
from uitvoerbaar.engine.explain.refusals import find_law, undecided
from uitvoerbaar.face.asked import Asked, output_of
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.face.people import Frame, People, people
from uitvoerbaar.face.population import Population
from uitvoerbaar.face.progress import bar
from uitvoerbaar.population.columns import ROLES
from uitvoerbaar.population.own.run import CHUNK, ERROR, column_of, run_tables, without

if TYPE_CHECKING:
    from uitvoerbaar.face.laws import Laws

_UNIT = 1000
METADATA = b"uitvoerbaar"
"""Under this key the schema of the table holds, as JSON, what `Outcomes.attrs` has."""


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
    errors: Mapping[int, str] = field(default_factory=dict)
    explained: int = 0
    separator: str = ","
    """Between the columns of the CSV that the persons came from; a CSV that is written has the same."""

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
            "errors": {str(row): why for row, why in self.errors.items()},
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


def run(law: Laws, outputs: Asked | Iterable[Asked], who: People | Population | Frame) -> Outcomes:
    """See `Laws.run`."""
    need_tables()
    named = named_outputs(law, outputs)
    for pair in named.values():
        find_law(law.corpus, *pair, law.on)
    if isinstance(who, Population):
        return _of_population(law, named, who)
    return _of_tables(law, named, who if isinstance(who, People) else people(who))


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


def _of_tables(law: Laws, named: Mapping[str, tuple[str, str]], who: People) -> Outcomes:
    tables = who.tables
    with bar(tables.persons.n, unit=tr(" rijen")) as told:
        made = run_tables(law.explainer, named, law.on, tables, told.update, who.decimal)
    return _outcomes(
        law,
        named,
        made.columns,
        assumed=tuple(made.data.assumed),
        read_as=tuple(made.data.told),
        warnings=(*(said(one.told) for one in made.carried), *told_leap_days(made.leap_days)),
        unused=tuple(made.data.unused),
        errors=made.errors,
        explained=made.explained,
        separator=tables.persons.separator,
    )


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
    warnings = tuple(said(one.told) for one in carried)
    return _outcomes(law, named, columns, errors=errors, explained=explained, warnings=warnings)


def _chunks(n: int) -> Iterator[np.ndarray[Any, np.dtype[np.int64]]]:
    for start in range(0, n, CHUNK):
        yield np.arange(start, min(start + CHUNK, n), dtype=np.int64)


def _own(folk: Columns) -> Columns:
    """The same people with room for their own computed columns, so that the population stays as it was read."""
    parts = {n: replace(c, columns=dict(c.columns), null=dict(c.null)) for n, c in folk.collections.items()}
    return replace(folk, collections=parts)


def _outcomes(
    law: Laws, named: Mapping[str, tuple[str, str]], columns: Mapping[str, pa.Array], **told: Any
) -> Outcomes:
    units = {}
    for name, (of, output) in named.items():
        field_ = declared(law.corpus.select(of, law.on), output)
        units[name] = None if field_ is None else unit_of(field_)
    made = Outcomes(law.on, pa.table(dict(columns)), units, **told)
    table = made.table.replace_schema_metadata({METADATA: json.dumps(made.attrs, ensure_ascii=False)})
    return replace(made, table=table)
