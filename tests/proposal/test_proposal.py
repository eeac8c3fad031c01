"""A proposal folder is read in full, and its two sides see the law as they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fictional.country import HERE
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.text import Text
from uitvoerbaar.law import load_corpus
from uitvoerbaar.proposal import ProposalError, Situation, find_proposal, load_proposal, shipped_proposals

POLDER = HERE / "data"
HARD = POLDER / "proposals" / "hard-blijft-hard"


def percentage(situation: Situation) -> object:
    """The share of costs that the childcare allowance of a situation pays."""
    corpus = situation.corpus(load_corpus([POLDER / "laws"]))
    law = corpus.select("wet_opvangtoeslag", situation.date)
    article = next(a for a in law.articles if a.number == "3")
    assert article.rules is not None
    return article.rules.definitions["deel"].value


def test_everything_in_the_file_is_read() -> None:
    found = load_proposal(str(HARD))
    assert found.id == "hard-blijft-hard"
    assert found.title == Text("Alles of niets van 80 naar 85 procent", "All or nothing from 80 to 85 percent")
    assert (found.kind, found.decides, found.carries_out) == (
        "wetsvoorstel", "Ministerie van Polderland", ("Polderdienst",),
    )  # fmt: skip
    assert (found.effective, found.before.date, found.after.date) == ("2026-01-01",) * 3
    assert found.changed_laws == {"wet_opvangtoeslag"}
    assert found.changes[0].article == "2"
    assert found.numbers_source == Text("Verzonnen.", "Invented.")
    assert found.areas == (), "the whole country"


def test_the_file_itself_may_be_named() -> None:
    assert load_proposal(str(HARD / "proposal.yaml")) == load_proposal(str(HARD))


def test_the_folder_laws_belongs_to_after_and_wetten_names_another() -> None:
    found = load_proposal(str(HARD))
    assert found.after.laws == (HARD / "laws",)
    assert found.before.laws == (HARD / "voor",)
    assert str(percentage(found.before)) == "0.8"
    assert str(percentage(found.after)) == "0.85"


def test_without_changed_laws_a_side_is_the_corpus_itself() -> None:
    found = load_proposal(str(POLDER / "proposals" / "lager-deel"))
    assert found.before.laws == ()
    base = load_corpus([POLDER / "laws"])
    assert found.before.corpus(base) is base
    assert str(percentage(found.before)) == "0.8"
    assert str(percentage(found.after)) == "0.5"


def test_a_pin_fixes_a_law_to_a_version_on_every_date() -> None:
    corpus = Situation("2026-01-01", pins={"wet_op_de_huurtoeslag": "2025-01-01"}).corpus(load_corpus())
    assert "2025-01-01" in corpus.select("wet_op_de_huurtoeslag", "2026-01-01").file
    assert "2025-01-01" in corpus.select("wet_op_de_huurtoeslag", "1990-01-01").file
    assert "2026-01-01" in corpus.select("wet_op_de_zorgtoeslag", "2026-01-01").file


def test_a_pin_on_an_unknown_version_names_those_that_exist() -> None:
    with pytest.raises(ProposalError, match=r"geen versie van 1999-01-01; er zijn: .*2026-01-01"):
        Situation("2026-01-01", pins={"wet_op_de_zorgtoeslag": "1999-01-01"}).corpus(load_corpus())


def test_a_broken_law_of_a_proposal_is_told_even_when_nothing_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "anders.yaml").write_text("$id: anders\n", encoding="utf-8")
    with pytest.raises(LawFileError, match=r"anders\.yaml"):
        Situation("2026-01-01", (tmp_path,)).corpus(load_corpus([POLDER / "laws"]))


def test_every_problem_of_a_file_is_told_in_one_run(tmp_path: Path) -> None:
    text = (HARD / "proposal.yaml").read_text(encoding="utf-8")
    text = text.replace("wetsvoorstel", "wetsvorstel").replace('ingangsdatum: "2026-01-01"', "ingangsdatum: morgen")
    (tmp_path / "proposal.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProposalError) as caught:
        load_proposal(str(tmp_path))
    lines = {problem.line for problem in caught.value.problems}
    assert len(caught.value.problems) == 3  # also the folder that `voor` names is not there
    assert len(lines) == 3


@pytest.mark.parametrize("name", shipped_proposals())
def test_shipped_proposals_are_read_and_both_sides_have_their_laws(name: str) -> None:
    found = load_proposal(name)
    assert (found.id, found.called) == (name, name)
    base = load_corpus()
    for side in (found.before, found.after):
        corpus = side.corpus(base)
        for law in found.changed_laws:
            assert corpus.select(law, side.date).articles
    for text in (found.title, found.summary, found.numbers_source, *(c.before for c in found.changes)):
        assert text is not None
        assert text.en


@pytest.mark.parametrize("name", shipped_proposals())
def test_the_two_sides_of_a_shipped_proposal_differ_in_the_laws_that_it_says(name: str) -> None:
    found, base = load_proposal(name), load_corpus()
    before, after = (side.corpus(base) for side in (found.before, found.after))
    different = {
        law
        for law in {*before.versions, *after.versions}
        if law in found.changed_laws
        and before.select(law, found.before.date).file != after.select(law, found.after.date).file
    }
    assert different == found.changed_laws


def test_a_proposal_that_is_not_shipped_is_called_by_its_folder() -> None:
    assert load_proposal(str(HARD)).called == str(HARD)


def test_an_unknown_name_suggests_a_shipped_one() -> None:
    with pytest.raises(ProposalError, match="bedoelde u 'huurtoeslag-2026'"):
        find_proposal("huurtoeslag-2062")
