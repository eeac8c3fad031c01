"""The first page: the story from the numbers, what weighs most, and nothing on it that the proposal does not change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.report.sample import sample
from uitvoerbaar.base.numbers import uncapital
from uitvoerbaar.findings import KADER, Assessment, Column, Encoding, Figure, Finding, Group, KaderRow, Range, Text
from uitvoerbaar.findings.order import by_cause, harm, unchanged, weight
from uitvoerbaar.report import render_html
from uitvoerbaar.report.groups import PARTS, part_of
from uitvoerbaar.report.html import render_checked
from uitvoerbaar.report.parliament import spread_in
from uitvoerbaar.report.story import KINDS, SUMS, TENTHS, brief, lines_of
from uitvoerbaar.report.tables import Interval, as_text, table_of
from uitvoerbaar.report.view import LOSERS, LOST, build
from uitvoerbaar.report.words import LANGS, Lang, catalogue

_DUTCH = re.compile(
    r"\b(het|een|niet|wordt|worden|voor|naar|zijn|geen|heeft|deze|wie|dan|van|ook|de|en|met|op|te|bij|gaat)\b",
    re.IGNORECASE,
)
_DUTCH_NAMES = ("uitvoeringstoets",)


def dutch_in(words: object, place: str = "words") -> list[str]:
    """The fixed English words that hold Dutch: two words of the language are a sentence of it."""
    if isinstance(words, dict):
        return [found for key, item in words.items() for found in dutch_in(item, f"{place}.{key}")]
    if isinstance(words, list):
        return [found for number, item in enumerate(words) for found in dutch_in(item, f"{place}[{number}]")]
    text = str(words)
    for name in _DUTCH_NAMES:
        text = text.replace(name, "")
    return [f"{place}: {words}"] if len(_DUTCH.findall(text)) > 1 else []


def _heavy() -> Finding:
    return next(f for f in sample().findings if f.severity == "kritiek")


def _as_before() -> Finding:
    """A finding whose smallest case loses as much without the proposal, with a mend that so mends nothing."""
    heavy = _heavy()
    assert heavy.smallest_case is not None
    case = replace(heavy.smallest_case, loss_reference=heavy.smallest_case.loss)
    mend = Text("Schaf de toets op bewijs af.", "Drop the test of proof.")
    return replace(heavy, id="bestond-al", severity="aandacht", article="99z", smallest_case=case, mend=mend)


def _with(*more: Finding) -> Assessment:
    a = sample()
    return replace(a, findings=(*a.findings, *more))


def test_the_fixed_english_words_hold_no_dutch_and_two_planted_sentences_are_seen() -> None:
    english = catalogue("en")
    assert dutch_in(english) == []
    planted = {**english, "story": {**english["story"], "nobody": "Niemand gaat erop voor of achteruit."}}
    planted["more_rows"] = "De andere {count} rijen van de tabel"
    assert len(dutch_in(planted)) == len(["nobody", "more_rows"])


_MANY = re.compile(
    r"\{count\} (?:\w+ )?(figuren|tabellen|rijen|bevindingen|cijfers|wetten|figures|tables|rows|findings|numbers|laws)\b"
)


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_of_parts_of_a_report_stands_where_it_fits_one_as_well(lang: Lang) -> None:
    """A chapter of which one table is not printed said "1 figures and tables". A list, or a name with
    "one_" before it beside the name, holds the words for one and for many."""
    planted = {
        "said": "{count} rijen",
        "story": {"more": "The {count} other rows"},
        "both": ["{count} rij", "{count} rijen"],
    }
    assert [*_for_many(planted)] == ["{count} rijen", "The {count} other rows"]
    assert [*_for_many(catalogue(lang))] == []


def _for_many(fixed: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fixed.items():
        if isinstance(value, Mapping):
            yield from _for_many(value)
        elif isinstance(value, str) and f"one_{name}" not in fixed and _MANY.search(value):
            yield value


@pytest.mark.parametrize(
    ("part", "said"), [(0, ""), (3, ", 3 daarvan maar voor een deel"), (11, ", maar elk voor een deel")]
)
def test_rows_in_part_are_not_counted_out_of_themselves(part: int, said: str) -> None:
    """Of eleven rows in part "11 of them" makes a reader look for the others."""
    a = sample()
    rows = tuple(
        KaderRow(row, "gedeeltelijk" if at < part else "beoordeeld", None, Text("Zo.", "So."))
        for at, row in enumerate(KADER)
    )
    planted = replace(a, kader=rows)
    asked = catalogue("nl")["story"]["open"]
    line = next(line for line in lines_of(planted, build(planted), "nl") if line.question == asked)
    assert f"Alle 11 rijen van het kader zijn bekeken{said}." in line.told


def test_a_finding_that_the_proposal_does_not_change_is_not_on_the_first_page() -> None:
    planted = _as_before()
    assert unchanged(planted)
    assert not unchanged(_heavy())
    v = build(_with(planted))
    assert planted not in v.leading
    assert planted not in v.delivery
    [chapter] = [chapter for chapter in v.chapters if chapter.test.id == planted.test]
    assert planted in chapter.before_too
    assert planted not in chapter.findings


@pytest.mark.parametrize("lang", LANGS)
def test_a_mend_that_mends_nothing_is_not_told(lang: str) -> None:
    planted = _as_before()
    assert planted.mend is not None
    page = render_html(_with(planted).to_json(), lang)  # type: ignore[arg-type]
    assert f"finding-{planted.id}" in page
    assert planted.mend.nl not in page
    assert str(planted.mend.en) not in page


def test_of_one_weight_the_most_harm_comes_first() -> None:
    heavy = _heavy()
    assert heavy.households is not None
    assert heavy.smallest_case is not None
    few = replace(heavy, id="weinig", households=replace(heavy.households, value=10), smallest_case=heavy.smallest_case)
    many = replace(few, id="veel", households=replace(heavy.households, value=1000))
    everybody = replace(few, id="allen", households=replace(heavy.households, value=10**6, under_rule=True))
    assert harm(many) > harm(few) > harm(everybody) == 0
    assert sorted([everybody, few, many], key=weight) == [many, few, everybody]
    delivery = replace(many, id="uitvoering", test="werklast")
    assert sorted([delivery, everybody], key=weight) == [everybody, delivery]


def test_who_have_little_to_fall_back_on_weigh_up_to_twice() -> None:
    heavy = replace(_heavy(), groups=())
    assert heavy.households is not None
    poor = Group(Text("Inkomen: 1 (laagste inkomens)", "Income: 1 (lowest incomes)"), heavy.households.value)
    assert harm(replace(heavy, groups=(poor,))) == 2 * harm(heavy)


def test_one_article_is_one_cause() -> None:
    heavy = _heavy()
    other, elsewhere = replace(heavy, id="ander"), replace(heavy, id="elders", article="99z")
    assert by_cause([heavy, other, elsewhere]) == [(heavy, other), (elsewhere,)]
    a = _with(other)
    v = build(replace(a, verdict=replace(a.verdict, reasons=(heavy.id, other.id))))
    assert v.also[heavy.id] == (other,)
    assert other not in v.rest, "it stands on the first page, in the card of its cause"


def test_the_story_tells_who_loses_and_how_much() -> None:
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    numbers = {LOSERS: 1000, LOST: 25_000, "inkomenseffecten-winnaars": 0, "begroting-schatkist": -500_000_000}
    span = Range(-520_000_000, -480_000_000, Text("Steekproef.", "Sample."))
    figures = (*a.figures, *(replace(model, id=name, value=value, range=span) for name, value in numbers.items()))
    told = replace(a, figures=figures)
    who, cost, breaks, _ = lines_of(told, build(told), "en")
    assert who.told == "1,000 households lose noticeably, on average €250 a year. No households gain noticeably."
    assert (
        cost.told.replace("\u00a0", " ")
        == "The treasury saves €5.00 million a year (between €4.80 million and €5.20 million), if nobody changes their behaviour."
    )
    assert breaks.finding == _heavy().id


def test_where_it_cannot_be_said_how_much_who_loses_loses_the_story_says_so() -> None:
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    numbers = {LOSERS: 1000, "inkomenseffecten-winnaars": 0}
    told = replace(a, figures=(*a.figures, *(replace(model, id=name, value=value) for name, value in numbers.items())))
    who, *_ = lines_of(told, build(told), "en")
    assert who.told.startswith("1,000 households lose noticeably; how much on average cannot be said")


@pytest.mark.parametrize(
    ("partly", "nl", "en"),
    [
        (0, "Alle 11 rijen van het kader zijn bekeken.", "All 11 rows of the kader were looked at."),
        (3, "zijn bekeken, 3 daarvan maar voor een deel.", "were looked at, 3 of them only in part."),
        (11, "zijn bekeken, maar elk voor een deel.", "were looked at, but each only in part."),
    ],
)
def test_how_many_rows_of_the_kader_were_looked_at_in_part_is_said_of_none_some_and_all(
    partly: int, nl: str, en: str
) -> None:
    a = sample()
    rows = tuple(
        replace(row, status="gedeeltelijk" if at < partly else "beoordeeld", person=None)
        for at, row in enumerate(a.kader)
    )
    looked = replace(a, kader=rows)
    for lang, said in zip(LANGS, (nl, en), strict=True):
        told = lines_of(looked, build(looked), lang)[-1].told
        assert said in told
        assert f"{partly} daarvan" not in told or partly == 3
        assert f"{partly} of them" not in told or partly == 3


def test_every_test_has_a_part_and_an_unknown_one_is_other() -> None:
    known = [test for tests in PARTS.values() for test in tests]
    assert len(known) == len(set(known))
    assert part_of("fietsen") == "other"


def _table() -> Figure:
    figure = next(f for f in sample().figures if f.chart != "table")
    columns = (
        Column("wie", Text("Wie", "Who")),
        Column("wat", Text("Wat", "What")),
        Column("n", Text("Aantal", "Count"), "aantal"),
        Column("laag", Text("Laag", "Low"), "aantal"),
        Column("hoog", Text("Hoog", "High"), "aantal"),
    )
    rows = tuple({"wie": "A", "wat": name, "n": 2, "laag": 1, "hoog": 3} for name in "xyz")
    return replace(figure, chart="table", encoding=type(figure.encoding)(), columns=columns, rows=rows)


def test_a_table_says_once_what_is_the_same_and_puts_the_ends_below_their_value() -> None:
    table = table_of(_table())
    assert [column.key for column in table.columns] == ["wat", "n"]
    assert table.rows[0] == ("x", Interval(2, 1, 3))
    assert [(column.key, value) for column, value in table.same] == [("wie", "A")]
    assert len(table.top(1).rows) == 1
    assert [row[0] for row in table.after(1).rows] == ["y", "z"]


@pytest.mark.parametrize("row", [{"n": 9}, {"n": None}, {"n": 0.5}])
def test_ends_of_another_number_are_not_put_below_the_one_before_them(row: dict[str, float | None]) -> None:
    """A difference beside the ends of what it is a difference of is no value with its interval."""
    made = _table()
    table = table_of(replace(made, rows=(*made.rows, {**made.rows[0], "wie": "B", **row})))
    assert [column.key for column in table.columns] == ["wie", "wat", "n", "laag", "hoog"]
    assert table.rows[0] == ("A", "x", 2, 1, 3)


def _summed(*amounts: int) -> Figure:
    """The table that leads from gains and losses to the treasury."""
    model = next(f for f in sample().figures if f.value is None)
    parts = ("wint", "verliest", "klein", "buiten", "samen")
    names = parts if len(amounts) == len(parts) else (*parts[:3], parts[-1])
    rows = tuple(
        {"deel": Text(name, name), "bedrag": amount, "huishoudens": 2000 if name == "klein" else None}
        for name, amount in zip(names, amounts, strict=True)
    )
    columns = (
        Column("deel", Text("Deel", "Part")),
        Column("bedrag", Text("Samen", "Together"), "eurocent_per_jaar"),
        Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
    )
    return replace(
        model, id=SUMS, chart="table", encoding=Encoding(), value=None, columns=columns, rows=rows, range=None
    )


@pytest.mark.parametrize(
    ("amounts", "of_small", "of_rest"),
    [
        ((600_00, -100_00, 0, 500_00), "", ""),
        (
            (600_00, -100_00, -900_00, -400_00),
            "Another 2,000 households have a smaller change; together they lose €900 a year.",
            "",
        ),
        (
            (600_00, -100_00, 20_00, 80_00, 600_00),
            "Another 2,000 households have a smaller change; together they gain €20 a year.",
            " The gains and losses of households come to +€520 together. +€80 is not in the income per household.",
        ),
        (
            (600_00, -100_00, 0, 1, 500_01),  # one cent shows in no amount
            "",
            "",
        ),
    ],
)
def test_what_households_win_and_lose_is_all_told_and_why_the_treasury_pays_something_else(
    amounts: tuple[int, ...], of_small: str, of_rest: str
) -> None:
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    treasury = replace(model, id="begroting-schatkist", value=amounts[-1], range=None)
    moved = [replace(model, id=f"inkomenseffecten-{who}", value=1000, range=None) for who in ("verliezers", "winnaars")]
    others = [each for each in a.figures if each.id not in {each.id for each in moved}]
    made = replace(a, figures=(*others, treasury, *moved, _summed(*amounts)))
    who, cost, *_ = (
        line.told.replace("\u00a0", " ").replace("\u2060", "") for line in lines_of(made, build(made), "en")
    )
    assert cost.partition("behaviour.")[2] == of_rest
    assert (who.partition("Another")[1] + who.partition("Another")[2]) == of_small


def test_many_small_losses_are_told_where_nobody_loses_noticeably() -> None:
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    nobody = [replace(model, id=f"inkomenseffecten-{who}", value=0, range=None) for who in ("verliezers", "winnaars")]
    others = [each for each in a.figures if each.id not in {each.id for each in nobody}]
    made = replace(a, figures=(*others, *nobody, _summed(0, 0, -900_00, -900_00)))
    who = lines_of(made, build(made), "en")[0].told
    assert who.startswith("Nobody in this population gains or loses noticeably.")
    assert "together they lose €900 a year" in who.replace("\u00a0", " ")


def test_the_story_names_the_kind_of_household_that_loses_most_often() -> None:
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    shares = next(f for f in a.figures if f.chart == "diverging")
    losing = (LOSERS, LOST, "inkomenseffecten-winnaars")
    numbers = tuple(replace(model, id=name, value=1000) for name in losing)
    made = replace(a, figures=(*a.figures, *numbers, replace(shares, id=KINDS)))
    who, *_ = lines_of(made, build(made), "en")
    worst = max(spread_in(shares).groups, key=lambda group: group.parts[0])
    assert f"loses most often: {uncapital(worst.label.english)} (" in who.told
    alone = replace(
        shares,
        id=KINDS,
        rows=tuple(r for r in shares.rows if as_text(r[shares.encoding.category or ""]) == worst.label),
    )
    few = replace(a, figures=(*a.figures, *numbers, alone))
    assert "most often" not in lines_of(few, build(few), "en")[0].told, "of one kind none is the most"


@pytest.mark.parametrize("name", [KINDS, TENTHS])
def test_of_groups_that_are_not_all_told_the_story_names_none(name: str) -> None:
    """Of own microdata a row of a small group has no number: the figure is a table, and the group could be the one."""
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    shares = next(f for f in a.figures if f.chart == "diverging")
    value = shares.encoding.value or ""
    first, *others = shares.rows
    table = replace(shares, id=name, chart="table", encoding=Encoding(), rows=({**first, value: None}, *others))
    numbers = tuple(replace(model, id=each, value=1000) for each in (LOSERS, LOST, "inkomenseffecten-winnaars"))
    made = replace(a, figures=(*a.figures, *numbers, table))
    for lang in LANGS:
        told = lines_of(made, build(made), lang)[0].told
        assert not re.search("vaakst|het meest van|most often|more than in any", told)


@pytest.mark.parametrize("lang", LANGS)
def test_the_other_critical_findings_are_named_as_links_on_the_first_screen(lang: Lang) -> None:
    heavy = _heavy()
    title = Text("5 cent per uur te veel opgegeven: dat kost alles", "5 cents an hour too much stated: that costs all")
    more = [replace(heavy, id=f"ook-{n}", title=title if n == 0 else heavy.title, article=f"9{n}") for n in range(7)]
    a = _with(*more)
    line = next(line for line in lines_of(a, build(a), lang) if line.others)
    critical = [f.id for f in a.findings if f.severity == "kritiek"]
    assert line.finding in critical
    assert set(dict(line.others)) < set(critical) - {line.finding}
    assert line.left == catalogue(lang)["story"]["and_more"].format(count=len(critical) - 1 - len(line.others))
    page = render_checked(a.to_json(), lang)
    first = page[page.index('class="facts story-lines"') : page.index('class="numbers"')]
    for id_, told in line.others:
        assert f'<a href="#finding-{id_}">' in first
        assert told in first


def test_a_title_is_cut_at_its_colon_only_where_that_says_something() -> None:
    assert brief("1 uur per maand te veel opgegeven: dat kan € 100 kosten") == "1 uur per maand te veel opgegeven"
    assert brief("Niet meer waar: een tekort kost meer") == "Niet meer waar: een tekort kost meer"
    assert brief("Zonder dubbele punt") == "Zonder dubbele punt"
