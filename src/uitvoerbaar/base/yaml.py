"""YAML 1.2 core with positions: dates stay strings, only true/false are booleans, duplicate keys are refused.

PyYAML resolves YAML 1.1 (yes/no, sexagesimal numbers, timestamps), which changes law. Only its parser is used here;
scalars are resolved below, and every mapping and list remembers the lines of its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

import yaml

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.limits import FILE_BYTES, YAML_DEPTH, YAML_VALUES, Limit

try:
    from yaml import CSafeLoader
except ImportError:  # PyYAML without libyaml: slower, same nodes
    from yaml import SafeLoader as CSafeLoader  # type: ignore[assignment]

Loader = CSafeLoader
"""The parser: libyaml where it is there."""

_NULL = frozenset({"", "null", "Null", "NULL", "~"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_OCT = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
_ZERO_FIRST = re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?\Z")
"""Eight to one reader of YAML (010), ten to another, a text to a third."""
_BEFORE_ZERO = ("0", "+", "-")
_MERGE = "<<"
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_OF_NUMBERS = frozenset("+-.0123456789")
"""What a number can begin with."""
_INT64 = 2**63
_INT64_DIGITS = 20
_LARGEST = 2**96 - 1
_DIGITS = 28
_TAGS = frozenset(
    ("!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")))
)


class Mapping(dict[str, Any]):
    """A YAML mapping that knows the line of itself and of each key."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.twofold: dict[str, str] = {}
        """As they are written: numbers such as 170.000, that are another one for who writes a point for thousands."""

    def line_of(self, key: str) -> int:
        """The line of `key`, or of the mapping itself when the key is absent."""
        return self.lines.get(key, self.line)


class Sequence(list[Any]):
    """A YAML list that knows the line of itself and of each item."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []
        self.twofold: dict[int, str] = {}
        """By its place: numbers as they are written, as those of a mapping."""


def number(text: str) -> int | Decimal | None:
    """A number, exactly as it is written: whole values below 2^63 become integers, others decimals.

    None when it does not fit the decimals of the format (28 digits, at most 2^96 - 1): it is never rounded.
    """
    try:
        return _fitting(Decimal(text))
    except InvalidOperation:  # an exponent of more digits than anything has
        return None


def _fitting(value: Decimal) -> int | Decimal | None:
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or value.copy_abs() > _LARGEST:  # copied: taking it overflows for 1e999999999
        return None
    kept = len(digits)
    while kept > 1 and not digits[kept - 1]:
        kept -= 1
    exponent = exponent + len(digits) - kept if value else 0
    if kept > _DIGITS or exponent < -_DIGITS:
        return None
    plain = Decimal((value.is_signed(), digits[:kept], exponent))
    return int(plain) if exponent >= 0 and abs(plain) < _INT64 else plain


def _based(text: str, base: int) -> int | Decimal | None:
    value = int(text[2:], base)
    return _fitting(Decimal(value)) if value <= _LARGEST else None


def scalar(text: str) -> Any:
    """Resolve a plain (unquoted) scalar by the YAML 1.2 core rules."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in _OF_NUMBERS:
        return text
    if _INT.match(text):
        return int(text) if len(text) < _INT64_DIGITS and abs(int(text)) < _INT64 else number(text)
    if _OCT.match(text):
        return _based(text, 8)
    if _HEX.match(text):
        return _based(text, 16)
    if _SPECIAL.match(text):
        return None  # the reference reads infinity and not-a-number as null
    if _FLOAT.match(text):
        return number(text)
    return text


def load(text: str, file: str) -> Any:
    """The document in `text` as Mapping, Sequence and scalars.

    Raises LawFileError naming `file` and the line for syntax errors, duplicate keys, unknown tags and documents that
    are too large or too deep (also when that is by repeated aliases).
    """
    if len(text.encode(errors="surrogatepass")) > FILE_BYTES.most:
        hint = tr("laat artikelen zonder regels weg, of alleen hun tekst")
        message = tr("het bestand is groter dan {most} bytes", most=FILE_BYTES.most)
        raise LawFileError([Problem(file, 1, message, hint=hint)])
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = str(error.problem or error.context)
        raise LawFileError([_syntax(file, mark.line + 1 if mark else 1, what, text)]) from None
    except yaml.reader.ReaderError as error:
        # The position counts bytes or letters, by the parser that is used; the letter itself is told by both.
        raise LawFileError([_letter(file, text, error.character)]) from None
    except UnicodeEncodeError as error:
        raise LawFileError([_letter(file, text, ord(text[error.start]))]) from None
    if builder.problems:
        raise LawFileError(builder.problems)
    if not builder.roots:
        raise LawFileError([Problem(file, 1, tr("het bestand is leeg; verwacht werd een YAML-document"))])
    return builder.roots[0]


