"""Our own law files are valid against the schema that they name, by the schema file itself and not by our reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.places import REGELRECHT
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.yaml import load
from uitvoerbaar.law.corpus import DIGITAL, DUTIES

SCHEMAS = REGELRECHT / "schema"
FILED = "v0.5.6"
FILES = sorted(
    path
    for folder in ("laws", "proposals")
    for path in (data_dir() / folder).rglob("*.yaml")
    if path.name not in ("proposal.yaml", DIGITAL, DUTIES)
)
# What v0.5.7 and v0.5.8 add to v0.5.6, of which the file is there: FOREACH and `nullable`.
VALUE = {"$ref": "#/definitions/operationValue"}
FOREACH = {
    "type": "object",
    "required": ["operation", "collection", "body"],
    "properties": {
        "operation": {"const": "FOREACH"},
        "collection": VALUE,
        "as": {"type": "string", "pattern": "^[a-z_][a-z0-9_]*$"},
        "filter": VALUE,
        "body": VALUE,
        "combine": {"enum": ["ADD", "OR", "AND", "MIN", "MAX"]},
        "legal_basis": {"$ref": "#/definitions/legalBasis"},
    },
    "additionalProperties": False,
}


def validator(version: str) -> Any:
    """The schema of a version: its own file, or the file of v0.5.6 with what came with FOREACH and nullable."""
    own = SCHEMAS / version / "schema.json"
    schema = json.loads((own if own.is_file() else SCHEMAS / FILED / "schema.json").read_text(encoding="utf-8"))
    if not own.is_file():
        if version not in ("v0.5.7", "v0.5.8"):
            pytest.skip(f"no schema file of {version} at {SCHEMAS}")
        definitions = schema["definitions"]
        definitions["foreachOperation"] = FOREACH
        definitions["operation"]["oneOf"].append({"$ref": "#/definitions/foreachOperation"})
        definitions["operationType"]["enum"].append("FOREACH")
        definitions["baseField"]["properties"]["nullable"] = {"type": "boolean"}
    return jsonschema.Draft7Validator(schema)


def plain(value: Any) -> Any:
    """What a YAML file says as JSON: decimals as numbers."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if type(value).__name__ == "Decimal" else value


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason=f"schema files not found at {SCHEMAS}")
def test_every_own_law_is_valid_against_the_schema_that_it_names() -> None:
    invalid: list[str] = []
    validators: dict[str, Any] = {}
    for path in FILES:
        text = plain(load(path.read_text(encoding="utf-8"), str(path)))
        version = re.search(r"schema/(v[\d.]+)/", text["$schema"])
        assert version is not None, path
        made = validators.setdefault(version[1], validator(version[1]))
        invalid += [f"{path}: {e.json_path}: {e.message[:200]}" for e in made.iter_errors(text)]
    assert len(FILES) >= 94
    assert invalid == []


def test_every_own_law_names_a_schema_that_cannot_change() -> None:
    """A tag stays what it is; a branch does not."""
    tagged = re.compile(
        r"^\$schema: https://raw\.githubusercontent\.com/MinBZK/regelrecht/refs/tags/schema-(v[\d.]+)/schema/\1/schema\.json$",
        re.MULTILINE,
    )
    assert [str(path) for path in FILES if not tagged.search(Path(path).read_text(encoding="utf-8"))] == []
