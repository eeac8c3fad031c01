"""Runs scenarios on our engine: the step sentences of the third-party grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.whole.conformance.features import Scenario, Step, literal
from uitvoerbaar.engine import DataSource, Result, evaluate
from uitvoerbaar.engine.reference.values import Taint, is_number, values_equal
from uitvoerbaar.law import Corpus, UserError
from uitvoerbaar.law.link.linker import Mode

TOLERANCE = Decimal("1e-9")


class World:
    """The state of one scenario."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.date = "2024-01-01"
        self.mode: Mode = "error"
        self.parameters: dict[str, Any] = {}
        self.sources: list[DataSource] = []
        self.result: Result | None = None
        self.error: Exception | None = None

    def run(self, scenario: Scenario) -> None:
        for step in scenario.steps:
            self.step(step)

    def step(self, step: Step) -> None:
        for pattern, action in STEPS:
            match = re.fullmatch(pattern, step.text)
            if match:
                action(self, step, *match.groups())
                return
        raise AssertionError(f"no step for: {step.text}")

    def evaluate(self, law: str, outputs: list[str]) -> None:
        self.result = self.error = None
        try:
            self.result = evaluate(self.corpus, law, outputs, self.date, self.parameters, self.sources, mode=self.mode)
        except UserError as error:
            self.error = error

    def output(self, name: str) -> Any:
        assert self.result is not None, f"execution failed: {self.error}"
        assert name in self.result.outputs, f"{name} not in {sorted(self.result.outputs)}"
        return self.result.outputs[name]


def _table(world: World, step: Step, source: str, key: str, law: str | None = None) -> None:
    header, *rows = step.table
    records = tuple({name: literal(cell) for name, cell in zip(header, row, strict=True)} for row in rows)
    world.sources.append(DataSource(source, key, records, law))


def _parameters(world: World, step: Step) -> None:
    for name, value in step.table:
        world.parameters[name] = literal(value)


def _collection(world: World, step: Step, name: str) -> None:
    header, *rows = step.table
    world.parameters[name] = [dict(zip(header, map(literal, row), strict=True)) for row in rows]


def _set(world: World, _step: Step, name: str, value: str) -> None:
    world.parameters[name] = literal(value)


def _equals(world: World, _step: Step, name: str, value: str) -> None:
    found, wanted = world.output(name), literal(value)
    if is_number(found) and is_number(wanted):
        assert abs(found - wanted) <= TOLERANCE, f"{name}: {found} != {wanted}"
    else:
        assert values_equal(found, wanted) or str(found) == value, f"{name}: {found!r} != {wanted!r}"


def _fails(world: World, _step: Step, message: str = "") -> None:
    assert world.error is not None, f"succeeded: {world.result and world.result.outputs}"
    assert message.lower() in str(world.error).lower(), f"{message!r} not in {world.error}"


def _succeeds(world: World, _step: Step) -> None:
    assert world.error is None, str(world.error)


def _is(wanted: Any) -> Callable[..., None]:
    def check(world: World, _step: Step, name: str) -> None:
        assert world.output(name) is wanted, f"{name}: {world.output(name)!r} is not {wanted!r}"

    return check


def _loaded(world: World, _step: Step, law: str) -> None:
    assert law in world.corpus.versions, law


def _exactly(world: World, _step: Step, outputs: str) -> None:
    assert world.result is not None, str(world.error)
    assert set(world.result.outputs) == {o.strip() for o in outputs.split(",")}


def _provenance(world: World, _step: Step, name: str, how: str) -> None:
    assert world.result is not None
    assert world.result.provenance[name] == how, f"{name}: {world.result.provenance[name]}"


def _date(world: World, _step: Step, value: str) -> None:
    world.date = value


def _mode(world: World, _step: Step, value: Mode) -> None:
    world.mode = value


def _one(world: World, _step: Step, output: str, law: str) -> None:
    world.evaluate(law, [output])


def _several(world: World, _step: Step, outputs: str, law: str) -> None:
    world.evaluate(law, [o.strip() for o in outputs.split(",")])


def _contains(world: World, _step: Step, name: str, value: str) -> None:
    assert value in str(world.output(name))


def _tainted(world: World, _step: Step, name: str) -> None:
    assert isinstance(world.output(name), Taint)


STEPS: list[tuple[str, Callable[..., None]]] = [
    (r'the calculation date is "(.*)"', _date),
    (r'law "(.*)" is loaded', _loaded),
    (r'parameter "(.*)" is the collection:', _collection),
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
    (r'output "(.*)" equals "(.*)"', _equals),
    (r'output "(.*)" equals (\S+)', _equals),
    (r'output "(.*)" contains "(.*)"', _contains),
    (r'the result contains exactly the outputs "(.*)"', _exactly),
    (r'output "(.*)" has (direct|reactive|override) provenance', _provenance),
    (r'the untranslatable mode is "(.*)"', _mode),
    (r'output "(.*)" is tainted as untranslatable', _tainted),
]
