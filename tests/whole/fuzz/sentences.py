"""Feature files and command lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from hypothesis import strategies as st

from tests.places import TESTS
from tests.whole.fuzz.attempt import HERE, Attempt, attempt
from tests.whole.fuzz.edits import mangled
from tests.whole.fuzz.values import hostile, words
from uitvoerbaar.cli import VERBS, program

Draw = Callable[..., Any]
LAW = (TESTS / "whole" / "bad_input" / "cases" / "data" / "wet.yaml").read_text(encoding="utf-8")
FEATURE = """@proef
Feature: bijdrage

  Background:
    Given the calculation date is "2025-03-01"
    And parameter "bedrag" is 1000
    And the following parameters:
      | aantal | 4 |
      | hond   |   |

  Scenario: een deel
    When I evaluate outputs "bijdrage" of "wet_proef"
    Then the execution succeeds
    And output "bijdrage" equals 250
    And the result contains exactly the outputs "bijdrage"

  Scenario Outline: toeslag
    Given parameter "bsn" is 1
    And the following "personen" data with key "bsn" for law "wet_proef":
      | bsn | geboortedatum | loon_uit_dienstbetrekking | is_gehuwd | partner_bsn | kinderen                     | huisgenoten |
      | 1   | 1990-05-01    | <loon>                    | false     | null        | [{"opvangsoort": "dagopvang"}] | []          |
    When I evaluate "toeslag" of "wet_proef"
    Then output "toeslag" equals "<uit>"
    And output "toeslag" has direct provenance

    Examples:
      | loon | uit  |
      | 1000 | 200  |
      |      | null |
"""
_STEPS = (
    'Given the calculation date is "{}"', 'And law "{}" is loaded', 'And parameter "{}" is the collection:',
    'And parameter "{}" is unknown',
    'And parameter "bedrag" is "{}"', "And parameter \"bedrag\" is {}", 'When I evaluate "{}" of "wet_proef"',
    'When I evaluate outputs "bijdrage, {}" of "wet_proef"', 'Then the execution fails with "{}"',
    'Then output "bijdrage" equals "{}"',
    'Then output "bijdrage" equals {}', 'Then output "{}" is true', 'Then output "bijdrage" contains "{}"',
    "      | {} | 1 |", "      | {} |",
    'And the untranslatable mode is "{}"', "  Scenario: {}", "    Examples:", "  Rule: {}", "@{}", '"""',
    'Then output "bijdrage" is unknown for lack of "{}"', 'And the following "{}" data with key "bsn":',
)  # fmt: skip
_cells = st.one_of(
    words,
    hostile.map(str),
    st.sampled_from(("[" * 3000, '{"a": ' * 500, "[1e999]", "[NaN]", '{"a": 1, "a": 2}', "<loon>")),
)


@st.composite
def feature(draw: Draw) -> Attempt:
    """A feature file with steps and cells that were not meant."""
    lines = draw(mangled([FEATURE])).split("\n") if draw(st.booleans()) else FEATURE.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines)))
        lines.insert(at, draw(st.sampled_from(_STEPS)).replace("{}", draw(_cells)))
    more = draw(st.sampled_from(((), ("--json",), ("--junit", f"{HERE}/uit.xml"))))
    return attempt(
        {"wet.yaml": LAW, "a.feature": "\n".join(lines)}, "test", f"{HERE}/wet.yaml", f"{HERE}/a.feature", *more
    )


def _options() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The options of every verb, by its words."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    context = click.Context(program)
    for verb in VERBS:
        command = program.get_command(context, verb)
        assert command is not None
        inner = command.commands.items() if isinstance(command, click.Group) else ()
        for words_, one in (((verb,), command), *(((verb, name), sub) for name, sub in inner)):
            found[words_] = tuple(option for parameter in one.params for option in parameter.opts)
    return found


OPTIONS = _options()
_VALUES = (
    "wet_heffing", "heffing", "wet_heffing:heffing", "alles-of-niets", "2026-01-01", "2019-12-31", "0001-01-01",
    "9999-12-31", "nl", "en", "all", "0", "-1",
    "1e999", "nan", "inf", f"{HERE}/a.yaml", f"{HERE}/niets", f"{HERE}", f"{HERE}/p.csv", f"{HERE}/report.json",
    "/dev/null", ".", "",
    "loon_uit_dienstbetrekking=1", "loon_uit_dienstbetrekking=€1,5", "kind.1.geboortedatum=2020-01-01", "kind.0.x=1",
    "kind.99999999999.geboortedatum=2020-01-01",
    "partner.x=1", "geboortedatum=2026-02-30", "huisgenoot.1.geboortedatum=1970-01-01", "a=b=c", "=", "kinderen=[{}]",
    "kinderen=[", "partner={}",
    "--", "-", "--help", "--version", "--lang", "--debug", "voor", "na", "beide", "komma",
)  # fmt: skip
_LONG = ("assess", "bench", "prove", "population", "curve", "diff", "serve")
"""Verbs whose work is long, or ends when somebody stops it: they get a path or a word that stops them before it."""


@st.composite
def command(draw: Draw) -> Attempt:
    """A verb with options and words, mostly of its own."""
    verb = draw(st.sampled_from(sorted(OPTIONS)))
    given = list(verb)
    values = st.one_of(
        st.sampled_from(_VALUES), st.sampled_from(_VALUES), _facts, words.filter(lambda word: "\x00" not in word)
    )
    for _ in range(draw(st.integers(0, 5))):
        if draw(st.integers(0, 2)) and OPTIONS[verb]:
            given.append(draw(st.sampled_from(OPTIONS[verb])))
        given.append(draw(values))
    if draw(st.integers(0, 5)) == 0:
        given.insert(0, draw(values))
    if verb[0] in _LONG:
        given.insert(len(verb) + draw(st.integers(0, 1)), "--nee" if draw(st.booleans()) else f"{HERE}/niets")
        given.append("--geen-optie")
    # Words of the system cannot hold these either.
    given = [word.encode("utf-8", "replace").decode() for word in given]
    files = {"a.yaml": LAW, "p.csv": "bsn,loon_uit_dienstbetrekking\n1,100\n", "report.json": "{}"}
    return attempt(files, *given)


_names = st.sampled_from(
    (
        "loon_uit_dienstbetrekking",
        "geboortedatum",
        "is_huurder",
        "kale_huur",
        "partner_bsn",
        "bsn",
        "kinderen",
        "kind.1.geboortedatum",
    )
)
_facts = st.builds(lambda name, value: f"{name}={value}", _names, st.one_of(words, hostile.map(str))).filter(
    lambda w: "\x00" not in w
)


@st.composite
def question(draw: Draw) -> Attempt:
    """One case with facts of any kind on the command line."""
    law, output = draw(st.sampled_from((("wet_heffing", "heffing"), ("wet_kindertoeslag", "hoogte_kindertoeslag"))))
    facts = [word for pair in draw(st.lists(_facts, min_size=1, max_size=3)) for word in ("--with", pair)]
    facts = [word.encode("utf-8", "replace").decode() for word in facts]
    day = draw(st.sampled_from(("2026-01-01", "2026-01-01", "0001-01-01", "9999-12-31", "2024-02-29")))
    return attempt(
        {},
        "explain",
        law,
        output,
        "--on",
        day,
        *facts,
        *draw(st.sampled_from(((), ("--json",), ("--then", "kale_huur=1")))),
    )
