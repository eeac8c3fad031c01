"""A law file to a Law: every problem found in one pass, nothing malformed accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.yaml import Mapping, Sequence, load
from uitvoerbaar.law.model import LAYERS, Article, Law
from uitvoerbaar.law.read.expressions import freeze
from uitvoerbaar.law.read.rules import RulesReader

SCHEMAS = ((0, 2, 0), (0, 5, 9))
"""First and last schema version that this reader knows."""

LAW_MARKS = ("$id", "regulatory_layer", "articles")
"""What every law has and nothing else."""

_LAW_KEYS = (
    "$schema", *LAW_MARKS, "name", "publication_date", "valid_from", "valid_to", "url", "bwb_id", "gemeente_code",
    "provincie_code", "waterschap_code", "officiele_titel", "organisation", "legal_basis", "preamble", "procedure",
)  # fmt: skip
_ARTICLE_KEYS = ("number", "text", "url", "ref", "machine_readable", "references")
_VERSION = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


def parse_file(path: Path, shown: str | None = None) -> Law:
    """Read a law file. Raises LawFileError with all its problems."""
    return parse_text(read_text(path, shown or str(path)), shown or str(path))


def parse_text(text: str, file: str = "<tekst>") -> Law:
    """Read a law from YAML text. Raises LawFileError with all its problems."""
    law, problems = examine(text, file)
    if problems:
        raise LawFileError(problems)
    return law


def examine(text: str, file: str) -> tuple[Law, list[Problem]]:
    """What can be read of a law and everything that is wrong with it, in the order of the lines.

    Raises LawFileError when there is no law to speak of: no YAML, no object, nothing that a law has.
    """
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
    reader = LawReader(file, raw)
    law = reader.law()
    return law, sorted(reader.problems, key=lambda p: p.line)


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
        if "$schema" in raw and (schema is None or not SCHEMAS[0] <= schema <= SCHEMAS[1]):
            self.problem(
                raw.line_of("$schema"),
                tr("onbekende schemaversie '{raw}'", raw=raw["$schema"]),
                tr("verwacht: v0.2.0 tot en met v0.5.9"),
            )
        for key in raw:
            near = None if key in _LAW_KEYS else suggest(key, [k for k in _LAW_KEYS if k not in raw], cutoff=0.85)
            if near:
                self.problem(raw.line_of(key), tr("een wet kent geen '{key}'", key=key), near)
        law_id = self.text(raw, "$id", required=True)
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
            name=self.text(raw, "name") or law_id or "",
            file=self.file,
            schema=schema,
            valid_from=valid_from,
            valid_to=valid_to,
            url=self.text(raw, "url"),
            gemeente_code=self.text(raw, "gemeente_code"),
            waterschap_code=self.text(raw, "waterschap_code"),
            articles=tuple(self._articles(raw)),
            notes={
                k: freeze(v) for k, v in raw.items() if k in ("afgeleid", "bron", "legal_basis", "publication_date")
            },
        )

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
            self.keys(item, _ARTICLE_KEYS, tr("een artikel"))
            rules = self.object(item, "machine_readable")
            yield Article(
                number, self.text(item, "text") or "", self.text(item, "url") or self.text(item, "ref"), item.line,
                None if rules is None else self.rules(rules),
            )  # fmt: skip
            self.expressions.article = None
