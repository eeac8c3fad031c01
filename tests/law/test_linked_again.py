"""What one linker linked serves another of the same corpus and day, and tells the same."""

from __future__ import annotations

from tests.law.build import corpus, law
from uitvoerbaar.engine.reference.walk import Case, evaluate
from uitvoerbaar.law import Linker, load_corpus
from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.registers import KEY, load_registers

ON = "2026-01-01"
ASKED = (
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
    ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden"),
)


def test_a_law_that_another_asked_before_is_the_same_and_tells_the_same() -> None:
    shipped, source = load_corpus(), load_registers().source()
    person = {KEY: FieldSpec("number", nullable=False)}
    first = Linker(shipped, ON, [source])
    for name, output in ASKED:
        again = Linker(shipped, ON, [source], like=first).link(name, (output,), person)
        nodes = len(first.graph.nodes)
        alone = Linker(shipped, ON, [source], graph=first.graph).link(name, (output,), person)
        assert len(first.graph.nodes) == nodes
        assert again.outputs[output] is alone.outputs[output]
        assert [(used.id, used.version) for used in again.laws] == [(used.id, used.version) for used in alone.laws]
        assert [(used.id, number) for used, number in again.articles] == [
            (used.id, number) for used, number in alone.articles
        ]
        assert again.notes == alone.notes


def fixed(value: int, extra: str = "") -> str:
    """An article that says x is a number."""
    return f"{extra}\nexecution:\n  output: [{{name: x, type: number}}]\n  actions: [{{output: x, value: {value}}}]\n"


CALLER = """
execution:
  output: [{name: z, type: number}]
  input: [{name: x, type: number, source: {regulation: wet, output: x}}]
  actions: [{output: z, value: $x}]
"""


def test_where_a_law_overrides_another_it_matters_who_asks() -> None:
    """The special law changes what the general law says, for who asks the special law only."""
    special = fixed(4, 'overrides: [{law: wet, article: "1", output: x}]')
    laws = corpus(law("wet", fixed(1)), law("ander", CALLER, special))
    first = Linker(laws, ON, [])
    plain = first.link("wet", ("x",)).outputs["x"]
    other = Linker(laws, ON, [], like=first).link("ander", ("z",)).outputs["z"]
    alone = Linker(laws, ON, [], graph=first.graph).link("ander", ("z",)).outputs["z"]
    assert other is alone
    values = evaluate({"plain": plain, "other": other}, Case())
    assert values == {"plain": 1, "other": 4}
