"""The work behind the workbench: an article whose numbers are turned, on the sample at once and on the country after it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.questions import digest
from uitvoerbaar.desk.compute.registry import HAND, LAMPS, SOLVER, STRIPS, Tools, register
from uitvoerbaar.desk.compute.works import folder_of, population_of, stamp_of
from uitvoerbaar.face.article_text import LawText
from uitvoerbaar.face.course import course
from uitvoerbaar.face.lamps import lamps
from uitvoerbaar.face.laws import Laws, as_day, laws
from uitvoerbaar.face.live import SAMPLE_SIZE, LiveArticle, sample_of
from uitvoerbaar.face.population import Population
from uitvoerbaar.face.typed_law import amended_law, dial_of, typed_number

SAMPLES, COUNTRIES = ("steekproeven", 6), ("landen", 1)
"""Articles made ready: many for the sample, one for the country, whose columns take gigabytes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: an article of the law of a day, with what was changed elsewhere (typed, by law and control) and the dials."""

    day: str
    law: str
    article: str
    changes: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Decimal]

    @property
    def name(self) -> str:
        """What is made ready, whatever the dials are at."""
        return digest([self.day, self.law, self.article, self.changes])


def asked_of(arguments: Mapping[str, Any]) -> Asked:
    """The arguments of a question, read. Raises UserError for one that is missing or of another kind."""
    day, law, article = (_text(arguments, name) for name in ("day", "law", "article"))
    changes = _table(arguments, "changes")
    read = {name: dict(_texts(given, "changes")) for name, given in changes.items()}
    values: dict[str, Decimal] = {}
    for name, given in _texts(_table(arguments, "values"), "values"):
        try:
            values[name] = Decimal(given)
        except InvalidOperation:
            raise _wrong("values", given, tr("een getal")) from None
    return Asked(as_day(day), law, article, read, values)


def live(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """The figures of an article with its dials at `values`: first of the sample, then, where it is there, of the whole country.

    Arguments: `day`, `law`, `article`, `changes` (per law what was typed for its controls), `values` (per control of the article a
    number in the unit of the rule), and `folder` as for a population. Each part replaces the one before.
    """
    asked = asked_of(arguments)
    people = population_of(arguments, tools)
    stamp = stamp_of(folder_of(arguments, tools))
    yield ready_article(asked, people, stamp, tools, whole=False).answer(asked.values, check=tools.check)
    if len(people.of_year(people.year).head) > SAMPLE_SIZE:
        country = ready_article(asked, people, stamp, tools, whole=True)
        yield country.answer(asked.values, tools.progress, tools.check)


def sample_article(arguments: Mapping[str, Any], tools: Tools) -> tuple[Asked, LiveArticle]:
    """The article of a question made ready on the sample: what panels beside the figures look at."""
    asked = asked_of(arguments)
    people = population_of(arguments, tools)
    return asked, ready_article(asked, people, stamp_of(folder_of(arguments, tools)), tools, whole=False)


def position(arguments: Mapping[str, Any], tools: Tools) -> list[Any]:
    """What an answer about a position of the dials depends on: the article, the values and the people."""
    asked = asked_of(arguments)
    return [asked.name, {k: str(v) for k, v in asked.values.items()}, stamp_of(folder_of(arguments, tools))]


def along(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """The course of the country along the dial `dial`, with the other dials at `values`: coarse first, then finer.

    Arguments as for `live`, and `dial`. Raises UserError for a dial that the article does not have.
    """
    asked, dial = asked_of(arguments), _text(arguments, "dial")
    people = population_of(arguments, tools)
    ready = ready_article(asked, people, stamp_of(folder_of(arguments, tools)), tools, whole=False)
    if dial not in {each.id for each in ready.dials}:
        raise UserError(tr("dit artikel heeft geen getal '{dial}'", dial=dial))
    values = {name: value for name, value in asked.values.items() if name != dial}
    tools.progress(0, 0)
    yield from course(ready, dial, values, tools.check)


def proofs(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """The properties of the law, one after another, with the numbers of the article at `values`. Arguments as for `live`."""
    asked = asked_of(arguments)
    of = _laws(laws_dir(), asked.day)
    with tempfile.TemporaryDirectory(prefix="uitvoerbaar-bewijs-") as folder:
        files = _written(Path(folder), _changed(of, asked, asked.values))
        tools.progress(0, 0)
        for part in lamps(of, asked.law, files, tools.check):
            done = sum(row["result"] is not None for row in part["rows"])
            yield part
            tools.progress(done, len(part["rows"]))


def ready_article(asked: Asked, people: Population, stamp: str, tools: Tools, *, whole: bool) -> LiveArticle:
    """The article made ready on the sample or on the whole population; kept for the next position of the dials."""

    def make() -> LiveArticle:
        of_year = people.of_year if whole else lambda year: sample_of(people.of_year(year))
        made = _article(asked, of_year)
        made.ready()
        return made

    def tell(_: LiveArticle) -> dict[str, Any]:
        return {"law": asked.law, "article": asked.article, "day": asked.day, "whole": whole}

    tools.compiling()
    family, most = COUNTRIES if whole else SAMPLES
    return tools.kept(family, f"{asked.name} {stamp}", make, tell, most)


def _article(asked: Asked, of_year: Callable[[int], Any]) -> LiveArticle:
    """The article, over the files of the laws that were changed elsewhere."""
    of = _laws(laws_dir(), asked.day)
    if not asked.changes:
        return LiveArticle(of, asked.law, asked.article, of_year)
    folder = Path(tempfile.mkdtemp(prefix="uitvoerbaar-live-"))
    try:
        files = _written(folder, _changed(of, asked, {}))
        made = LiveArticle(of, asked.law, asked.article, of_year, tuple(files))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
    return made


def _changed(of: Laws, asked: Asked, values: Mapping[str, Decimal]) -> list[LawText]:
    """The laws with what was changed elsewhere, and that of the article with `values` (in the unit of the rule) beside it."""
    laws_ = {law: dict(typed) for law, typed in asked.changes.items()}
    if values:
        laws_.setdefault(asked.law, {})
    made = []
    for law, typed in sorted(laws_.items()):
        numbers = {control: typed_number(of, law, control, said) for control, said in typed.items()}
        if law == asked.law:
            numbers |= {name: (value, dial_of(of, law, name).rule_unit) for name, value in values.items()}
        made.append(amended_law(of, law, numbers).after)
    return made


def _written(folder: Path, laws_: list[LawText]) -> list[Path]:
    files = []
    for number, law in enumerate(laws_):
        files.append(folder / f"{number}.yaml")
        files[-1].write_bytes(law.bytes)
    return files


@lru_cache(maxsize=8)
def _laws(folder: Path, day: str) -> Laws:
    return laws(on=day, folders=[folder])


def _text(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise _wrong(name, value, tr("een tekst"))
    return value


def _table(arguments: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = arguments.get(name, {})
    if not isinstance(value, dict):
        raise _wrong(name, value, tr("een object"))
    return value


def _texts(table: Any, name: str) -> Iterator[tuple[str, str]]:
    if not isinstance(table, dict):
        raise _wrong(name, table, tr("een object"))
    for key, value in table.items():
        if not isinstance(value, str):
            raise _wrong(name, value, tr("een tekst"))
        yield key, value


def _wrong(name: str, given: object, expected: str) -> UserError:
    return UserError(
        tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(given), expected=expected),
        column=name,
        expected=expected,
    )


def _content(arguments: Mapping[str, Any], tools: Tools) -> Any:
    asked = asked_of(arguments)
    return [asked.name, {k: str(v) for k, v in asked.values.items()}, stamp_of(folder_of(arguments, tools))]


def _content_along(arguments: Mapping[str, Any], tools: Tools) -> Any:
    dial = _text(arguments, "dial")
    asked = asked_of(arguments)
    values = {k: str(v) for k, v in asked.values.items() if k != dial}
    return [asked.name, dial, values, stamp_of(folder_of(arguments, tools))]


register("live", live, content=_content, rank=HAND)
register("proofs", proofs, rank=LAMPS, alone=SOLVER)
register("along", along, content=_content_along, rank=STRIPS)
