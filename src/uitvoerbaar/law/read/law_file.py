"""A law file to a Law: every problem found in one pass, nothing malformed accepted."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.yaml import Mapping, Sequence, load
from uitvoerbaar.law.graph import Dial, Range
from uitvoerbaar.law.model import LAYERS, Article, Law
from uitvoerbaar.law.read.expressions import freeze
from uitvoerbaar.law.read.keys import BLOCKS, CONTAINERS, IDENTIFIERS, SCHEMAS, SHAPES, shown
from uitvoerbaar.law.read.older import OlderFormatError, is_older_format
from uitvoerbaar.law.read.rules import RulesReader

Place = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions from the top."""
Dials = AbstractMapping[Place, tuple[str, Range]]
"""Per path of a number the name and the range of the dial that it becomes."""
_NO_DIALS: Dials = {}
LAW_MARKS = ("$id", "regulatory_layer", "articles")
"""What every law has and nothing else."""

_HEADER = ("publication_date", "url")
"""What the schema asks of the head of every law besides its marks."""
_MOST_ID = 200
_ID = re.compile(rf"[\w.-]{{1,{_MOST_ID}}}\Z")
_VERSION = re.compile(r"v([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})(?![0-9])")


_IN_USE: WeakValueDictionary[tuple[str, bytes], Law] = WeakValueDictionary()
"""Laws that somebody holds, by the name and the hash of their file: corpora of one program have most of them in common."""
_SHIPPED: deque[Law] = deque(maxlen=256)
"""The shipped laws that were read last are held, some 10 MB for all: who asks twice in one process waits for them once."""


def parse_file(path: Path, shown: str | None = None) -> Law:
    """Read a law file, or give the law that was read from the same text. Raises LawFileError with all its problems."""
    name = shown or str(path)
    text = read_text(path, name)
    key = name, sha256(text.encode(errors="surrogatepass")).digest()
    law = _IN_USE.get(key)
    if law is None:
        law = _IN_USE[key] = parse_text(text, name)
        if path.is_relative_to(laws_dir()):
            _SHIPPED.append(law)
    return law


def as_it_is(path: Path, shown: str) -> Law:
    """A law of which it does not matter here what is wrong with it. Raises LawFileError when nothing of it can be read."""
    try:
        return parse_file(path, shown)
    except LawFileError:
        return examine(read_text(path, shown), shown)[0]


def parse_text(text: str, file: str = "<tekst>", dials: Dials | None = None) -> Law:
    """Read a law from YAML text, with dials where these numbers stand.

    Raises LawFileError with everything that keeps it from being run, and UserError for a dial where no number stands.
    """
    reader = _reader(text, file, dials or {})
    law = reader.law()
    if reader.problems:
        raise LawFileError(sorted(reader.problems, key=lambda p: p.line))
    return law


def examine(text: str, file: str) -> tuple[Law, list[Problem]]:
    """What can be read of a law and everything that is wrong with it, in the order of the lines.

    That is what keeps it from being run, and what the schema that it names asks besides. Raises LawFileError when there
    is no law to speak of: no YAML, no object, nothing that a law has, or a law in an older format.
    """
    reader = _reader(text, file)
    law = reader.law()
    return law, sorted([*reader.problems, *reader.formal], key=lambda p: p.line)


def _reader(text: str, file: str, dials: Dials = _NO_DIALS) -> LawReader:
    if is_older_format(text):
        raise OlderFormatError(file)
    raw = load(text, file)
    if not isinstance(raw, Mapping):
        raise LawFileError([Problem(file, 1, tr("verwacht een wet als object, niet een {raw}", raw=describe(raw)))])
    if not any(key in raw for key in LAW_MARKS):
        message = tr(
            "dit is geen wet: {law_marks} ontbreken; gevonden: {raw}",
            law_marks=", ".join(LAW_MARKS),
            raw=", ".join(list(raw)[:4]) or tr("niets"),
        )
        raise LawFileError([Problem(file, 1, message, hint=_instead(raw))])
    for path, (name, reach) in dials.items():
        _put(raw, path, name, reach, file)
    return LawReader(file, raw)


