"""The work behind a rule that is rewritten: what `check` says of it, its figures, first on the sample, and its proofs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import RULE_BYTES
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.questions import digest
from uitvoerbaar.desk.compute.registry import HAND, LAMPS, SOLVER, Tools, register
from uitvoerbaar.desk.compute.works import folder_of, population_of, stamp_of
from uitvoerbaar.face.lamps import lamps
from uitvoerbaar.face.laws import Laws, as_day, laws
from uitvoerbaar.face.live import SAMPLE_SIZE, sample_of
from uitvoerbaar.face.population import Population
from uitvoerbaar.face.rule import RuleRead, read_rule
from uitvoerbaar.face.rule_ground import RuleGround

CHECK, FIGURES = "controle", "cijfers"
"""Kinds of parts of an answer."""
SAMPLES, COUNTRIES = ("gronden", 3), ("landgronden", 1)
"""Days made ready: their columns are small for the sample, and take gigabytes for the country."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An article of a law of a day, and its text as somebody wrote it."""

    day: str
    law: str
    article: str
    text: str

    @property
    def name(self) -> str:
        """What an answer depends on beside the people."""
        return digest([self.day, self.law, self.article, self.text])


def asked_of(arguments: Mapping[str, Any]) -> Asked:
    """The arguments of a question, read. Raises UserError for one that is missing or of another kind."""
    day, law, article, text = (_text(arguments, name) for name in ("day", "law", "article", "text"))
    return Asked(as_day(day), law, article, text)


def rule(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Parts: what `check` says, and when that finds no error the figures, first of the sample and then of the whole country.

    Arguments: `day`, `law`, `article`, `text` (of the article, as YAML), and `folder` as for a population. Each part of figures
    replaces the one before. Without a population there are no figures.
    """
    asked = asked_of(arguments)
    tools.check()
    read = _read(asked)
    yield {"kind": CHECK, **read.as_json()}
    if read.errors or read.after is None or (tools.population is None and "folder" not in arguments):
        return
    people = population_of(arguments, tools)
    with tempfile.TemporaryDirectory(prefix="uitvoerbaar-regel-") as folder:
        files = {asked.law: _written(read, folder)}
        stamp = stamp_of(folder_of(arguments, tools))
        ground = _ground(asked.day, people, stamp, tools, whole=False)
        tools.progress(0, 0)
        yield {"kind": FIGURES, **ground.answer(files, asked.law, asked.article, tools.check)}
        if len(people.of_year(people.year).head) > SAMPLE_SIZE:
            country = _ground(asked.day, people, stamp, tools, whole=True)
            tools.compiling()
            told = country.answer(files, asked.law, asked.article, tools.check, tools.progress)
            yield {"kind": FIGURES, **told}


def proofs(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """The properties of the law with the article as it is written, one after another; none for a text with errors.

    Arguments as for `rule`.
    """
    asked = asked_of(arguments)
    tools.check()
    read = _read(asked)
    if read.errors:
        yield {"rows": [], "complete": True}
        return
    with tempfile.TemporaryDirectory(prefix="uitvoerbaar-bewijs-") as folder:
        files = [_written(read, folder)] if read.changed else []
        tools.progress(0, 0)
        for part in lamps(_laws(laws_dir(), asked.day), asked.law, files, tools.check):
            done = sum(row["result"] is not None for row in part["rows"])
            yield part
            tools.progress(done, len(part["rows"]))


def _read(asked: Asked) -> RuleRead:
    return read_rule(_laws(laws_dir(), asked.day), asked.law, asked.article, asked.text)


def _written(read: RuleRead, folder: str) -> Path:
    """The changed law as a file."""
    assert read.after is not None
    path = Path(folder) / "wet.yaml"
    path.write_bytes(read.after.bytes)
    return path


def _ground(day: str, people: Population, stamp: str, tools: Tools, *, whole: bool) -> RuleGround:
    """The law of the day made ready on the sample or on the whole population; kept for the next text."""

    def make() -> RuleGround:
        of_year = people.of_year if whole else lambda year: sample_of(people.of_year(year))
        return RuleGround(day, of_year, compiled=whole)

    def tell(_: RuleGround) -> dict[str, Any]:
        return {"day": day, "whole": whole}

    tools.compiling()
    family, most = COUNTRIES if whole else SAMPLES
    return tools.kept(family, f"{day} {stamp}", make, tell, most)


@lru_cache(maxsize=8)
def _laws(folder: Path, day: str) -> Laws:
    return laws(on=day, folders=[folder])


def _text(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or (not value and name != "text"):
        expected = tr("een tekst")
        told = tr(
            "vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(value), expected=expected
        )
        raise UserError(told, column=name, expected=expected)
    if len(value) > RULE_BYTES.most + 1:
        raise UserError(f"{RULE_BYTES.told(len(value))} ({RULE_BYTES.hint})", column=name, hint=RULE_BYTES.hint)
    return value


def _content(arguments: Mapping[str, Any], tools: Tools) -> Any:
    asked = asked_of(arguments)
    people = tools.population is not None or "folder" in arguments
    return [asked.name, stamp_of(folder_of(arguments, tools)) if people else None]


register("rule", rule, content=_content, rank=HAND)
register("rule-proofs", proofs, rank=LAMPS, alone=SOLVER)
