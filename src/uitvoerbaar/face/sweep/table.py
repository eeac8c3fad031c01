"""The results of a sweep as a table: one form for a whole run, a part of it and parts joined, so that they are the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import SWEEP_VARIANTS
from uitvoerbaar.face.provenance import digest
from uitvoerbaar.face.sweep.kept import Done, differing

if TYPE_CHECKING:
    import pyarrow as pa

RESULT = "uitkomsten"
ASKED = b"uitvoerbaar.vraag"
"""The key in a Parquet file under which stands what was asked."""
LOW, HIGH = "_laag", "_hoog"
NUMBER, KEY, UNDECIDED = "variant", "sleutel", "onbeslist"
_PART = re.compile(r"deel-(\d+)-van-(\d+)\.parquet")
_DECIMALS = 6


def part_name(part: int, of: int) -> str:
    """The name of the files of a part, without what comes after the point."""
    return f"deel-{part:0{len(str(of))}d}-van-{of}"


def table_of(asked: Mapping[str, Any], rows: Iterable[tuple[int, Sequence[Decimal], Done]]) -> pa.Table:
    """A row per variant: its number, the dials in the unit of the rule, the measures with their interval, its key.

    `asked` is the description that `described` makes.
    """
    import pyarrow as pa

    held = list(rows)
    columns: dict[str, Any] = {NUMBER: pa.array([number for number, _, _ in held], pa.int64())}
    for at, dial in enumerate(asked["getallen"]):
        columns[dial["id"]] = pa.array([values[at] for _, values, _ in held], pa.decimal128(38, _DECIMALS))
    for at, measure in enumerate(asked["maten"]):
        ends = enumerate(("", LOW, HIGH) if asked["steekproef"] else ("",))
        for end, name in ends:
            found = [None if done.figures[at] is None else done.figures[at][end] for _, _, done in held]  # type: ignore[index]
            columns[measure["id"] + name] = pa.array(found, pa.float64())
    columns[UNDECIDED] = pa.array([done.undecided for _, _, done in held], pa.int64())
    columns[KEY] = pa.array([done.key for _, _, done in held], pa.string())
    return pa.table(columns).replace_schema_metadata({ASKED: json.dumps(asked, sort_keys=True).encode()})


def written(table: pa.Table) -> bytes:
    """The table as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = pa.BufferOutputStream()
    pq.write_table(table, out)
    return bytes(out.getvalue().to_pybytes())


def described(table: pa.Table, path: Path) -> dict[str, Any]:
    """What a file of results was asked. Raises UserError for a file that is no such."""
    found = (table.schema.metadata or {}).get(ASKED)
    try:
        asked = json.loads(found) if found else None
    except ValueError:
        asked = None
    names = {"vraag", "varianten", "getallen", "maten", "steekproef", "variantensleutel"}
    if not isinstance(asked, dict) or not names <= set(asked) or not isinstance(asked["vraag"], dict):
        raise UserError(tr("{path}: dit is geen uitkomst van uitvoerbaar sweep", path=path))
    return asked


def read_table(path: Path) -> pa.Table:
    """A file of results. Raises UserError when it is no Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise UserError(tr("{path}: geen leesbare Parquet: {error}", path=path, error=error)) from None


def joined(folder: Path) -> pa.Table:
    """The parts in a folder as one table, the same as one run would have made.

    Raises UserError when parts are missing, double, or of another question than the first.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not folder.is_dir():
        raise UserError(tr("{folder}: geen map met delen", folder=folder))
    paths = sorted(path for path in folder.iterdir() if _PART.fullmatch(path.name))
    if not paths:
        raise UserError(tr("{folder}: hier zijn geen delen; maak ze met --part", folder=folder))
    tables = [read_table(path) for path in paths]
    asked = described(tables[0], paths[0])
    for path, table in zip(paths[1:], tables[1:], strict=True):
        _same(asked, described(table, path), paths[0], path)
        if table.schema.names != tables[0].schema.names or table.schema.types != tables[0].schema.types:
            raise UserError(tr("{path}: heeft andere kolommen dan {first}", path=path, first=paths[0]))
    if not isinstance(asked["varianten"], int) or not 0 < asked["varianten"] <= SWEEP_VARIANTS.most:
        raise UserError(tr("{path}: dit is geen uitkomst van uitvoerbaar sweep", path=paths[0]))
    whole = pa.concat_tables(tables).sort_by(NUMBER).combine_chunks()
    _complete(pc.unique(whole[NUMBER]).to_pylist(), len(whole), asked["varianten"], folder, paths)
    return whole.replace_schema_metadata(tables[0].schema.metadata)


def _same(asked: Mapping[str, Any], other: Mapping[str, Any], first: Path, path: Path) -> None:
    told = differing(asked["vraag"], other["vraag"])
    if not told and digest(asked) != digest(other):
        told = tr("andere varianten")
    if told:
        raise UserError(tr("{path}: is van een andere vraag dan {first} ({told})", path=path, first=first, told=told))


def _complete(numbers: Sequence[int], rows: int, wanted: int, folder: Path, paths: Sequence[Path]) -> None:
    missing = sorted(set(range(1, wanted + 1)) - set(numbers))
    if missing:
        parts = {tuple(map(int, found.groups())) for path in paths if (found := _PART.fullmatch(path.name))}
        absent = [part_name(part, of) for of in {of for _, of in parts} for part in range(1, min(of, wanted) + 1)]
        there = {path.stem for path in paths}
        raise UserError(
            tr(
                "{folder}: {found} van de {wanted} varianten; er ontbreken delen: {absent}",
                folder=folder,
                found=wanted - len(missing),
                wanted=wanted,
                absent=", ".join(name for name in absent if name not in there) or tr("geen heel deel"),
            )
        )
    if rows != wanted:
        raise UserError(tr("{folder}: varianten staan in meer dan één deel; haal dubbele delen weg", folder=folder))