_SYNTAX = {
    "found character that cannot start any token": (
        mark("hier kan geen waarde beginnen"), mark("zet tekst tussen aanhalingstekens"),
    ),
    "mapping values are not allowed in this context": (
        mark("hier mag geen dubbele punt staan"), mark("controleer de inspringing, of zet de tekst tussen aanhalingstekens"),
    ),
    "found unexpected end of stream": (
        mark("het bestand eindigt te vroeg"), mark("sluit het aanhalingsteken of de haak"),
    ),
    "did not find expected key": (
        mark("hier werd een sleutel verwacht"), mark("controleer de inspringing"),
    ),
    "could not find expected ':'": (
        mark("na de sleutel ontbreekt een dubbele punt"), mark("schrijf: sleutel: waarde"),
    ),
    "did not find expected '-' indicator": (
        mark("hier werd een volgend onderdeel van de lijst verwacht"), mark("begin met '- '"),
    ),
    "did not find expected ',' or ']'": (
        mark("in de lijst ontbreekt een komma of ']'"), mark("sluit de lijst met ]"),
    ),
    "did not find expected ',' or '}'": (
        mark("in het object ontbreekt een komma of '}}'"), mark("sluit het object met }}"),
    ),
    "did not find expected node content": (
        mark("hier ontbreekt een waarde"), mark("vul een waarde in of haal de komma weg"),
    ),
    "block sequence entries are not allowed in this context": (
        mark("hier mag geen lijst beginnen"), mark("zet elk onderdeel van de lijst op een eigen regel"),
    ),
    "found undefined tag handle": (
        mark("hier staat een onbekende YAML-tag"), mark("haal de tag weg"),
    ),
    "did not find the expected closing quote": (
        mark("het aanhalingsteken wordt niet gesloten"), mark("sluit het aanhalingsteken"),
    ),
    "found unknown escape character": (
        mark("na een schuine streep staat een onbekend teken"), mark("schrijf een schuine streep dubbel"),
    ),
    "did not find expected <document start>": (
        mark("hier begint iets dat niet bij het document hoort"), mark("controleer inspringing en aanhalingstekens"),
    ),
    "did not find expected alphabetic or numeric character": (
        mark("na & of * ontbreekt een naam"), mark("zet tekst met & of * tussen aanhalingstekens"),
    ),
    "mapping keys are not allowed in this context": (
        mark("hier mag geen sleutel staan"), mark("controleer de inspringing"),
    ),
    "found a tab character where an indentation space is expected": (
        mark("een tab in de inspringing"), mark("spring in met spaties"),
    ),
    "did not find expected comment or line break": (
        mark("achter deze waarde staat nog iets"), mark("zet de tekst tussen aanhalingstekens"),
    ),
    "did not find expected indentation or tab": (
        mark("de inspringing klopt niet"), mark("spring in met spaties"),
    ),
}  # fmt: skip
"""What the parser says, in words for a reader, and what to do."""


def _zero_first(file: str, line: int, text: str) -> Problem:
    """A number that begins with a zero: other readers of the same file take it for another number, or for a text."""
    return Problem(
        file,
        line,
        tr("{text} begint met een nul, en is dan niet voor elke lezer hetzelfde getal", text=text[:40]),
        hint=tr(
            "schrijf {number}, of '{text}' tussen aanhalingstekens als het een code is",
            number=f"{Decimal(text):f}"[:40],
            text=text[:40],
        ),
    )


def _letter(file: str, text: str, code: int) -> Problem:
    """A letter that YAML does not allow, where it first stands."""
    line = text.count("\n", 0, max(text.find(chr(code)), 0)) + 1
    return Problem(
        file, line, tr("het teken U+{ord:04X} mag niet in YAML staan", ord=code), hint=tr("haal het teken weg")
    )


def _syntax(file: str, line: int, what: str, text: str) -> Problem:
    rows = text.split("\n")
    indent = rows[line - 1] if line <= len(rows) else ""
    if "\t" in indent[: len(indent) - len(indent.lstrip())]:
        said, hint = tr("een tab aan het begin van de regel"), tr("spring in met spaties")
    else:
        shape, mend = _SYNTAX.get(
            what, (mark("hier klopt de opbouw niet"), mark("controleer inspringing en aanhalingstekens"))
        )
        said, hint = tr(shape), tr(mend)
    return Problem(file, line, tr("geen geldige YAML: {said}", said=said), hint=hint)


