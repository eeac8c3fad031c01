"""Room for judgement and conflict-provoking features, found in small edits of a law."""

from __future__ import annotations

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.room import aspect
from uitvoerbaar.assess.aspects.room.measure import Features
from uitvoerbaar.assess.reading.data import load_room_rules
from uitvoerbaar.findings import Finding

CARE = "wet_opvangtoeslag"
ALL_OR_NOTHING = "{operation: GREATER_THAN_OR_EQUAL, subject: $betaald, value: $kosten}"
SOMETHING = "{operation: GREATER_THAN, subject: $betaald, value: 0}"
TEXT = "De toeslag is 80 procent van de betaalde kosten."
HARDSHIP = f"{TEXT} De dienst kan afwijken als dat een onbillijkheid van overwegende aard geeft."
MARKED = {
    "      definitions:\n        deel: 0.80": "      untranslatables:\n"
    "        - {construct: hardheidsclausule, reason: een mens beslist, accepted: true}\n"
    "      definitions:\n        deel: 0.80"
}


def ids(findings: list[Finding]) -> dict[str, str]:
    return {f.id: f.severity for f in findings}


def test_a_switch_to_all_or_nothing_is_serious_and_names_its_line(context: MakeContext, proposal: MakeProposal) -> None:
    found = aspect.run(context(proposal(CARE, {SOMETHING: ALL_OR_NOTHING}))).findings
    finding = next(f for f in found if f.id == "ruimte-alles_of_niets-nieuw")
    assert (finding.severity, finding.law, finding.article) == ("ernstig", CARE, "2")
    assert finding.file is not None
    assert finding.line is not None
    with open(finding.file, encoding="utf-8") as file:
        assert "GREATER_THAN_OR_EQUAL" in file.readlines()[finding.line - 1]


def test_the_way_back_is_for_information(context: MakeContext, proposal: MakeProposal) -> None:
    found = ids(aspect.run(context(proposal(CARE, {}, before={SOMETHING: ALL_OR_NOTHING}))).findings)
    assert found["ruimte-alles_of_niets-vervalt"] == "informatie"
    assert "ruimte-alles_of_niets-nieuw" not in found


def test_a_hardship_clause_that_goes_is_serious(context: MakeContext, proposal: MakeProposal) -> None:
    found = ids(aspect.run(context(proposal(CARE, {}, before={TEXT: HARDSHIP}))).findings)
    assert found["ruimte-opvangtoeslag-minder"] == "ernstig"


def test_a_hardship_clause_that_comes_is_good_news_also_when_only_marked(
    context: MakeContext, proposal: MakeProposal
) -> None:
    for edit in ({TEXT: HARDSHIP}, MARKED):
        found = ids(aspect.run(context(proposal(CARE, edit))).findings)
        assert found["ruimte-opvangtoeslag-meer"] == "informatie"


def test_words_that_deny_room_give_none(context: MakeContext, proposal: MakeProposal) -> None:
    denied = f"{TEXT} Er is geen hardheidsclausule."
    assert "ruimte-opvangtoeslag-meer" not in ids(aspect.run(context(proposal(CARE, {TEXT: denied}))).findings)


def test_room_that_was_and_stays_absent_is_in_the_table_and_no_finding(
    context: MakeContext, proposal: MakeProposal
) -> None:
    made = aspect.run(context(proposal(CARE, {"deel: 0.80": "deel: 0.70"})))
    assert ids(made.findings) == {}
    rows = next(f for f in made.figures if f.id == "ruimte-besluiten").rows
    assert any(row["voor"] == row["na"] and row["na"].nl.startswith("niet gevonden") for row in rows)  # type: ignore[union-attr]


def test_a_fine_that_comes_is_noticed(context: MakeContext, proposal: MakeProposal) -> None:
    edit = {TEXT: f"{TEXT} Wie te veel opgeeft, krijgt een boete."}
    assert ids(aspect.run(context(proposal(CARE, edit))).findings)["ruimte-sanctie-nieuw"] == "aandacht"


def test_a_floor_or_a_threshold_that_builds_up_is_not_all_or_nothing(
    context: MakeContext, proposal: MakeProposal
) -> None:
    floor = {
        "          - output: hoogte_opvangtoeslag\n            value:\n": "          - output: bedrag\n            value:\n",
        "              default: 0\n": "              default: 0\n"
        "          - output: hoogte_opvangtoeslag\n"
        "            value:\n"
        "              operation: IF\n"
        "              cases:\n"
        "                - {when: {operation: LESS_THAN, subject: $bedrag, value: 2400}, then: 0}\n"
        "              default: $bedrag\n",
    }
    built = {
        "then: {operation: FLOOR, precision: 0, value: {operation: MULTIPLY, values: [$deel, $betaald]}}":
        "then: {operation: SUBTRACT, values: [$betaald, 50000]}",
        "                - when: $heeft_recht_op_opvangtoeslag\n":
        "                - when: {operation: GREATER_THAN, subject: $betaald, value: 50000}\n",
    }  # fmt: skip
    for edit in (floor, built):
        assert "ruimte-alles_of_niets-nieuw" not in ids(aspect.run(context(proposal(CARE, edit))).findings)


def test_schemes_in_a_title_are_one_enumeration_inside_a_sentence(context: MakeContext) -> None:
    ctx = context("alles-of-niets")
    schemes = ctx.settings.schemes[:2]
    shown, rules = Features({"alles_of_niets": "x"}), load_room_rules()
    finding = aspect._feature_finding(ctx, schemes, "alles_of_niets", shown, rules, new=False)
    names = [scheme.name.nl for scheme in schemes]
    assert all(name[0].isupper() for name in names)
    assert f"bij {', '.join(name[0].lower() + name[1:] for name in names)}: " in finding.title.nl
