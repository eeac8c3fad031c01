"""Defects, moments and complexity, each planted in a law or a proposal and each found."""

from __future__ import annotations

import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import Assess, MakeContext
from uitvoerbaar.assess.aspects.hygiene import aspect
from uitvoerbaar.assess.aspects.hygiene.data import load_hygiene
from uitvoerbaar.assess.aspects.hygiene.defects import moment, months_between
from uitvoerbaar.findings import KADER, Finding, KaderRow
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.model import ProposalError

CARE = "wet_opvangtoeslag"
CHANGE = {"deel: 0.80": "deel: 0.70"}
OPEN = {
    "      definitions:\n        deel: 0.80\n": "      open_terms:\n"
    "        - {id: deel, type: number, required: true, delegation_type: BELEIDSREGEL}\n"
}
DANGLING = {"source: {output: betaald}}": "source: {output: betaalt}}"}
BRANCH = {
    "              default: 0\n": "                - when: {operation: GREATER_THAN, subject: $betaald, value: 100}\n"
    "                  then: 1\n"
    "                - when: {operation: GREATER_THAN, subject: $betaald, value: 50}\n"
    "                  then: 2\n"
    "              default: 0\n"
}


def severities(findings: list[Finding]) -> dict[str, str]:
    return {f.id: f.severity for f in findings}


def row(rows: list[KaderRow], name: str) -> KaderRow | None:
    return next((r for r in rows if r.id == name), None)


def test_a_harmless_edit_gives_no_finding_and_is_neutral(context: MakeContext, proposal: MakeProposal) -> None:
    outcome = aspect.run(context(proposal(CARE, CHANGE)))
    found = row(outcome.kader, "complexiteit")
    assert outcome.findings == []
    assert found is not None
    assert (found.value, found.status) == ("neutraal", "gedeeltelijk")


def test_an_untold_change_weighs_in_a_law_and_not_in_a_reckoning_of_our_own(
    context: MakeContext, proposal: MakeProposal
) -> None:
    asked = {"cases: [{when: $vraagt_woontoeslag,": "cases: [{when: {operation: NOT, value: $vraagt_woontoeslag},"}
    for edit, severity in ((asked, "informatie"), (asked | {"UITVOERINGSBELEID": "WET"}, "ernstig")):
        found = aspect.run(context(proposal("besteedbaar_inkomen", edit))).findings
        untold = [f for f in found if f.law == "besteedbaar_inkomen" and f.article == "2"]
        assert [f.severity for f in untold] == [severity]


@pytest.mark.parametrize("edit", [OPEN, DANGLING])
def test_what_the_proposal_breaks_is_serious(
    context: MakeContext, proposal: MakeProposal, edit: dict[str, str]
) -> None:
    findings = aspect.run(context(proposal(CARE, edit))).findings
    assert {(f.severity, f.law) for f in findings} == {("ernstig", CARE)}
    assert findings[-1].article == "3"
    assert all(f.line is not None for f in findings)


@pytest.mark.parametrize("edit", [OPEN, DANGLING])
def test_what_was_broken_already_is_for_information(
    context: MakeContext, proposal: MakeProposal, edit: dict[str, str]
) -> None:
    outcome = aspect.run(context(proposal(CARE, edit, before=edit)))
    assert set(severities(outcome.findings).values()) <= {"informatie"}


@pytest.mark.parametrize(("before", "after", "value"), [({}, BRANCH, "toename"), (BRANCH, {}, "afname")])
def test_more_cases_are_more_complex_and_fewer_less(
    context: MakeContext, proposal: MakeProposal, before: dict[str, str], after: dict[str, str], value: str
) -> None:
    found = row(aspect.run(context(proposal(CARE, after, before=before))).kader, "complexiteit")
    assert found is not None
    assert found.value == value


def test_the_kader_of_an_assessment_holds_the_rows_that_tests_fill(assess: Assess, proposal: MakeProposal) -> None:
    made = assess(proposal(CARE, BRANCH, published="2025-12-15"))
    rows = {r.id: r for r in made.kader}
    assert len(made.kader) == 11
    assert (rows["complexiteit"].value, rows["invoering"].value) == ("toename", "2026-07-01")
    assert rows["maakbaarheid"].value in KADER["maakbaarheid"].values
    assert rows["portfolio"].status == "niet_beoordeeld"  # the proposal names none


@pytest.mark.parametrize(
    ("kind", "effective", "published", "provider", "found"),
    [
        ("wetsvoorstel", "2026-01-01", "2025-10-01", "Polderdienst", {}),
        ("wetsvoorstel", "2026-03-01", "2025-10-01", "Polderdienst", {"wetstechniek-verandermoment": "aandacht"}),
        ("ministeriële regeling", "2026-04-01", "2025-10-01", "Polderdienst", {}),
        ("AMvB", "2026-04-01", None, "Polderdienst", {"wetstechniek-verandermoment": "aandacht"}),
        ("wetsvoorstel", "2026-01-01", "2025-11-02", "Polderdienst", {"wetstechniek-invoeringstermijn": "ernstig"}),
        ("wetsvoorstel", "2026-01-01", "2025-11-10", "Polderdienst", {"wetstechniek-invoeringstermijn": "ernstig"}),
        ("wetsvoorstel", "2026-01-01", "2025-11-01", "Polderdienst", {}),
        ("wetsvoorstel", "2026-01-01", "2025-11-01", "gemeente", {"wetstechniek-invoeringstermijn": "ernstig"}),
        ("beleidsregel", "2026-03-17", None, "Polderdienst", {}),
    ],
)
def test_moments(
    context: MakeContext, proposal: MakeProposal, kind: str, effective: str, published: str | None, provider: str,
    found: dict[str, str],
) -> None:  # fmt: skip
    made = proposal(CARE, CHANGE, kind=kind, effective=effective, published=published, provider=provider)
    assert severities(aspect.run(context(made)).findings) == found


def test_the_earliest_date_is_the_first_fixed_one_after_the_term(context: MakeContext, proposal: MakeProposal) -> None:
    rules = load_hygiene()
    made = moment(context(proposal(CARE, CHANGE, published="2025-11-02")), rules)
    assert (made.earliest, made.in_time, made.on_fixed_date) == ("2026-07-01", False, True)
    unknown = moment(context(proposal(CARE, CHANGE)), rules)
    assert (unknown.earliest, unknown.in_time) == (None, None)


def test_whole_months() -> None:
    assert months_between("2025-11-01", "2026-01-01") == 2
    assert months_between("2025-11-02", "2026-01-01") == 1
    assert months_between("2026-02-01", "2026-01-01") == -1


def test_a_day_of_publication_that_is_no_date_is_refused(proposal: MakeProposal) -> None:
    with pytest.raises(ProposalError, match="bekendmaking"):
        load_proposal(proposal(CARE, CHANGE, published="2025-13-01"))