_STARTS = yaml.SequenceStartEvent, yaml.MappingStartEvent
_ENDS = yaml.SequenceEndEvent, yaml.MappingEndEvent


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read; `size` counts its scalars, those of aliases included."""

    value: Mapping | Sequence
    anchor: str | None
    size: int = 1
    key: str | None = None
    key_line: int = 0
    skip: bool = False
    """Whether the value that comes next belongs to a refused key."""


class _Builder:
    """Builds the document from parser events. Nothing here recurses, so no document can exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.roots: list[Any] = []
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.depth, self.values = YAML_DEPTH.most, YAML_VALUES.most

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                self._tag(event, line)
            text = str(event.value)
            plain = event.style in (None, "") and not str(event.tag or "").endswith(":str")
            value = text if self._at_key() or not plain else scalar(text)
            if value is None and text not in _NULL:
                self.problems.append(
                    Problem(
                        self.file,
                        line,
                        tr("'{text}' is geen getal, of heeft te veel cijfers voor een getal", text=text[:40]),
                    )
                )
            if plain and text[:1] in _BEFORE_ZERO and not self._at_key() and _ZERO_FIRST.match(text):
                self.problems.append(_zero_first(self.file, line, text))
            twofold = text if plain and value is not text and _GROUPED.match(text) else None
            self._add(value, line, 1, event.anchor, twofold)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                self._stop(line, tr("'*{anchor}' verwijst naar een anker dat er (nog) niet is", anchor=event.anchor))
            value, size = self.anchors[event.anchor]
            self._add(value, line, size, None)
        elif isinstance(event, _STARTS):
            self._tag(event, line)
            if len(self.open) >= self.depth:
                self._exceeded(line, YAML_DEPTH)
            made = Sequence(line) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line)
            self.open.append(_Open(made, event.anchor))
        elif isinstance(event, _ENDS):
            done = self.open.pop()
            self._add(done.value, done.value.line, done.size, done.anchor)
        elif isinstance(event, yaml.DocumentStartEvent) and self.roots:
            self._stop(line, tr("er staan meer documenten in dit bestand; verwacht werd er één"))

    def _at_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].value, Mapping) and self.open[-1].key is None

    def _stop(self, line: int, message: str) -> NoReturn:
        raise LawFileError([*self.problems, Problem(self.file, line, message)])

    def _exceeded(self, line: int, limit: Limit) -> NoReturn:
        raise LawFileError([*self.problems, Problem(self.file, line, limit.told(), hint=limit.hint)])

    def _tag(self, event: Any, line: int) -> None:
        if event.tag is not None and event.tag not in _TAGS:
            self.problems.append(
                Problem(self.file, line, tr("onbekende YAML-tag '{tag}'", tag=event.tag), hint=tr("haal de tag weg"))
            )

    def _add(self, value: Any, line: int, size: int, anchor: str | None, twofold: str | None = None) -> None:
        """Give a finished value its place in the list or mapping around it."""
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.open:
            self.roots.append(value)
            return
        around = self.open[-1]
        around.size += size
        if around.size > self.values:
            self._exceeded(line, YAML_VALUES)
        if isinstance(around.value, Sequence):
            if twofold is not None:
                around.value.twofold[len(around.value)] = twofold
            around.value.append(value)
            around.value.lines.append(line)
        elif around.key is None:
            self._key(around, around.value, value, line)
        else:
            if not around.skip:
                around.value[around.key] = value
                around.value.lines[around.key] = around.key_line
                if twofold is not None:
                    around.value.twofold[around.key] = twofold
            around.key = None

    def _key(self, around: _Open, mapping: Mapping, value: Any, line: int) -> None:
        around.key, around.key_line, around.skip = str(value), line, True
        if not isinstance(value, str):
            self.problems.append(Problem(self.file, line, tr("een sleutel moet een woord zijn, geen lijst of object")))
        elif value == _MERGE:
            message = tr("'<<' voegt niets samen: die sleutel bestaat niet meer in YAML 1.2")
            self.problems.append(Problem(self.file, line, message, hint=tr("schrijf de velden voluit")))
        elif value in mapping:
            message = tr("dubbele sleutel '{value}', eerder op regel {lines}", value=value, lines=mapping.lines[value])
            self.problems.append(Problem(self.file, line, message, hint=tr("houd er één")))
        else:
            around.skip = False
