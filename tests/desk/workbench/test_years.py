"""The numbers of an article over the years: one row is changed and no other, from a later day on, with figures and proposals."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.desk.workbench.bench import ARTICLE, DAY, DIAL, LAW, PARTNER, settled
from tests.lang.words import leaks
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.workbench.years.address import NEW, field_name
from uitvoerbaar.face.check import check
from uitvoerbaar.face.years import from_day, proposal_from, version_text, versions_of
from uitvoerbaar.law.model import Definition, Law
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.proposal import load_proposal

HERE = f"/werkbank/{LAW}/artikel/{ARTICLE}/jaren"
LATER = "2027-07-01"


def _query(*words: str, **others: str) -> str:
    return urlencode([("op", DAY), *(("j", word) for word in words), *others.items()])


def _rows(browser: Client, *words: str, **others: str) -> dict[str, Any]:
    twin = browser.get(f"{HERE}.json?{_query(*words, **others)}").json()
    return {row["from"]: row for row in twin["rows"]}


def _limit(law: Law) -> Definition:
    rules = next(each for each in law.articles if each.number == ARTICLE).rules
    assert rules is not None
    return rules.definitions["vermogensgrens_alleenstaand"]


def _values(row: dict[str, Any]) -> tuple[str, str]:
    return row["numbers"][DIAL]["value"], row["numbers"][PARTNER]["value"]


def _bare(text: str) -> str:
    return re.sub(r"\s*<", "<", text).strip()


def _opened(browser: Client, tmp_path: Path, *words: str) -> list[Path]:
    answer = browser.get(f"{HERE}/voorstel.zip?{_query(*words)}")
    assert answer.status_code == 200, answer.content.decode()
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    return sorted(tmp_path.iterdir())


def test_a_row_stands_for_every_version_with_its_source(browser: Client) -> None:
    of, rows = laws_on(DAY), _rows(browser)
    assert list(rows) == sorted(entry.valid_from for entry in of.corpus.versions[LAW])
    for day, row in rows.items():
        told = _limit(of.corpus.select(LAW, day))
        assert (row["numbers"][DIAL]["law"], row["numbers"][DIAL]["source"]) == (str(told.value), told.description)
    states = [rows[day]["state"] for day in rows]
    assert states == [*["was"] * (len(rows) - 1), "nu"]


def test_one_year_is_changed_and_no_other(browser: Client) -> None:
    before, after = _rows(browser), _rows(browser, f"2025-01-01~{DIAL}~100.000")
    assert _values(after.pop("2025-01-01")) == ("10000000", _values(before.pop("2025-01-01"))[1])
    assert {day: _values(row) for day, row in after.items()} == {day: _values(row) for day, row in before.items()}


def test_from_a_later_day_on_what_came_before_stays_and_what_is_above_is_taken_over(browser: Client) -> None:
    rows = _rows(browser, f"{LATER}~{PARTNER}~190.000", f"{DAY}~{DIAL}~100.000")
    assert _values(rows[DAY]) == ("10000000", "18463300")
    assert _values(rows[LATER]) == ("10000000", "19000000")
    assert (rows[DAY]["until"], rows[LATER]["until"], rows[LATER]["new"]) == ("2027-06-30", "", True)
    between = _rows(browser, f"2025-07-01~{DIAL}~100.000")
    assert (between["2025-07-01"]["until"], _values(between[DAY])[0]) == ("2025-12-31", "14601100")


def test_the_form_leads_to_the_address_of_what_is_changed_alone(browser: Client) -> None:
    typed = {
        field_name(DAY, DIAL): "€ 100 000",
        field_name("2025-01-01", DIAL): "141.896",  # as the law has it
        field_name("2024-01-01", PARTNER): "veel",
        "vanaf": "1-7-2027",
        field_name(NEW, PARTNER): "190.000",
    }
    answer = browser.post(f"{HERE}?op={DAY}", typed)
    assert answer.status_code == 303
    rows = browser.get(answer["Location"].replace("/jaren?", "/jaren.json?")).json()["rows"]
    here = {(row["from"], name) for row in rows for name, each in row["numbers"].items() if each["changed_here"]}
    assert here == {(DAY, DIAL), ("2024-01-01", PARTNER), (LATER, PARTNER)}
    text = unescape(browser.get(answer["Location"]).content.decode())
    assert "'veel' is geen getal" in text
    assert 'value="veel"' in text


@pytest.mark.parametrize(
    ("words", "others", "told"),
    [
        ([f"2018-01-01~{DIAL}~100.000"], {}, "was er nog niet op 2018-01-01"),
        ([f"2026-02-30~{DIAL}~100.000"], {}, "is geen datum"),
        ([f"{DAY}~3#definitions.weg.value~1"], {}, "dit getal is er niet in de wet van"),
        (["rommel"], {}, "niet te lezen"),
        ([], {"vanaf": "morgen"}, "is geen datum"),
        ([f"{DAY}~{DIAL}~-5"], {}, "kies van 0 tot en met"),
    ],
)
def test_what_cannot_be_followed_says_why_and_nothing_is_taken_along(
    browser: Client, words: list[str], others: dict[str, str], told: str
) -> None:
    query = _query(*words, **others)
    answer = browser.get(f"{HERE}?{query}")
    assert answer.status_code == 200
    assert told in unescape(answer.content.decode())
    assert browser.get(f"{HERE}/voorstel.zip?{query}").status_code == 400


def test_a_new_row_without_its_day_is_asked_for_it_and_keeps_what_was_typed(browser: Client) -> None:
    answer = browser.post(f"{HERE}?op={DAY}", {field_name(NEW, DIAL): "100.000", "vanaf": " "})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "vanaf welke dag" in text
    assert f'name="{field_name(NEW, DIAL)}" value="100.000"' in text


def test_a_proposal_for_each_day_has_the_version_of_that_day_and_is_taken(browser: Client, tmp_path: Path) -> None:
    folders = _opened(browser, tmp_path, f"{DAY}~{DIAL}~100.000", f"{LATER}~{PARTNER}~190.000")
    assert [folder.name for folder in folders] == [f"vanaf-{DAY}", f"vanaf-{LATER}"]
    base = laws_on(DAY).corpus
    for folder, day in zip(folders, (DAY, LATER), strict=True):
        proposal = load_proposal(str(folder))
        assert [one.message for one in check(folder).problems if one.level == "error"] == []
        after = proposal.after.corpus(base)
        assert (proposal.after.date, after.select(LAW, day).valid_from) == (day, day)
        assert _limit(after.select(LAW, day)).value == 10_000_000
        # The day before, and every other version, is the law as it was.
        others = [each.valid_from for each in base.versions[LAW] if each.valid_from != day]
        for other in [*others, *(["2027-06-30"] if day == LATER else [])]:
            assert after.select(LAW, other).articles == base.select(LAW, other).articles


def test_the_sentences_of_a_later_row_start_from_the_row_before(browser: Client) -> None:
    twin = browser.get(f"{HERE}.json?{_query(f'{DAY}~{DIAL}~100.000', f'{LATER}~{DIAL}~120.000')}").json()
    assert [each["sentences"] for each in twin["acts"]] == [
        "In artikel 3 wordt «146.011 euro» vervangen door «100.000 euro».",
        "In artikel 3 wordt «100.000 euro» vervangen door «120.000 euro».",
    ]


def test_the_figures_of_a_row_are_those_of_the_workbench_on_its_day(browser: Client, served: None) -> None:
    for day in (DAY, LATER):
        row = settled(browser, f"{HERE}/cijfers?{_query(f'{day}~{DIAL}~100.000', dag=day)}")
        bench = settled(browser, f"/werkbank/{LAW}/artikel/{ARTICLE}/cijfers?op={day}&d.{quote(DIAL, safe='')}=100.000")
        told = _bare(row.partition("<dl")[2].partition("</dl>")[0])
        assert "schatkist" in told
        assert told in _bare(bench)
    assert browser.get(f"{HERE}/cijfers?{_query(dag=DAY)}").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "words", [[], [f"{DAY}~{DIAL}~100.000", f"{LATER}~{PARTNER}~veel"], ["~~", "x~<b>1</b>~\x00", "a" * 500]]
)
def test_the_page_is_whole_in_both_languages(browser: Client, words: list[str], lang: str) -> None:
    answer = browser.get(f"{HERE}?{_query(*words)}&taal={lang}")
    assert answer.status_code == 200
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert leaks(" ".join(found.words), lang) == []


def test_the_workbench_leads_there_with_its_numbers(browser: Client) -> None:
    words = f"op={DAY}&d.{quote(DIAL, safe='')}=100.000"
    links = Page(browser.get(f"/werkbank/{LAW}/artikel/{ARTICLE}?{words}").content.decode()).links
    there = next(each for each in links if "/jaren?" in each)
    rows = browser.get(there.replace("/jaren?", "/jaren.json?")).json()["rows"]
    assert {row["from"]: row["numbers"][DIAL]["value"] for row in rows}[DAY] == "10000000"


def test_every_version_of_every_law_can_begin_on_another_day_and_differs_in_that_alone() -> None:
    of = laws_on(DAY)
    for law, entries in of.corpus.versions.items():
        for entry in entries:
            text = version_text(of, law, entry.valid_from)
            day = entry.law.valid_to or "2031-05-01"
            made = from_day(text, day)
            assert parse_text(made.text, made.file).valid_from == day
            differs = [
                pair for pair in zip(text.text.split("\n"), made.text.split("\n"), strict=False) if pair[0] != pair[1]
            ]
            assert len(differs) == 1
    assert versions_of(of, LAW, "99") == ()


def test_a_proposal_of_nothing_is_refused() -> None:
    from uitvoerbaar.base.errors import UserError
    from uitvoerbaar.base.text import Text
    from uitvoerbaar.face.article_text import Draft

    with pytest.raises(UserError):
        proposal_from(version_text(laws_on(DAY), LAW, DAY), LATER, {}, Draft(Text("x"), LATER))