def _put(raw: Mapping, path: Place, name: str, reach: Range, file: str) -> None:
    """A dial in place of the number at a path."""
    holder: Any = raw
    try:
        for key in path[:-1]:
            holder = holder[key]
        value = holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        value = None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        raise UserError(tr("{file}: bij {path} staat geen getal", file=file, path=".".join(map(str, path))))
    try:
        holder[path[-1]] = Dial(value, name, reach)
    except ValueError:
        raise UserError(
            tr(
                "{file}: {value} bij {path} ligt buiten {lo} tot en met {hi} in stappen van {step}",
                file=file,
                value=value,
                path=".".join(map(str, path)),
                lo=reach.lo,
                hi=reach.hi,
                step=Decimal(1).scaleb(-reach.decimals),
            )
        ) from None


def _instead(raw: Mapping) -> str | None:
    if "velden" in raw:
        return tr("dit lijkt een register; geef de map mee met --registers")
    if "titel" in raw or "ingangsdatum" in raw:
        return tr("dit lijkt een voornemen; dat hoort in proposal.yaml")
    return None


class LawReader(RulesReader):
    """Reads one law; `problems` holds what is wrong with it."""

    def __init__(self, file: str, raw: Mapping) -> None:
        super().__init__(file, self._schema(raw))
        self.raw = raw

    @staticmethod
    def _schema(raw: Mapping) -> tuple[int, int, int] | None:
        match = _VERSION.search(str(raw.get("$schema", "")))
        return (int(match[1]), int(match[2]), int(match[3])) if match else None

    def law(self) -> Law:
        """The law, with `problems` filled."""
        raw, schema = self.raw, self.expressions.schema
        if "$schema" in raw and schema not in SCHEMAS:
            self.problem(
                raw.line_of("$schema"),
                tr("onbekende schemaversie '{raw}'", raw=raw["$schema"]),
                tr("verwacht: {shown} tot en met {shown_2}", shown=shown(SCHEMAS[0]), shown_2=shown(SCHEMAS[-1])),
            )
        self._head(raw)
        law_id = self.text(raw, "$id", required=True)
        if law_id and not _ID.match(law_id):
            self.problem(
                raw.line_of("$id"),
                tr("'$id' bestaat uit letters, cijfers en _, ten hoogste {most}", most=_MOST_ID),
                tr("zoals wet_op_de_zorgtoeslag"),
            )
        layer = self.text(raw, "regulatory_layer", required=True)
        if layer and layer not in LAYERS:
            self.problem(
                raw.line_of("regulatory_layer"),
                tr("onbekende regulatory_layer '{layer}'", layer=layer),
                suggest(layer, LAYERS),
            )
        valid_from, valid_to = self.date(raw, "valid_from"), self.date(raw, "valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            message = tr(
                "'valid_to' {valid_to} ligt voor 'valid_from' {valid_from}", valid_to=valid_to, valid_from=valid_from
            )
            self.problem(
                raw.line_of("valid_to"), message, tr("de laatste dag telt mee; verwissel de data of verbeter ze")
            )
        return Law(
            id=law_id or "",
            layer=layer or "WET",
            name=" ".join((self.text(raw, "name") or law_id or "").split()),  # a title is one line
            file=self.file,
            schema=schema,
            valid_from=valid_from,
            valid_to=valid_to,
            url=self.text(raw, "url"),
            gemeente_code=self.text(raw, "gemeente_code"),
            provincie_code=self.text(raw, "provincie_code"),
            waterschap_code=self.text(raw, "waterschap_code"),
            articles=tuple(self._articles(raw)),
            notes={
                k: freeze(v) for k, v in raw.items() if k in ("afgeleid", "bron", "legal_basis", "publication_date")
            },
        )

    # --- the head -----------------------------------------------------------------------------------------------

    def _head(self, raw: Mapping) -> None:
        """The keys of the head: near misses, what the schema asks, and how identifiers and dates are written."""
        known = BLOCKS["law"][1]
        for key in raw:
            self._written(raw, "law", key)
            near = None if key in known else suggest(key, [k for k in known if k not in raw], cutoff=0.75)
            if near:
                self.problem(raw.line_of(key), tr("een wet kent geen '{key}'", key=key), near)
            elif key not in known:
                self.ask(
                    raw.line_of(key), tr("een wet kent geen '{key}'", key=key), tr("haal het weg of verbeter de naam")
                )
        for key in (*_HEADER, *IDENTIFIERS.get(str(raw.get("regulatory_layer")), ())):
            if key not in raw:
                self.ask(raw.line, tr("'{key}' ontbreekt in de kop van de wet", key=key), instead(key, raw))
        for key in ("publication_date", "valid_from", "valid_to"):
            if raw.get(key) is not None and not isinstance(raw[key], str):
                self.ask(
                    raw.line_of(key),
                    tr("'{key}' is {raw}, geen datum als tekst", key=key, raw=describe(raw[key])),
                    tr("schrijf 'JJJJ-MM-DD'"),
                )
        if isinstance(raw.get("publication_date"), str):
            self.date(raw, "publication_date")
        first = raw.get("effective_date")
        if first is not None and str(first) != str(raw.get("valid_from")):
            self.warn(
                raw.line_of("effective_date"),
                tr("'effective_date' {first} telt niet: een versie geldt vanaf 'valid_from'", first=first),
                tr("schrijf de eerste dag als 'valid_from'"),
            )
        for key, (pattern, words) in SHAPES.items():
            if key in raw and not re.fullmatch(pattern, str(raw[key])):
                self.ask(
                    raw.line_of(key), tr("'{key}' is '{raw}'; verwacht: {words}", key=key, raw=raw[key], words=words)
                )
        for basis in self.items(raw, "legal_basis"):
            self.block(basis, "basis")
        preamble = self.object(raw, "preamble")
        if preamble is not None:
            self.block(preamble, "preamble")
        for procedure in self.items(raw, "procedure"):
            self._procedure(procedure)

    def _procedure(self, raw: Mapping) -> None:
        self.block(raw, "procedure")
        applies = self.object(raw, "applies_to")
        if applies is not None:
            self.block(applies, "procedure_applies")
        for stage in self.items(raw, "stages"):
            self.block(stage, "stage")
            for need in self.items(stage, "requires"):
                self.block(need, "stage_needs")

    def _placement(self, raw: Mapping) -> None:
        """Where the article stands in the law: read for its keys, of no meaning to the computation."""
        found = self.object(raw, "placement")
        if found is None:
            return
        self.block(found, "placement")
        for name in CONTAINERS:
            container = self.object(found, name)
            if container is not None:
                self.block(container, "container")
                if "number" not in container:
                    self.ask(container.line, tr("'{name}' van placement mist 'number'", name=name))

    # --- articles -----------------------------------------------------------------------------------------------

    def _articles(self, raw: Mapping) -> Iterable[Article]:
        if "articles" not in raw:
            self.problem(raw.line_of("articles"), tr("'articles' ontbreekt"), instead("articles", raw))
            return
        if not isinstance(raw["articles"], Sequence):
            self.problem(
                raw.line_of("articles"),
                tr("'articles' is een lijst, geen {articles}", articles=describe(raw["articles"])),
            )
            return
        seen: dict[str, int] = {}
        for item in self.items(raw, "articles"):
            number = self.text(item, "number", required=True) or "?"
            self.expressions.article = number
            if number in seen:
                self.problem(
                    item.line,
                    tr(
                        "artikel {number} staat er twee keer in, eerder op regel {seen}",
                        number=number,
                        seen=seen[number],
                    ),
                )
            seen[number] = item.line
            self.block(item, "article")
            self._placement(item)
            for key in ("text", "url"):
                if key not in item and not (key == "url" and "ref" in item):
                    self.ask(item.line, tr("artikel {number} mist '{key}'", number=number, key=key), instead(key, item))
            for reference in self.items(item, "references"):
                self.block(reference, "reference")
            rules = self.object(item, "machine_readable")
            yield Article(
                number,
                self.text(item, "text") or "",
                self.text(item, "url") or self.text(item, "ref"),
                item.line,
                None if rules is None else self.rules(rules),
            )
            self.expressions.article = None
