"""Running scenarios: the step sentences of the format's grammar, on the reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.dutch import show
from uitvoerbaar.engine.reference.case import DataSource, Result, evaluate
from uitvoerbaar.engine.reference.values import Taint, Unknown, is_number, reference_words, values_equal
from uitvoerbaar.engine.scenarios.feature import Scenario, Step, literal
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.corpus import Entry
from uitvoerbaar.law.link.linker import Mode
from uitvoerbaar.law.model import SCOPES, Article

TOLERANCE = Decimal("1e-9")
"""How far a number may be from what a scenario says (the grammar of the format)."""
NOT_OURS = ("notes",)
"""Tiers of the grammar that ask something else than the outcome of a law."""


class StepFailedError(Exception):
    """What a scenario says does not hold; `output` is the outcome that it is about."""

    def __init__(self, message: str, output: str | None = None) -> None:
        super().__init__(message)
        self.output = output


class StepUnknownError(UserError):
    """A sentence that is no step of the grammar."""


@dataclass
class World:
    """The state of one scenario."""

    corpus: Corpus
    date: str = ""
    mode: Mode = "error"
    parameters: dict[str, Any] = field(default_factory=dict)
    sources: list[DataSource] = field(default_factory=list)
    result: Result | None = None
    error: UserError | None = None
    at: Step | None = None
    """The step that is being taken."""
    checked: bool = False
    """Whether anything was held to the outcome."""

    def run(self, scenario: Scenario) -> None:
        """Take every step. Raises StepFailedError, or StepUnknownError for a sentence outside the grammar."""
        for step in scenario.steps:
            self.at = step
            self.step(step)
        self.at = None
        if not self.checked:
            raise StepUnknownError(
                tr("dit scenario toetst niets: schrijf na When wat eruit komt, zoals Then output ...")
            )

    def step(self, step: Step) -> None:
        """Take one step."""
        for pattern, action in STEPS:
            match = re.fullmatch(pattern, step.text)
            if match:
                self.checked = self.checked or action not in _PREPARES
                action(self, step, *match.groups())
                return
        near = suggest(step.text, EXAMPLES, cutoff=0.5)
        raise StepUnknownError(f"geen stap van de grammatica: '{step.text}'" + (f" ({near})" if near else ""))

    def evaluate(self, law: str, outputs: list[str]) -> None:
        """Run the law; an error is kept for the steps that follow."""
        if not self.date:
            raise StepUnknownError("de rekendatum ontbreekt: schrijf eerst 'the calculation date is \"JJJJ-MM-DD\"'")
        self.result = self.error = None
        self._known_names(law)
        try:
            self.result = evaluate(
                self.corpus, law, outputs, self.date, self.parameters, self.sources, mode=self.mode, traced=True
            )
        except UserError as error:
            self.error = error

    def _known_names(self, law: str) -> None:
        """Raise StepUnknownError for a parameter, or the law of a table, that no law here has: it would do nothing."""
        for source in self.sources:
            if source.law is not None and source.law not in self.corpus.versions:
                near = suggest(source.law, self.corpus.versions)
                raise StepUnknownError(tr("de wet '{law}' is er niet", law=source.law) + (f" ({near})" if near else ""))
        strange = [name for name in self.parameters if name not in _taken(self.corpus.versions.get(law, ()))]
        if strange:  # another law may take it
            known = _taken(self.corpus.entries())
            strange = [name for name in strange if name not in known]
        if strange:
            near = suggest(strange[0], known)
            raise StepUnknownError(
                tr("geen wet hier kent een parameter of invoer '{name}'", name=strange[0])
                + (f" ({near})" if near else "")
            )

    def done(self) -> Result:
        """The result. Raises StepFailedError when the law gave none."""
        if self.result is None:
            raise StepFailedError(f"de wet gaf geen uitkomst: {self.error or 'er is niets gevraagd'}")
        return self.result

    def output(self, name: str) -> Any:
        """The value of an output."""
        outputs = self.done().outputs
        if name not in outputs:
            raise StepFailedError(f"'{name}' is niet gevraagd; er zijn: {', '.join(sorted(outputs))}")
        return outputs[name]


def _taken(entries: Iterable[Entry]) -> frozenset[str]:
    """What a caller can give to any of these versions of laws: parameters, inputs, open terms and scopes."""
    names = set(SCOPES)
    for entry in entries:
        for rules in (article.rules for article in _read(entry) if article.rules):
            names |= {p.name for p in rules.parameters} | {i.field.name for i in rules.inputs}
            names |= {term.id for term in rules.open_terms}
    return frozenset(names)


def _read(entry: Entry) -> tuple[Article, ...]:
    """The articles of a version; none of a file that cannot be read, which is told when it is asked."""
    try:
        return entry.law.articles
    except LawFileError:
        return ()


def _table(world: World, step: Step, source: str, key: str, law: str | None = None) -> None:
    header, *rows = step.table or ((),)
    if key not in header:
        raise StepUnknownError(f"de tabel heeft geen kolom '{key}'; er zijn: {', '.join(header) or 'geen'}")
    records = tuple({name: literal(cell, name) for name, cell in zip(header, row, strict=True)} for row in rows)
    world.sources.append(DataSource(source, key, records, law))


def _parameters(world: World, step: Step) -> None:
    for row in step.table:
        if len(row) != 2:
            raise StepUnknownError("een tabel van parameters heeft twee kolommen: naam en waarde")
        world.parameters[row[0]] = literal(row[1], row[0])


def _collection(world: World, step: Step, name: str) -> None:
    header, *rows = step.table or ((),)
    world.parameters[name] = [
        {column: literal(cell, column) for column, cell in zip(header, row, strict=True)} for row in rows
    ]


def _set(world: World, _step: Step, name: str, value: str) -> None:
    world.parameters[name] = literal(value, name)


def _unknown_parameter(world: World, _step: Step, name: str) -> None:
    world.parameters[name] = Unknown(frozenset((name,)))


def _differs(name: str, found: Any, wanted: Any) -> StepFailedError:
    return StepFailedError(f"'{name}' is {show(found)}, verwacht: {show(wanted)}", name)


def _equals(world: World, _step: Step, name: str, value: str) -> None:
    found, wanted = world.output(name), literal(value)
    if is_number(found) and is_number(wanted):
        if abs(Decimal(found) - Decimal(wanted)) > TOLERANCE:
            raise _differs(name, found, wanted)
    elif not values_equal(found, wanted) and str(found) != value:
        raise _differs(name, found, wanted)


def _is(wanted: Any) -> Callable[..., None]:
    def check(world: World, _step: Step, name: str) -> None:
        found = world.output(name)
        if found is not wanted:
            raise _differs(name, found, wanted)

    return check


def _is_unknown(world: World, _step: Step, name: str, fact: str | None = None) -> None:
    found = world.output(name)
    if not isinstance(found, Unknown):
        raise StepFailedError(f"'{name}' is {show(found)}, verwacht: onbekend", name)
    if fact is not None and fact not in found.facts:
        raise StepFailedError(f"'{name}' is onbekend, maar niet door '{fact}': er ontbreekt {found.told}", name)


def _fails(world: World, _step: Step, message: str = "") -> None:
    if world.error is None:
        told = {name: show(value) for name, value in world.done().outputs.items()}
        raise StepFailedError(f"de wet gaf wel een uitkomst: {told}")
    # A scenario may name the kind, the words of the format's own engine, or what a reader is told.
    told_as = (str(getattr(world.error, "kind", "")), reference_words(world.error), str(world.error))
    if not any(message.lower() in words.lower() for words in told_as):
        raise StepFailedError(f"de fout is een andere: {world.error}")


def _succeeds(world: World, _step: Step) -> None:
    world.done()


def _loaded(world: World, _step: Step, law: str) -> None:
    if law not in world.corpus.versions:
        near = suggest(law, world.corpus.versions)
        raise StepFailedError(f"de wet '{law}' is er niet" + (f" ({near})" if near else ""))


def _exactly(world: World, _step: Step, outputs: str) -> None:
    found, wanted = set(world.done().asked), {o.strip() for o in outputs.split(",")}
    if found != wanted:
        raise StepFailedError(f"de uitkomsten zijn {', '.join(sorted(found))}; verwacht: {', '.join(sorted(wanted))}")


def _provenance(world: World, _step: Step, name: str, how: str) -> None:
    world.output(name)
    found = world.done().provenance[name]
    if found != how:
        raise StepFailedError(f"'{name}' is tot stand gekomen als {found}, verwacht: {how}", name)


def _date(world: World, _step: Step, value: str) -> None:
    world.date = value


def _mode(world: World, _step: Step, value: str) -> None:
    if value not in get_args(Mode):
        raise StepUnknownError(f"onbekende modus '{value}'; verwacht: {', '.join(get_args(Mode))}")
    world.mode = value  # type: ignore[assignment]


def _one(world: World, _step: Step, output: str, law: str) -> None:
    world.evaluate(law, [output])


def _several(world: World, _step: Step, outputs: str, law: str) -> None:
    world.evaluate(law, [o.strip() for o in outputs.split(",")])


def _contains(world: World, _step: Step, name: str, value: str) -> None:
    found = world.output(name)
    if value not in str(found):
        raise StepFailedError(f"'{name}' is {show(found)} en bevat '{value}' niet", name)


def _tainted(world: World, _step: Step, name: str) -> None:
    found = world.output(name)
    if not isinstance(found, Taint):
        raise StepFailedError(f"'{name}' is {show(found)}, verwacht: niet uit te drukken in regels", name)


STEPS: tuple[tuple[str, Callable[..., None]], ...] = (
    (r'the calculation date is "(.*)"', _date),
    (r'law "(.*)" is loaded', _loaded),
    (r'parameter "(.*)" is the collection:', _collection),
    (r'parameter "(.*)" is unknown', _unknown_parameter),
    (r'parameter "(.*)" is "(.*)"', _set),
    (r'parameter "(.*)" is ([^"]\S*)', _set),
    (r"the following parameters:", _parameters),
    (r'the following "(.*)" data with key "(.*)" for law "(.*)":', _table),
    (r'the following "(.*)" data with key "(.*)":', _table),
    (r'I evaluate outputs "(.*)" of "(.*)"', _several),
    (r'I evaluate "(.*)" of "(.*)"', _one),
    (r"the execution succeeds", _succeeds),
    (r"the execution fails", _fails),
    (r'the execution fails with "(.*)"', _fails),
    (r'output "(.*)" is true', _is(True)),
    (r'output "(.*)" is false', _is(False)),
    (r'output "(.*)" is (?:null|absent)', _is(None)),
    (r'output "(.*)" is unknown for lack of "(.*)"', _is_unknown),
    (r'output "(.*)" is unknown', _is_unknown),
    (r'output "(.*)" equals "(.*)"', _equals),
    (r'output "(.*)" equals (\S+)', _equals),
    (r'output "(.*)" contains "(.*)"', _contains),
    (r'the result contains exactly the outputs "(.*)"', _exactly),
    (r'output "(.*)" has (direct|reactive|override) provenance', _provenance),
    (r'the untranslatable mode is "(.*)"', _mode),
    (r'output "(.*)" is tainted as untranslatable', _tainted),
)
"""The sentences of the grammar (bdd/grammar.yaml of MinBZK/regelrecht) and what each does."""
_PREPARES = frozenset(
    (_date, _loaded, _collection, _unknown_parameter, _set, _parameters, _table, _mode, _one, _several)
)
"""Steps that hold nothing to the outcome."""
EXAMPLES = tuple(re.sub(r"\([^()]*\)", "...", pattern) for pattern, _ in STEPS)
"""The sentences as a reader sees them, for did-you-mean."""
