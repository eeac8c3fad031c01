"""Bills in a test: a shipped law with a piece of its text exchanged, laid over the other laws; and cases to run on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.shipped_laws.personen import corpus, person
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.engine.reference.case import DataSource
from uitvoerbaar.engine.reference.walk import Case, evaluate
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import KEY, SOURCE, load_registers

DATE = "2026-01-01"
AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
AKW = "algemene_kinderbijslagwet"
CARE, RENT = "wet_op_de_zorgtoeslag", "wet_op_de_huurtoeslag"
BUDGET, CHILDCARE = "wet_op_het_kindgebonden_budget", "wet_kinderopvang"
HOME = "besteedbaar_inkomen"
SHARED = Path(__file__).resolve().parents[3] / "shared"
DATA = Path(__file__).resolve().parents[2] / "data" / "laws" / "nl"

Household = tuple[Mapping[str, Any], ...]
"""Register records; the first is who is asked about."""


def text_of(law: str) -> str:
    """The text of the version of a shipped law that is in force on DATE."""
    [folder] = [path for path in DATA.glob(f"*/{law}") if path.is_dir()]
    return max((path for path in folder.glob("*.yaml") if path.stem <= DATE), key=lambda path: path.stem).read_text()


def exchanged(law: str, *edits: tuple[str, str]) -> str:
    """A shipped law with each of the texts, which must stand there once, exchanged."""
    text = text_of(law)
    for old, new in edits:
        assert text.count(old) == 1, (law, old, text.count(old))
        text = text.replace(old, new)
    return text


def defined(law: str, output: str, value: str) -> str:
    """A shipped law in which an output is a value or expression, whatever the law said."""
    lines = text_of(law).splitlines()
    at = [
        i for i, line in enumerate(lines) if line.strip().startswith((f"- output: {output}", f"- {{output: {output},"))
    ]
    assert len(at) == 1, (law, output, at)
    indent = len(lines[at[0]]) - len(lines[at[0]].lstrip())
    end = at[0] + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    lines[at[0] : end] = [f"{' ' * indent}- {{output: {output}, value: {value}}}"]
    return "\n".join(lines) + "\n"


def bill(folder: Path, *texts: str) -> Corpus:
    """The shipped laws with these laid over them."""
    for number, text in enumerate(texts):
        (folder / f"wet{number}.yaml").write_text(text)
    return corpus().overlay([folder])


def linked(laws: Corpus, outputs: Iterable[tuple[str, str]]) -> dict[str, Node]:
    """Nodes of outputs on DATE, named `law.output`."""
    return link_outputs(laws, DATE, list(outputs), load_registers())


def values(nodes: Mapping[str, Node], home: Household) -> dict[str, Any]:
    """The outputs for the first person of a household."""
    register = DataSource(SOURCE, KEY, home).register()
    return evaluate(nodes, Case({KEY: home[0][KEY]}, {SOURCE: register}))


def alone(**fields: Any) -> Household:
    """A household of one adult."""
    return (person(1, **fields),)
