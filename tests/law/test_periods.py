"""For which period a law determines an amount: data with a source, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shipped_laws.personen import corpus
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.law.periods import periods


def test_every_rule_is_of_outputs_that_every_version_of_the_law_has() -> None:
    missing = [
        (rule.law, entry.valid_from, name)
        for rule in periods().rules
        for entry in corpus().versions[rule.law]
        for name in (rule.output, rule.counts)
        if entry.law.producer(rule.output) is not None and entry.law.producer(name) is None
    ]
    assert not missing
    assert all(rule.source for rule in periods().rules)


def test_the_law_by_which_a_year_is_granted_has_the_output() -> None:
    settled = {rule.settled for rule in periods().rules if rule.settled is not None}
    assert settled
    for one in settled:
        for entry in corpus().versions[one.law]:
            article = entry.law.producer(one.output)
            assert article is not None
            assert article.rules is not None
            assert one.parameter in {p.name for p in article.rules.parameters}


def test_a_broken_file_is_told_by_line(tmp_path: Path) -> None:
    file = tmp_path / "perioden.yaml"
    file.write_text(
        "regels:\n"
        "  - {wet: a, uitkomst: x, tijdvak: week, hoe: {nl: a, en: b}, bron: c}\n"
        "  - {wet: a, uitkomst: x, tijdvak: kwartaal, naar_dagen: true, hoe: {nl: a, en: b}, bron: c}\n"
        "  - {wet: a, uitkomst: x, tijdvak: maand, hoe: {nl: a, en: b}}\n"
        "  - {wet: a, uitkomst: x, tijdvak: maand, deel: 0, hoe: {nl: a}, bron: c, vaststelling: {wet: b}}\n"
        "jaarvelden: {velden: [x]}\n",
        encoding="utf-8",
    )
    with pytest.raises(LawFileError) as error:
        periods(file)
    assert {problem.line for problem in error.value.problems} == {2, 3, 4, 5, 6}


def test_a_folder_of_data_without_the_file_has_no_rules(tmp_path: Path) -> None:
    assert periods(tmp_path / "perioden.yaml").rules == ()
