"""The verdict that is proposed follows from the gravest finding, and names every grave one with what mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.sample import sample
from uitvoerbaar.assess.kader import kader
from uitvoerbaar.assess.verdict import propose, with_answers
from uitvoerbaar.findings import Finding, KaderRow, PersonValue, Text, counts

FOUND = sample().findings[0]


def of(*severities: str) -> list[Finding]:
    return [
        replace(FOUND, id=f"{severity}-{number}", severity=severity, mend=Text(f"m {severity}", f"m {severity}"))
        for number, severity in enumerate(severities)
    ]


@pytest.mark.parametrize(
    ("severities", "value", "reasons", "interaction"),
    [
        ((), "uitvoerbaar", [], "beperkt"),
        (("aandacht", "informatie"), "uitvoerbaar", [], "beperkt"),
        (("aandacht", "ernstig"), "uitvoerbaar_mits", ["ernstig-1"], "middelgroot"),
        (("ernstig", "aandacht", "kritiek"), "niet_uitvoerbaar", ["kritiek-2", "ernstig-0"], "ingrijpend"),
    ],
)
def test_the_gravest_finding_decides(
    severities: tuple[str, ...], value: str, reasons: list[str], interaction: str
) -> None:
    found = of(*severities)
    verdict = propose(found)
    assert verdict.value == value
    assert list(verdict.reasons) == reasons
    assert [text.nl for text in verdict.conditions] == [f"m {reason.partition('-')[0]}" for reason in reasons]
    rows = {row.id: row for row in kader(found, verdict)}
    assert rows["interactie"].value == interaction
    assert rows["eindoordeel"].value == value


def test_the_same_condition_stands_once() -> None:
    assert len(propose(of("ernstig", "ernstig")).conditions) == 1


SAID = PersonValue("2026-07-01", "hoofd planning", "2026-02-01", Text("Ervaring.", "Experience."))
WHOLE = KaderRow("invoering", "beoordeeld", "2026-01-01", Text("x", "x"))


def test_the_answer_of_a_person_stands_beside_that_of_the_machine() -> None:
    rows = {row.id: row for row in kader([], propose([]), [WHOLE], {"invoering": SAID, "portfolio": SAID})}
    assert (rows["invoering"].value, rows["invoering"].status) == ("2026-01-01", "beoordeeld")
    assert rows["invoering"].person == SAID
    assert rows["invoering"].differs
    assert (rows["portfolio"].value, rows["portfolio"].status) == (None, "niet_beoordeeld")
    assert not rows["portfolio"].differs
    assert rows["personeel"].person is None


def test_the_verdict_counts_every_row_once_and_says_where_a_person_differs() -> None:
    rows = kader([], propose([]), [WHOLE], {"invoering": SAID, "portfolio": SAID})
    how = counts(rows)
    # interactie and eindoordeel are proposals in part; nobody filled the other seven
    assert (how.whole, how.part, how.person, how.open, how.differ) == (0, 2, 2, 7, 1)
    assert how.total == len(rows) == 11
    verdict = with_answers(propose([]), rows)
    assert (
        "Van de 11 rijen van het kader: 2 door de machine gedeeltelijk beoordeeld, 2 door een mens beantwoord, "
        "7 niet beoordeeld." in verdict.explanation.nl
    )
    assert "anders dan de machine bij: invoering mogelijk per." in verdict.explanation.nl
    assert "Een mens antwoordt bij: beslag portfolio." in verdict.explanation.nl
    assert verdict.value == "uitvoerbaar"


def test_the_same_answer_in_other_letters_is_no_difference() -> None:
    row = replace(WHOLE, id="personeel", value="2 fte structureel", person=replace(SAID, value=" 2 FTE  structureel"))
    assert not row.differs
    assert replace(row, person=replace(SAID, value="3 fte structureel")).differs


def test_a_person_may_answer_the_final_row_and_the_machine_keeps_its_proposal() -> None:
    rows = kader(of("ernstig"), propose(of("ernstig")), (), {"eindoordeel": replace(SAID, value="uitvoerbaar")})
    assert rows[-1].value == "uitvoerbaar_mits"
    assert rows[-1].differs
    assert "anders dan de machine bij: eindoordeel." in with_answers(propose(of("ernstig")), rows).explanation.nl


def test_two_tests_that_fill_one_row_are_a_defect() -> None:
    with pytest.raises(ValueError, match="'invoering' of the kader is filled by two tests: 2026-01-01, 2027-01-01"):
        kader([], propose([]), [WHOLE, replace(WHOLE, value="2027-01-01")])
    with pytest.raises(ValueError, match="two tests"):
        kader([], propose([]), parts=[WHOLE, WHOLE])


@pytest.mark.parametrize("row", ["eindoordeel", "interactie", "invoerng"])
def test_a_row_that_no_test_may_fill_is_refused_and_not_dropped(row: str) -> None:
    with pytest.raises(ValueError, match=f"'{row}' of the kader is not filled by a test"):
        kader([], propose([]), [replace(WHOLE, id=row)])


def test_the_part_of_businesses_goes_into_the_row_on_interaction() -> None:
    part = KaderRow("interactie", "gedeeltelijk", None, Text("Bedrijven: 3 uur.", "Businesses: 3 hours."))
    row = next(row for row in kader([], propose([]), parts=[part]) if row.id == "interactie")
    assert (row.value, "Bedrijven: 3 uur." in row.explanation.nl) == ("beperkt", True)


def test_the_calendar_of_rules_stands_in_the_row_of_the_plan_with_its_findings() -> None:
    calendar = KaderRow("invoering", "gedeeltelijk", "2026-07-01", Text("k", "k"), findings=("f",), figures=("g",))
    planned = replace(WHOLE, value="tussen a en b", figures=("p",))
    both = {row.id: row for row in kader([], propose([]), [planned], parts=[calendar])}["invoering"]
    assert (both.value, both.findings, both.figures) == ("tussen a en b", ("f",), ("p", "g"))
    assert both.explanation.nl.endswith("(vast verandermoment en termijn na bekendmaking): 1 juli 2026.")
    alone = {row.id: row for row in kader([], propose([]), parts=[calendar])}["invoering"]
    assert alone == calendar
