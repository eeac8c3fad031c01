"""YAML 1.2 core with positions: dates stay strings, only true/false are booleans, duplicate keys are refused.

PyYAML resolves YAML 1.1 (yes/no, sexagesimal numbers, timestamps), which changes law. Only its parser is used here;
scalars are resolved below, and every mapping and list remembers the lines of its parts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

from uitvoerbaar.law.errors import LawFileError, Problem
from uitvoerbaar.law.limits import MAX_YAML_BYTES

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, same nodes
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_NULL = frozenset({"", "null", "Null", "NULL", "~"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_OCT = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_INT64 = 2**63


class Mapping(dict[str, Any]):
    """A YAML mapping that knows the line of itself and of each key."""

    line: int = 0
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        """The line of `key`, or of the mapping itself when the key is absent."""
        return self.lines.get(key, self.line)


class Sequence(list[Any]):
    """A YAML list that knows the line of itself and of each item."""

    line: int = 0
    lines: list[int]


def number(text: str) -> int | Decimal:
    """A number as the format reads it: whole values become integers, others decimals of about 16 digits."""
    value = Decimal(repr(float(text)))
    return int(value) if value == value.to_integral_value() and abs(value) < _INT64 else value


def scalar(text: str) -> Any:
    """Resolve a plain (unquoted) scalar by the YAML 1.2 core rules."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text):
        return int(text) if abs(int(text)) < _INT64 else number(text)
    if _OCT.match(text):
        return int(text[2:], 8)
    if _HEX.match(text):
        return int(text[2:], 16)
    if _SPECIAL.match(text):
        return None  # the reference reads infinity and not-a-number as null
    if _FLOAT.match(text):
        return number(text)
    return text


def load(text: str, file: str) -> Any:
    """The document in `text` as Mapping, Sequence and scalars.

    Raises LawFileError naming `file` and the line for syntax errors, duplicate keys and oversized files.
    """
    if len(text.encode()) > MAX_YAML_BYTES:
        raise LawFileError(
            [Problem(file, 1, f"het bestand is groter dan {MAX_YAML_BYTES} bytes", hint="splits de wet op")]
        )
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise LawFileError(
            [
                Problem(
                    file,
                    line,
                    f"geen geldige YAML: {error.problem or error.context}",
                    hint="controleer inspringing en aanhalingstekens",
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        raise LawFileError([Problem(file, 1, f"geen geldige YAML: {error}")]) from None
    if root is None:
        raise LawFileError([Problem(file, 1, "het bestand is leeg; verwacht werd een YAML-document")])
    problems: list[Problem] = []
    value = _build(root, file, problems, 0)
    if problems:
        raise LawFileError(problems)
    return value


def _build(node: Any, file: str, problems: list[Problem], depth: int) -> Any:
    line = node.start_mark.line + 1
    if depth > 400:
        problems.append(Problem(file, line, "te diep genest (meer dan 400 niveaus)"))
        return None
    if isinstance(node, yaml.ScalarNode):
        text = str(node.value)
        return scalar(text) if node.style in (None, "") and not str(node.tag).endswith("!str") else text
    if isinstance(node, yaml.SequenceNode):
        items = Sequence(_build(child, file, problems, depth + 1) for child in node.value)
        items.line, items.lines = line, [child.start_mark.line + 1 for child in node.value]
        return items
    result = Mapping()
    result.line, result.lines = line, {}
    for key_node, value_node in node.value:
        where = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(file, where, "een sleutel moet een woord zijn, geen lijst of object"))
            continue
        key = str(key_node.value)
        if key in result:
            problems.append(
                Problem(
                    file, where, f"dubbele sleutel '{key}', eerder op regel {result.lines[key]}", hint="houd er één"
                )
            )
            continue
        result[key] = _build(value_node, file, problems, depth + 1)
        result.lines[key] = where
    return result
