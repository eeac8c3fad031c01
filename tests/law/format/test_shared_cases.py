"""The reduced cases of today's format, read in place: each gives the value that its table asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.law.build import fails
from tests.places import REGELRECHT
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.engine import DataSource, evaluate
from uitvoerbaar.engine.reference.values import Taint, Unknown
from uitvoerbaar.law import LawFileError, load_corpus
from uitvoerbaar.law.check.law_files import check_paths

CASES = REGELRECHT.parents[1] / "cases" / "regelrecht"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"reduced cases not found at {CASES}")

ON = "2025-06-01"


def value(folder: str, law: str, output: str, on: str = ON, sources: tuple[DataSource, ...] = (), **given: Any) -> Any:
    return evaluate(load_corpus([CASES / folder]), law, [output], on, given, sources).outputs[output]


def errors(name: str) -> list[Problem]:
    return [p for p in check_paths([CASES / name], None) if p.level == "error"]


def files(folder: str) -> list[str]:
    return sorted(path.stem for path in (CASES / folder).glob("*.yaml"))


def test_01_one_law_and_date_in_two_files() -> None:
    assert [p.message.split(" staat ook")[0] for p in errors("01-dubbele-id")] == ["'zelfde' met geen valid_from"]
    with pytest.raises(LawFileError, match="staat ook in"):
        load_corpus([CASES / "01-dubbele-id"])


@pytest.mark.parametrize("names", [("register", "register"), ("een", "twee")])
def test_02_two_sources_of_one_name(names: tuple[str, str]) -> None:
    first = DataSource(names[0], "bsn", ({"bsn": "1", "inkomen": 10},), "wet_a")
    second = DataSource(names[1], "bsn", ({"bsn": "1", "inkomen": 1000},), "wet_b")
    assert value("02-bron-zelfde-naam", "wet_a", "som", sources=(first, second), bsn="1") == 1010


def test_03_article_that_a_later_version_lacks() -> None:
    assert errors("03-versie-zonder-artikel") == []
    assert any(
        "van 2025-01-01 heeft geen artikel 8" in p.message
        for p in check_paths([CASES / "03-versie-zonder-artikel"], None)
    )
    assert value("03-versie-zonder-artikel", "hogere_wet", "uitkomst", on="2023-01-01") == 5


@pytest.mark.parametrize("law", ["optellen", "ordenen", "en", "niet"])
def test_04_null_is_absent(law: str) -> None:
    with fails("operand is null"):
        value("04-null-is-afwezig", law, "u", x=None, b=None)


def test_06_optional_parameter() -> None:
    assert value("06-optionele-parameter", "optioneel", "altijd", bsn="1") == 7
    assert value("06-optionele-parameter", "optioneel", "past", bsn="1") == Unknown(frozenset(("bedrag",)))


def test_07_action_that_is_not_needed() -> None:
    assert value("07-niet-nodige-actie", "niet_nodig", "gevraagd", bsn="1") == 7


def test_08_every_newer_file_is_accepted() -> None:
    assert errors("08-schema-nieuwer") == []


def test_08_newer_files_say_what_they_say() -> None:
    assert value("08-schema-nieuwer", "datumdeel", "jaar", d="2024-02-29") == 2024
    assert value("08-schema-nieuwer", "begin_van", "begin", d="2024-02-29") == "2024-02-01"
    assert value("08-schema-nieuwer", "open_term", "u") == 1
    for version in ("6_0", "7_0", "7_1", "8_0"):
        assert value("08-schema-nieuwer", f"niets_nieuws_v0_{version}", "een") == 1
    corpus = load_corpus([CASES / "08-schema-nieuwer"])
    assert dict(evaluate(corpus, "aanvraag", ["een"], ON).outputs) == {"een": 1, "drie": 3}
    tainted = evaluate(corpus, "markering", ["een"], ON, mode="propagate").outputs["een"]
    assert tainted == Taint("1", "x")
    with fails("does not arise") as caught:
        evaluate(corpus, "vervalt", ["een"], ON)
    assert caught.value.kind == "OutputVoided"


@pytest.mark.parametrize(
    "name",
    [
        f"{folder}/{file}"
        for folder in ("09-typecontrole", "10-schema-ongeldig", "18-onbekende-sleutel")
        for file in files(folder)
    ],
)
def test_09_10_18_each_has_one_error(name: str) -> None:
    [problem] = errors(f"{name}.yaml")
    if name.startswith("09"):
        assert f"({Path(name).name[:2].upper()})" in problem.message
    if name.startswith("18"):
        assert "bedoelde u" in str(problem)


def test_13_older_format_is_told_once() -> None:
    [problem] = errors("13-poc-formaat")
    assert "oudere formaat" in problem.message
    assert "2 bestanden" in problem.message
    assert problem.hint


def test_14_older_if_is_told_once() -> None:
    [problem] = errors("14-oude-als-dan")
    assert "oudere vorm van IF" in problem.message
    assert "cases" in str(problem.hint)


def test_text_for_an_amount() -> None:
    found = [p.message for p in errors("../law-and-input/text-for-an-amount")]
    assert "definitie 'bedrag' is '300,00', geen bedrag (getal)" in found
