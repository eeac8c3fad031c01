"""check: a number that one law repeats from another, and a change of only one of the two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shipped_laws.wetsvoorstel import AWIR, BUDGET, CARE, DATE, RENT, exchanged
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.check.copied import check_copied, load_copied
from uitvoerbaar.law.check.law_files import check_paths

SEIZURE = "wetboek_van_burgerlijke_rechtsvordering"
REPEATS = "een wijziging werkt niet vanzelf door"
_LIMIT = "value: {}\n          type_spec: {{unit: eurocent}}\n          description: 'Lid 5."
FLOOR_OF_ALL = (_LIMIT.format(2400), _LIMIT.format(5000))
FLOOR = ("ondergrens: {value: 2400,", "ondergrens: {value: 5000,")


def told(*files: Path) -> list[Problem]:
    return [p for p in check_paths(files, None) if REPEATS in p.message]


def bill(folder: Path, *texts: str) -> list[Path]:
    """The laws as the side of a proposal."""
    side = folder / "na"
    side.mkdir(parents=True)
    (folder / "proposal.yaml").write_text("")
    files = [side / f"wet{number}.yaml" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return files


def test_every_listed_number_is_in_the_shipped_laws_of_today() -> None:
    corpus = load_corpus()
    for one in load_copied():
        for place in (one.source, one.copy):
            entry = max((e for e in corpus.versions[place.law] if e.valid_from <= DATE), key=lambda e: e.valid_from)
            assert place.value(entry.law) is not None, place


def test_the_shipped_laws_repeat_every_number_as_it_is() -> None:
    corpus = load_corpus()
    laws = [entry.law for entry in corpus.entries()]
    assert [*check_copied(corpus, laws, load_copied(), {law.file for law in laws})] == []


def test_one_shipped_file_is_checked_against_the_others() -> None:
    [rent] = laws_dir().glob(f"nl/wet/{SEIZURE}/2026-01-01.yaml")
    assert told(rent) == []


def test_a_floor_that_changes_in_the_awir_alone_is_told_for_every_allowance(tmp_path: Path) -> None:
    [file] = bill(tmp_path, exchanged(AWIR, FLOOR_OF_ALL))
    found = told(file)
    assert [p.level for p in found] == ["warning"] * 3
    assert {law for law in (CARE, RENT, BUDGET) if any(f"'{law}'" in p.message for p in found)} == {CARE, RENT, BUDGET}
    for problem in found:
        assert "5000 eurocent" in problem.message
        assert "2400 eurocent" in problem.message
        assert "value: 5000" in file.read_text().splitlines()[problem.line - 1]


def test_a_floor_that_changes_in_one_allowance_is_told_there(tmp_path: Path) -> None:
    [file] = bill(tmp_path, exchanged(CARE, FLOOR))
    [problem] = told(file)
    assert problem.article == "2"
    assert "ondergrens" in file.read_text().splitlines()[problem.line - 1]


def test_a_floor_that_changes_everywhere_is_no_problem(tmp_path: Path) -> None:
    files = bill(tmp_path, exchanged(AWIR, FLOOR_OF_ALL), *(exchanged(law, FLOOR) for law in (CARE, RENT, BUDGET)))
    assert told(*files) == []


@pytest.mark.parametrize(("law", "old", "new", "part"), [
    (CARE, "percentage_boven_drempel: {value: 0.1373,", "percentage_boven_drempel: {value: 0.14,", "onderdeel E"),
    (RENT, "afbouw_eenpersoonshuishouden: {value: 0.27,", "afbouw_eenpersoonshuishouden: {value: 0.28,", "onderdeel F"),
    (BUDGET, "afbouwpercentage: {value: 0.076,", "afbouwpercentage: {value: 0.08,", "onderdeel K"),
    (BUDGET, "drempelinkomen_partner: {value: 3914100,", "drempelinkomen_partner: {value: 4000000,", "onderdeel L"),
])  # fmt: skip
def test_a_phase_out_that_the_protected_minimum_repeats_is_told(
    tmp_path: Path, law: str, old: str, new: str, part: str
) -> None:
    [file] = bill(tmp_path, exchanged(law, (old, new)))
    [problem] = told(file)
    assert f"'{SEIZURE}'" in problem.message
    assert old.partition(":")[0] in file.read_text().splitlines()[problem.line - 1]


def test_a_later_version_that_is_proposed_is_compared_with_the_copy_that_holds_then(tmp_path: Path) -> None:
    text = exchanged(BUDGET, ("afbouwpercentage: {value: 0.076,", "afbouwpercentage: {value: 0.08,"))
    [file] = bill(tmp_path, text.replace("2026-01-01", "2026-07-01"))
    [problem] = told(file)
    assert "2026-07-01" in problem.message


@pytest.mark.parametrize(("text", "line"), [
    ("overgenomen: []\n", 1),
    ("overgenomen:\n  - {wat: a, bron: b, van: {wet: w, artikel: '1', definitie: d}}\n", 2),
    ("overgenomen:\n  - {wat: a, bron: b, van: {wet: w, artikel: '1'}, bij: [{wet: w, artikel: '1', definitie: d}]}\n", 2),
    ("overgenomen:\n  - {wat: a, bron: b, van: {wet: w, artikel: '1', definitie: d},\n"
     "     bij: [{wet: w, artikel: '1', definitie: d, min: e}]}\n", 2),
    ("overgenomen:\n  - {wat: a, bron: b, van: {wet: w, artikel: '1', definitie: d}, bij: []}\n", 2),
])  # fmt: skip
def test_a_broken_list_is_told_by_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "overgenomen.yaml"
    file.write_text(text)
    with pytest.raises(LawFileError) as error:
        load_copied(file)
    assert [problem.line for problem in error.value.problems] == [line]
