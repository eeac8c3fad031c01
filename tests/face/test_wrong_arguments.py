"""A wrong kind of argument is refused in words: which parameter, what was given, what was expected, with an example."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from tests.report.sample import sample

DAY = "2026-01-01"
wet = uv.laws(on=DAY)
toets = uv.Assessment(sample())
FRAME = {"bsn": [1]}

CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "laws": (uv.laws, {}),
    "explain": (wet.explain, {"what": "zorgtoeslag"}),
    "run": (wet.run, {"outputs": "zorgtoeslag", "people": FRAME}),
    "check_outputs": (wet.check_outputs, {"outputs": ["zorgtoeslag"]}),
    "prove": (wet.prove, {"law": "wet_op_de_zorgtoeslag"}),
    "coverage": (wet.coverage, {}),
    "case": (uv.case, {}),
    "euro": (uv.euro, {}),
    "compare": (uv.compare, {"what": "zorgtoeslag", "on": DAY}),
    "curve": (uv.curve, {"case": {}, "on": DAY}),
    "reform": (uv.reform, {"numbers": "wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=1", "on": DAY}),
    "people": (uv.people, {"frame": FRAME}),
    "population": (uv.population, {"folder": "bestaat/niet"}),
    "make_population": (uv.make_population, {"folder": "/bestaat/niet"}),
    "validate_population": (uv.validate_population, {"folder": "bestaat/niet"}),
    "assess": (uv.assess, {"proposal": "huurtoeslag-2026", "population": "bestaat/niet"}),
    "read": (uv.read, {}),
    "show": (uv.show, {"law": "wet_op_de_zorgtoeslag"}),
    "check": (uv.check, {}),
    "speak": (uv.speak, {}),
    "finding": (toets.finding, {}),
    "figure": (toets.figure, {}),
    "write": (toets.write, {"folder": "/bestaat/niet"}),
    "to_arrow": (toets.figures[0].to_arrow, {}),
    "difference text": ((toets - toets).text, {}),
    "difference write": ((toets - toets).write, {"path": "/bestaat/niet"}),
}
WRONG = {
    "laws": {
        "on": [3, [DAY], {}, 2026.0], "proposal": [3, ["x"], {}], "side": [None, 3, ["voor"], {}],
        "folders": ["mijn/wetten", 3, {}, Path("x")],
    },
    "explain": {"what": [None, 3, ["zorgtoeslag"], {}, ("a",), ("a", 3)], "case": ["x", 3, [1], True]},
    "run": {
        "outputs": [None, 3, {}, [3], [None]], "people": [None, 3, [1], object()], "keep": [None, 3, "wijk", {}, [3]],
        "per": [None, 3, ["x"], "gezin"], "together": ["x", 3, {}, ["x"]], "each": ["x", 3, {}, ["x"]],
    },
    "reform": {
        "numbers": [None, 3, [3], ("x", 3), object(), {}, [], "x"], "on": [3, [DAY]], "proposal": [3, ["x"], {}],
        "folders": ["x", 3],
    },
    "check_outputs": {"outputs": [None, 3, {}, [3]]},
    "prove": {
        "law": [None, 3, ["x"], {}], "name": [3, ["x"], {}], "seconds": ["20", None, [], -1, True], "fresh": ["ja", 3],
    },
    "coverage": {"laws": ["wet_op_de_zorgtoeslag", None, 3, {}]},
    "case": {
        "file": [3, ["x"], {}], "partner": ["x", 3, [{}], True], "children": ["x", 3, {}, [3], [None], None],
        "housemates": ["x", 3, {}, ["x"]], "given": ["x", 3, [1]], "spaargeld": ["veel", [1], {}],
        "geboortedatum": [3, [DAY], {}],
    },
    "euro": {"amount": [None, "veel", [], {}, object()]},
    "compare": {
        "what": [None, 3, ["x"]], "case": ["x", 3, [1]], "on": [None, 3, [DAY]], "then": [DAY, 3, [1], True],
        "proposal": [3, ["x"]], "side": [None, 3, ["voor"]], "folders": ["x", 3],
    },
    "curve": {"case": ["x", 3, [1]], "along": [None, 3, ["x"]], "on": [3, [DAY]], "proposal": [3, ["x"]]},
    "people": {
        "frame": [None, 3, [1], object()], "children": [3, [1]], "housemates": [3, [1]], "decimal": [3, [], "x"],
        "encoding": [3, []], "dates": [3, [], "x"], "unit": [3, [], "dollar"], "sheet": [3, []],
    },
    "population": {"folder": [None, 3, ["x"], {}], "year": ["2026", [], 2026.5, True]},
    "make_population": {
        "folder": [None, 3, []], "households": ["1000", [], 1.5, True], "seed": ["1", None, []],
        "year": ["2026", None, []], "threads": ["2", []],
    },
    "validate_population": {"folder": [None, 3, []], "with_laws": ["ja", None, 3]},
    "assess": {
        "proposal": [None, 3, ["x"], {}], "population": [3, ["x"], {}], "households": ["1000", [], 1.5],
        "organisations": [3, ["x"], {}], "households_out": [3, ["x"], {}, "h.txt"],
        "seed": ["1", None], "prove": ["20", [], -1],
    },
    "read": {"path": [None, 3, [], {}]},
    "show": {
        "law": [None, 3, ["x"], {}], "article": [["2"], {}, 2.5, True], "on": [3, [DAY]],
        "between": [DAY, 3, (DAY,), (DAY, 3), [DAY, None], {}], "folders": ["x", 3],
    },
    "check": {"paths": [None, 3, ["x"], {}, "a\0b", Path("a\0b")], "registers": [3, [], {}, "a\0b"]},
    "speak": {"lang": [None, 3, [], "fr"]},
    "finding": {"name": [None, 3, []]},
    "figure": {"name": [None, 3, []]},
    "write": {"folder": [None, 3, []], "lang": ["fr", 3, []], "pdf": ["ja", 3]},
    "to_arrow": {"lang": ["fr", 3, []]},
    "difference text": {"lang": ["fr", 3, []]},
    "difference write": {"path": [None, 3, []], "lang": ["fr", 3, []], "one_language": ["ja", 3]},
}  # fmt: skip
TABLE = [(call, name, value) for call, names in WRONG.items() for name, values in names.items() for value in values]


def _call(call: str, name: str, value: Any) -> None:
    function, given = CALLS[call]
    if (call, name) == ("check", "paths"):
        function(value)
    elif call in ("case", "run", "euro", "speak") and name in ("file", "people", "amount", "lang"):
        function(*([] if call != "run" else [given["outputs"]]), value)
    else:
        function(**{**given, name: value})


@pytest.mark.parametrize(("call", "name", "value"), TABLE)
def test_a_wrong_argument_is_told(call: str, name: str, value: Any) -> None:
    with pytest.raises(uv.UserError) as told:
        _call(call, name, value)
    assert type(told.value.__cause__) in (type(None), uv.UserError)
    assert len(str(told.value)) > 20


@pytest.mark.parametrize(
    ("call", "name", "value", "words"),
    [
        (
            "compare",
            "then",
            DAY,
            "then: dit is str '2026-01-01'; verwacht: een dict van gegevens, op naam, zoals then={'",
        ),
        (
            "laws",
            "on",
            3,
            "on: dit is int 3; verwacht: een dag als tekst JJJJ-MM-DD, of een datum, zoals on='2026-01-01'",
        ),
        (
            "laws",
            "folders",
            "mijn/wetten",
            "folders: dit is str 'mijn/wetten'; verwacht: een lijst van bestanden of mappen",
        ),
        (
            "population",
            "folder",
            None,
            "folder: dit is None; verwacht: een bestand of map als tekst of Path, zoals folder=",
        ),
    ],
)
def test_the_words_name_the_parameter_and_an_example(call: str, name: str, value: Any, words: str) -> None:
    with pytest.raises(uv.UserError) as told:
        _call(call, name, value)
    assert str(told.value).startswith(words)
    assert told.value.column == name


def test_every_parameter_of_every_public_function_is_tried() -> None:
    public = {name for name in uv.__all__ if inspect.isfunction(getattr(uv, name, None)) or callable_room(name)}
    assert public - set(CALLS) == set()
    for call, (function, _) in CALLS.items():
        asked = {
            name
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        }
        assert asked - set(WRONG[call]) == set(), call


def callable_room(name: str) -> bool:
    """A room that stands for a function, such as `uv.population`."""
    return inspect.ismodule(getattr(uv, name, None))


def test_what_python_refuses_keeps_the_words_of_python() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'dag'"):
        uv.laws(dag=DAY)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'on'"):
        uv.compare("zorgtoeslag")  # type: ignore[call-arg]
