"""Cases written as scenarios of the format, so that a law is held from now on to what it says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from uitvoerbaar.base.folders import shown_file
from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.engine.explain.person_case import case_of
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.scenarios.pin import Pinned, pinned, write
from uitvoerbaar.face.explained import Explained
from uitvoerbaar.face.proof_table import outcome, title_of
from uitvoerbaar.face.proofs import Proved


def pin_cases(path: Path, cases: Iterable[Explained]) -> str:
    """Write explained cases as scenarios, behind those that are there; gives what was done in words.

    Raises UserError when the file cannot be written.
    """
    return _written(path, tr("Vastgelegde gevallen"), [pinned_case(each) for each in cases])


def pin_refutations(path: Path, proofs: Iterable[Proved]) -> str:
    """Write the households that break a property as scenarios, behind those that are there; gives it in words.

    Raises UserError when the file cannot be written.
    """
    return _written(path, tr("Weerlegde eigenschappen"), [made for proved in proofs for made in _refutation(proved)])


def _written(path: Path, feature: str, scenarios: list[Pinned]) -> str:
    write(path, feature, scenarios)
    return trn(len(scenarios), "vastgelegd in {path}: {n} scenario", "vastgelegd in {path}: {n} scenario's", path=path)


def pinned_case(explained: Explained) -> Pinned:
    """An explained case as a scenario."""
    run, plain = explained.record, plain_words()
    assert run.explainer is not None
    named = ", ".join(f"{plain.words(name)} {plain.show(value)}" for name, value in list(run.case.person.items())[:3])
    title = tr(
        "{output} op {date} is {value}; {named}",
        output=plain.words(run.output),
        date=run.date,
        value=plain.show(run.value, run.unit),
        named=named or tr("zonder gegevens"),
    )
    version = tr("{law}, versie {version}", law=run.law.id, version=run.law.version or tr("altijd"))
    remarks = (f"{version} ({shown_file(run.law.file)})",)
    return pinned(run.explainer, run.law.id, run.output, run.date, run.case, title, remarks)


def _refutation(proved: Proved) -> Iterator[Pinned]:
    """The household that breaks a property as a scenario, and the same after the change when there is one."""
    proof = proved.proof
    example = proof.counterexample
    if example is None:
        return
    sides = ("",) if len(example.cases) == 1 else (tr(", ervoor"), tr(", erna"))
    for side, facts in zip(sides, example.cases, strict=True):
        case = case_of(facts, proved.explainer.catalogue)
        version = tr("{law}, versie {version}", law=proof.law, version=proof.version)
        remarks = (tr("Weerlegd: {title}", title=said(title_of(proof))), f"{version}; {outcome(example)}")
        title = f"{proof.property}: {proof.output}{side}"
        yield pinned(proved.explainer, proof.law, proof.output, proof.on, case, title, remarks)
