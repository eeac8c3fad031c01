"""A law is read once, not at every movement; what its amending act says is written once, and never before the first figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.desk.workbench.bench import DAY, DIAL, HERE, LAW, moved, settled
from uitvoerbaar.base.language import language
from uitvoerbaar.desk.compute import Compute
from uitvoerbaar.desk.compute.states import DONE, RUNS, State
from uitvoerbaar.desk.workbench import written
from uitvoerbaar.desk.workbench.changes import changes_of, numbers_of
from uitvoerbaar.face.laws import laws

ASKED = (f"{HERE}/cijfers?op={DAY}&{moved(DIAL, '100.000')}&wie=hand&nummer=1", "In artikel 3 wordt «146.011 euro»")
NUMBERS = ((LAW, ((DIAL, (Decimal(10_000_000), "cent")),)),)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is read of files and written of changes."""
    done: list[str] = []

    def seen(name: str) -> None:
        function = getattr(written, name)

        def counting(*given: Any) -> Any:
            done.append(name)
            return function(*given)

        monkeypatch.setattr(written, name, counting)

    kept = (written._dials, written._text, written._written)
    for each in kept:
        each.cache_clear()
    for name in ("article_dials", "law_text", "amended_numbers"):
        seen(name)
    yield done
    for each in kept:
        each.cache_clear()


def test_asking_again_of_one_position_reads_and_writes_nothing_anew(
    browser: Client, served: None, counted: list[str]
) -> None:
    address, sentence = ASKED
    assert sentence in settled(browser, address)
    assert sorted(counted) == ["amended_numbers", "article_dials", "law_text"]
    assert sentence in browser.get(address).content.decode()
    settled(browser, f"{HERE}/cijfers?op={DAY}&{moved(DIAL, '110.000')}&wie=hand&nummer=2")
    assert sorted(counted) == ["amended_numbers", "amended_numbers", "article_dials", "law_text"]


def test_the_first_figures_do_not_wait_for_the_sentences_and_the_last_have_them(
    browser: Client, served: None, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, sentence = ASKED[0].replace("wie=hand", "wie=ander"), ASKED[1]
    settled(browser, address)
    (part,) = _parts(browser, address)
    written._written.cache_clear()
    counted.clear()

    def ask(self: Compute, kind: str, arguments: Mapping[str, Any], who: str, number: int, **how: Any) -> State:
        counted.append("asked")
        return State("x", who, number, DONE if how.get("seen") else RUNS, parts=(part,), seen=1)

    monkeypatch.setattr(Compute, "ask", ask)
    first = browser.get(address).content.decode()
    assert counted == ["asked"]
    assert "facts keys" in first
    assert sentence not in first
    assert sentence in browser.get(f"{address}&deel=1").content.decode()
    assert counted[1] == "amended_numbers", "written before all households are waited for"
    assert counted[2:] == ["asked"] * 3


def _parts(browser: Client, address: str) -> list[Any]:
    return browser.get(address.replace("/cijfers", ".json", 1)).json()["figures"]["parts"]


def test_what_is_kept_is_of_these_numbers_and_of_this_language() -> None:
    of = laws(on=DAY)
    said = written.written(of, NUMBERS).sentences
    other = written.written(of, ((LAW, ((DIAL, (Decimal(11_000_000), "cent")),)),)).sentences
    assert "100.000 euro" in said
    assert "110.000 euro" in other
    wrong = ((LAW, (("3#geen", (Decimal(1), "cent")),)),)
    told = {}
    for lang in ("nl", "en"):
        with language(lang):
            told[lang] = written.written(of, wrong)
    assert told["nl"].trouble != told["en"].trouble
    assert not told["nl"].sentences


def test_numbers_of_changes_are_those_that_can_be_followed() -> None:
    words = (f"{LAW}~{DIAL}~100.000", f"{LAW}~3#geen~1", f"{LAW}~{DIAL.replace('alleenstaand', 'partner')}~veel")
    assert numbers_of(changes_of(laws(on=DAY), words)) == NUMBERS
