"""Laws: the shipped ones and those of tests with edits, and rules by the grammar of operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.places import DATA, TESTS
from tests.whole.fuzz.attempt import HERE, Attempt, attempt
from tests.whole.fuzz.edits import edited, texts
from tests.whole.fuzz.trees import Pairs, Tree, dump, tree_of
from tests.whole.fuzz.values import hostile
from uitvoerbaar.base.yaml import load
from uitvoerbaar.law.read.expressions import MEMBERSHIP, READERS

Draw = Callable[..., Any]
_FILES = [
    *sorted((TESTS / "fictional" / "data" / "laws").glob("*.yaml")),
    TESTS / "whole" / "bad_input" / "cases" / "data" / "wet.yaml",
    *sorted((TESTS / "engine" / "explain" / "laws").glob("*.yaml")),
    *sorted((DATA / "laws").rglob("*kinderbijslag*/*.yaml"))[:1],
]
TEXTS = [file.read_text(encoding="utf-8") for file in _FILES]
TREES = [tree_of(load(text, "wet.yaml")) for text in TEXTS]
QUESTIONS = (
    ("wet_heffing", "heffing", ""), ("wet_kindertoeslag", "hoogte_kindertoeslag", ""), ("wet_woontoeslag",
    "hoogte_woontoeslag", ""),
    ("wet_opvangtoeslag", "hoogte_opvangtoeslag", ""), ("wet_proef", "toeslag", ""), ("wet_proef", "bijdrage",
    "bedrag=10 aantal=4"),
    ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden", ""),
)  # fmt: skip
"""Outputs of those laws, with what must be given; edits may have taken them away."""

_NAMES = (
    "$a",
    "$b",
    "$geboortedatum",
    "$loon",
    "$kinderen",
    "$partner_bsn",
    "$referencedate",
    "$grens",
    "$tekst",
    "$kind",
    "$niets",
)
_OPERANDS = {
    "cases": "cases", "values": "list", "conditions": "list", "items": "list", "as": "name", "combine": "combine",
    "precision": "digits", "in": "part",
}  # fmt: skip


def _operation(below: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """An operation with its operands, right by the grammar; what they are worth is another matter."""
    shapes = {
        "cases": st.lists(
            st.builds(lambda when, then: Pairs([["when", when], ["then", then]]), below, below), min_size=1, max_size=2
        ),
        "list": st.lists(below, min_size=1, max_size=3),
        "name": st.sampled_from(("kind", "a", "item")),
        "combine": st.sampled_from(("ADD", "OR", "AND", "MIN", "MAX", None)),
        "digits": st.sampled_from((0, 2, -2, 28, -28)),
        "part": st.sampled_from(("year", "years", "month", "months", "day", "days", "weeks")),
    }

    @st.composite
    def made(draw: Draw) -> Tree:
        name = draw(st.sampled_from(sorted(READERS)))
        operands = sorted(READERS[name].operands)
        if name in MEMBERSHIP:
            operands.remove(draw(st.sampled_from(("value", "values"))))
        return Pairs([["operation", name], *([o, draw(shapes.get(_OPERANDS.get(o, ""), below))] for o in operands)])

    return made()


_LEAVES = (*_NAMES, *_NAMES, 0, 1, 18, -1, 2**53, "2024-02-29", True, None, "abc", "")
leaves = st.sampled_from((*_LEAVES, None)).flatmap(lambda leaf: hostile if leaf == "" else st.just(leaf))
expressions = st.recursive(leaves, _operation, max_leaves=6)


@st.composite
def scratch(draw: Draw) -> Tree:
    """A law of one article whose outputs are expressions that nobody thought of."""
    kind = st.sampled_from(("number", "amount", "boolean", "string", "date", "array", "object"))
    rule = Pairs([
        ["definitions", Pairs([["grens", Pairs([["value", draw(st.one_of(st.just(100), hostile))]])], ["tekst", "abc"]])],
        ["execution", Pairs([
            ["parameters", [
                Pairs([["name", "bsn"], ["type", "number"], ["required", True]]),
                Pairs([["name", "a"], ["type", "number"], ["required", draw(st.booleans())]]),
            ]],
            ["input", [
                Pairs([["name", name], ["type", type_], ["nullable", True], ["source", Pairs()]])
                for name, type_ in (
                    ("geboortedatum", "date"), ("loon_uit_dienstbetrekking", "amount"), ("kinderen", "array"),
                    ("partner_bsn", "number"),
                )
            ]],
            ["output", [Pairs([["name", name], ["type", draw(kind)]]) for name in ("b", "x")]],
            ["actions", [Pairs([["output", name], ["value", draw(expressions)]]) for name in ("b", "x")]],
        ])],
    ])  # fmt: skip
    article = Pairs(
        [["number", "1"], ["text", "Artikel."], ["url", "https://example.org/wet#1"], ["machine_readable", rule]]
    )
    schema = draw(st.sampled_from(("v0.5.6", "v0.5.8", "v0.8.0")))
    return Pairs([
        ["$schema", f"https://example.org/schema/{schema}/schema.json"], ["$id", "wet"], ["regulatory_layer", "WET"],
        ["valid_from", "2020-01-01"], ["publication_date", "2020-01-01"], ["bwb_id", "BWBR0000000"], ["url", "https://example.org/wet"],
        ["articles", [article]],
    ])  # fmt: skip


FILE = "wet.yaml"
AT = f"{HERE}/{FILE}"
_edited = texts(TREES, TEXTS)
_days = st.sampled_from(("2026-01-01", "2028-02-29"))


def _files(text: str) -> dict[str, str]:
    return {FILE: text}


read = _edited.map(lambda text: attempt(_files(text), reader="law"))
checked = _edited.map(lambda text: attempt(_files(text), "check", AT))
"""The whole of `check`, on one law."""


@st.composite
def explained(draw: Draw) -> Attempt:
    """One case by an edited law."""
    law, output, needed = draw(st.sampled_from(QUESTIONS))
    own = [tree for tree in TREES if ["$id", law] in tree]
    text = dump(draw(edited(own, st.one_of(hostile, expressions), "actions")))
    given = (
        *needed.split(),
        *draw(st.sampled_from(((), ("geboortedatum=1990-05-01",), ("loon_uit_dienstbetrekking=2500000",)))),
    )
    words = [word for pair in given for word in ("--with", pair)]
    more = draw(st.sampled_from(((), (), ("--json",), ("--all",), ("--then", "geboortedatum=2010-02-28"))))
    return attempt(_files(text), "explain", law, output, "--on", draw(_days), *_beside(law), *words, *more)


def _beside(law: str) -> tuple[str, ...]:
    """The law of the attempt, and for a law that asks others those too."""
    asks = law in ("besteedbaar_inkomen", "wet_woontoeslag", "wet_opvangtoeslag")
    others = [str(path) for path in _FILES[:5] if path.stem != law] if asks else []
    return tuple(word for path in (AT, *others) for word in ("--laws", path))


@st.composite
def made(draw: Draw) -> Attempt:
    """A law from scratch: explained, or checked."""
    files = _files(dump(draw(scratch())))
    if draw(st.integers(0, 3)) == 0:
        return attempt(files, "check", AT)
    given = draw(st.sampled_from(("a=1", "a=0", "a=1")))
    return attempt(
        files, "explain", "wet", draw(st.sampled_from("bx")), "--on", draw(_days), "--laws", AT, "--with", given
    )


@st.composite
def tabled(draw: Draw) -> Attempt:
    """A law from scratch or an edited one, run on a small table by the batch engine."""
    persons = "bsn,geboortedatum,loon_uit_dienstbetrekking,a\n1,1990-05-01,2500000,1\n2,2010-01-01,0,0\n"
    if draw(st.booleans()):
        law, output, text = "wet", draw(st.sampled_from("bx")), dump(draw(scratch()))
    else:
        law, output, _ = draw(st.sampled_from(QUESTIONS))
        text = dump(
            draw(edited([tree for tree in TREES if ["$id", law] in tree], st.one_of(hostile, expressions), "actions"))
        )
    files = {FILE: text, "p.csv": persons}
    return attempt(
        files,
        "run",
        f"{law}:{output}",
        "--on",
        draw(_days),
        *_beside(law),
        "--data",
        f"{HERE}/p.csv",
        "--out",
        f"{HERE}/uit.csv",
    )
