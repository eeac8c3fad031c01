"""Changes laid on each other: articles apart go together, the same thing in two ways waits for a choice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.draft import draft
from uitvoerbaar.proposal.layers import WHOLE_LAW, Layer, NewNumber
from uitvoerbaar.proposal.model import Situation
from uitvoerbaar.proposal.stack import Stack, stacked

DAY, CARE, CHILD = "2026-01-01", "wet_op_de_zorgtoeslag", "wet_kinderopvang"
SINGLE, PARTNER = (f"3#definitions.vermogensgrens_{who}.value" for who in ("alleenstaand", "partner"))
BASE = load_corpus()


def _numbers(law: str, **cents: int) -> Layer:
    names = {"single": SINGLE, "partner": PARTNER}
    return Layer({law: {names[name]: NewNumber(Decimal(value), "cent") for name, value in cents.items()}})


def _file(law: str) -> LawText:
    file = BASE.select(law, DAY).file
    return LawText.of(Path(file).read_bytes(), file)


def _values(stack: Stack, law: str) -> dict[str, object]:
    return {f"{each.article}#{each.dotted}": each.value for each in stack.texts[law].constants}


def _proposal(folder: Path, name: str, old: str, new: str) -> Layer:
    """A proposal that changes words of the law of healthcare allowance."""
    text = _file(CARE)
    assert old in text.text
    place = folder / name
    place.mkdir()
    (place / "wet.yaml").write_text(text.text.replace(old, new), encoding="utf-8")
    return Layer({}, Situation(DAY, (place,)))


def test_nothing_laid_on_the_law_is_the_law() -> None:
    assert stacked(BASE, DAY, []) == Stack()


def test_numbers_of_one_law_go_together() -> None:
    made = stacked(BASE, DAY, [_numbers(CARE, single=10_000_000), _numbers(CARE, partner=15_000_000)])
    assert made.conflicts == ()
    values = _values(made, CARE)
    assert (values[SINGLE], values[PARTNER]) == (10_000_000, 15_000_000)


def test_one_number_in_two_ways_is_a_conflict_until_one_is_chosen() -> None:
    layers = [_numbers(CARE, single=10_000_000), _numbers(CARE, single=12_000_000)]
    made = stacked(BASE, DAY, layers)
    (conflict,) = made.conflicts
    assert (conflict.law, conflict.item, conflict.article) == (CARE, SINGLE, "3")
    assert conflict.says == ((0, Decimal(10_000_000)), (1, Decimal(12_000_000)))
    assert made.texts == {}
    for held, value in enumerate((10_000_000, 12_000_000)):
        chosen = stacked(BASE, DAY, layers, {conflict.key: held})
        assert chosen.conflicts == ()
        assert _values(chosen, CARE)[SINGLE] == value


def test_the_same_number_in_the_same_way_is_no_conflict() -> None:
    made = stacked(BASE, DAY, [_numbers(CARE, single=10_000_000)] * 2)
    assert made.conflicts == ()
    assert _values(made, CARE)[SINGLE] == 10_000_000


def test_a_proposal_alone_lies_there_as_it_is() -> None:
    proposal = load_proposal("alles-of-niets-2026")
    made = stacked(BASE, DAY, [Layer({}, proposal.after)])
    assert [path.name for path in made.files] == ["wet_kinderopvang.yaml"]
    assert (made.texts, made.conflicts) == ({}, ())


def test_a_pinned_version_stays_pinned() -> None:
    before = load_proposal("huurtoeslag-2026").before
    made = stacked(BASE, DAY, [Layer({}, before)])
    assert made.pins == {"wet_op_de_huurtoeslag": "2025-01-01"}
    assert made.files == ()


def test_numbers_on_a_pinned_version_are_those_of_that_version(tmp_path: Path) -> None:
    """What the law of 2026 calls its control stands in every article that the older version has otherwise: a conflict."""
    before = load_proposal("huurtoeslag-2026").before
    rent = "wet_op_de_huurtoeslag"
    control = next(
        f"{each.article}#{each.dotted}" for each in _file(rent).constants if each.article == "13" and each.name
    )
    number = Layer({rent: {control: NewNumber(Decimal(1_000), "cent")}})
    made = stacked(BASE, DAY, [Layer({}, before), number])
    (conflict,) = made.conflicts
    assert (conflict.item, [value for _, value in conflict.says]) == ("13", [None, Decimal(1_000)])
    chosen = stacked(BASE, DAY, [Layer({}, before), number], {conflict.key: 1})
    assert chosen.pins == {rent: "2025-01-01"}
    assert _values(chosen, rent)[control] == 1_000
    corpus = chosen.situation(DAY, tmp_path).corpus(BASE)
    assert corpus.select(rent, DAY).article("13") is not None


def _line_with(control: str, value: str) -> tuple[str, str]:
    """The line of the law that has a number, and the same with another one."""
    found = next(each for each in _file(CARE).constants if f"{each.article}#{each.dotted}" == control)
    line = _file(CARE).text.splitlines()[found.place.line - 1]
    assert str(found.value) in line
    return line, line.replace(str(found.value), value, 1)


def test_articles_apart_go_together_and_the_rest_stays_to_the_letter(tmp_path: Path) -> None:
    rate = next(f"2#{each.dotted}" for each in _file(CARE).constants if each.article == "2" and each.name)
    two, three = _line_with(rate, "7"), _line_with(SINGLE, "10000000")
    layers = [_proposal(tmp_path, "twee", *two), _proposal(tmp_path, "drie", *three)]
    for order in (layers, layers[::-1]):
        made = stacked(BASE, DAY, order)
        assert made.conflicts == ()
        assert made.texts[CARE].text == _file(CARE).text.replace(*two).replace(*three)
    made = stacked(BASE, DAY, [layers[0], _numbers(CARE, single=10_000_000)])
    assert made.conflicts == ()
    assert (_values(made, CARE)[rate], _values(made, CARE)[SINGLE]) == (7, 10_000_000)


def test_one_article_rewritten_twice_is_a_conflict_and_the_chosen_one_is_taken_whole(tmp_path: Path) -> None:
    layers = [
        _proposal(tmp_path, name, *_line_with(SINGLE, value)) for name, value in (("a", "10000000"), ("b", "12000000"))
    ]
    (conflict,) = stacked(BASE, DAY, layers).conflicts
    assert (conflict.item, conflict.says) == ("3", ((0, None), (1, None)))
    for held, value in enumerate((10_000_000, 12_000_000)):
        made = stacked(BASE, DAY, layers, {conflict.key: held})
        assert _values(made, CARE)[SINGLE] == value


def test_an_article_more_is_a_conflict_of_the_whole_law(tmp_path: Path) -> None:
    text = _file(CARE)
    more = text.text.rstrip() + "\n\n  - number: '99'\n    text: Een artikel.\n    url: https://wetten.overheid.nl\n"
    place = tmp_path / "meer"
    place.mkdir()
    (place / "wet.yaml").write_text(more, encoding="utf-8")
    other = _proposal(tmp_path, "a", "146.011", "100.000")
    (conflict,) = stacked(BASE, DAY, [Layer({}, Situation(DAY, (place,))), other]).conflicts
    assert conflict.item == WHOLE_LAW


@pytest.mark.parametrize("choice", [{(CARE, SINGLE): 7}, {(CHILD, SINGLE): 0}, {(CARE, "3"): 0}])
def test_a_choice_of_something_else_settles_nothing(choice: dict[tuple[str, str], int]) -> None:
    layers = [_numbers(CARE, single=10_000_000), _numbers(CARE, single=12_000_000)]
    assert stacked(BASE, DAY, layers, choice).conflicts


def test_a_stack_is_law_that_can_be_read(tmp_path: Path) -> None:
    made = stacked(
        BASE, DAY, [Layer({}, load_proposal("alles-of-niets-2026").after), _numbers(CARE, single=10_000_000)]
    )
    corpus = made.situation(DAY, tmp_path).corpus(BASE)
    assert Path(corpus.select(CARE, DAY).file).parent == tmp_path
    assert "alles-of-niets" in corpus.select(CHILD, DAY).file
    assert draft(DAY).before.corpus(BASE).select(CARE, DAY).file != corpus.select(CARE, DAY).file
