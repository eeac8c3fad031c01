"""What the columns of a table that we write mean: in the metadata of Parquet, and in a JSON file beside a CSV or Parquet file.

The file beside it is that of CSV on the Web (W3C, Metadata Vocabulary for Tabular Data, 2015): `uitkomst.csv` has
`uitkomst.csv-metadata.json`, where its readers look for it. Units are `schema:unitText`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from uitvoerbaar.base.text import Text

METADATA = b"uitvoerbaar"
"""Under this key the schema of an Arrow table holds, as JSON, what must be known to read it."""
ENDING = "-metadata.json"


@dataclass(frozen=True, slots=True)
class Described:
    """A column: its unit (None for what has none) and what it is."""

    name: str
    unit: str | None = None
    title: Text | None = None


def beside(path: Path) -> Path:
    """The file that describes the table in `path`."""
    return path.with_name(path.name + ENDING)


def with_units(schema: pa.Schema, columns: Iterable[Described], about: Mapping[str, Any]) -> pa.Schema:
    """A schema whose fields carry their unit and title, and itself what is told of the table."""
    known = {column.name: column for column in columns}
    fields = [field.with_metadata(_told(known[field.name])) if field.name in known else field for field in schema]
    return pa.schema(fields, {METADATA: json.dumps(about, ensure_ascii=False).encode()})


def _told(column: Described) -> dict[str, str]:
    unit = {} if column.unit is None else {"unit": column.unit}
    return unit | ({} if column.title is None else {"nl": column.title.nl, "en": column.title.english})


def metadata(
    name: str, schema: pa.Schema, columns: Iterable[Described], about: Mapping[str, Any], separator: str = ","
) -> bytes:
    """The description of the table in file `name`, as JSON of CSV on the Web."""
    known = {column.name: column for column in columns}
    made: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        **({} if Path(name).suffix in (".parquet", ".pq") else {"dialect": {"delimiter": separator, "header": True}}),
        "tableSchema": {"columns": [_column(field, known.get(field.name), separator) for field in schema]},
        "dc:description": dict(about),
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _column(field: pa.Field, told: Described | None, separator: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": field.name, "datatype": _datatype(field.type, separator)}
    if told is not None and told.title is not None:
        made["titles"] = {"nl": told.title.nl, "en": told.title.english}
    if told is not None and told.unit is not None:
        made["schema:unitText"] = told.unit
    return made


def _datatype(kind: pa.DataType, separator: str) -> Any:
    """The type of a column by its name in CSV on the Web; decimals have a comma in a CSV with semicolons."""
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return {"base": "number", "format": {"decimalChar": ","}} if separator == ";" else "number"
    return "boolean" if pa.types.is_boolean(kind) else "string"
