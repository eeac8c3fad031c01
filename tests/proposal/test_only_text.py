"""An article that a proposal adds or changes and that is text alone is told by check and beside every outcome."""

from __future__ import annotations

from pathlib import Path

import uitvoerbaar as uv
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.law.not_modelled import gaps
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.proposal.doubts import _only_text

ADDED = "  - number: '6'\n    text: Wie rookt, krijgt de helft.\n    url: https://example.org/6\n"


def shipped() -> str:
    found = next(laws_dir().rglob("wet_op_de_zorgtoeslag/2026-01-01.yaml"))
    return found.read_text(encoding="utf-8")


def told(text: str) -> list[str]:
    law, before = parse_text(text, "/ergens/wet.yaml"), parse_text(shipped(), "/ergens/wet.yaml")
    return [problem.message for problem in _only_text(before, law)]


def test_a_new_article_without_rules() -> None:
    assert told(shipped()) == []
    assert told(shipped() + ADDED) == ["artikel 6 is nieuw en heeft alleen tekst; wat het bepaalt, is niet meegerekend"]


def test_an_article_without_rules_that_is_changed() -> None:
    changed = shipped().replace("Dienst Toeslagen voert deze wet uit.", "De gemeente voert deze wet uit.")
    assert changed != shipped()
    [said] = told(changed)
    assert said.startswith("artikel 5 is gewijzigd en heeft alleen tekst")


def test_an_article_that_loses_its_rules() -> None:
    start = "    machine_readable:\n      execution:\n        output:\n          - {name: woonlandfactor"
    head, rules, rest = shipped().partition(start)
    assert rules
    rest = rest[rest.index("  - number: '5'") :]
    [said] = told(head + rest)
    assert said.startswith("artikel 4a had regels en heeft nu alleen tekst")


def test_a_repealed_article_provides_for_nothing() -> None:
    for words in ("Vervallen.", "'[Vervallen per 01-01-2026]'"):
        text = shipped() + ADDED.replace("Wie rookt, krijgt de helft.", words)
        assert told(text) == []
        assert not [one for one in gaps(parse_text(text, "/ergens/wet.yaml")) if "alleen de tekst" in one.what.nl]
    assert told(shipped() + ADDED.replace("Wie rookt", "Vervallen rechten worden betaald; wie rookt")) != []


def test_an_outcome_under_it_says_so_and_a_shipped_law_does_not(tmp_path: Path) -> None:
    (tmp_path / "wet.yaml").write_text(shipped() + ADDED, encoding="utf-8")
    found = gaps(parse_text((tmp_path / "wet.yaml").read_text(encoding="utf-8"), str(tmp_path / "wet.yaml")))
    assert [one.article for one in found if "alleen de tekst" in one.what.nl] == ["6"]
    case = uv.laws(on="2026-01-01").explain("zorgtoeslag", uv.case()).text()
    assert "alleen de tekst in het bestand" not in case
