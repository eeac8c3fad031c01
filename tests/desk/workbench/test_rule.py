"""A rule rewritten in the browser: from what is typed to figures that an assessment of the same proposal gives, and refusals."""

from __future__ import annotations

import html
import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from tests.places import ROOT
from uitvoerbaar.assess.aspects.budget import aspect as budget
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.people.rounded import at_step, step_of
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.assessments.unpack import unpack
from uitvoerbaar.desk.serve import POPULATION
from uitvoerbaar.desk.workbench import country
from uitvoerbaar.face.article_text import law_text
from uitvoerbaar.face.check import check
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.rule import article_source
from uitvoerbaar.proposal import load_proposal

DAY = "2026-01-01"
CARE, KIDS = "wet_op_de_zorgtoeslag", "wet_op_het_kindgebonden_budget"
ROUND = "{operation: ROUND, value: $berekende_zorgtoeslag, precision: -2}"
EDITS = {
    CARE: ("2", ROUND, ROUND.replace("ROUND", "FLOOR")),
    KIDS: ("2", "operation: MAX", "operation: ADD"),
}


def _here(law: str, article: str) -> str:
    return f"/werkbank/{law}/artikel/{article}/regel"


def _words(law: str, article: str) -> str:
    return article_source(law_text(laws(on=DAY), law), article).words


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(3_000, 5)


def _panel(browser: Client, law: str, article: str, text: str, number: int = 1, who: str = "proef") -> str:
    """The panel of an answer when nothing more comes: posted, and asked on as the page does."""
    address, end = f"{_here(law, article)}/uitkomst?op={DAY}", time.monotonic() + 200
    while True:
        answer = browser.post(address, {"regel": text.replace("\n", "\r\n"), "wie": who, "nummer": str(number)})
        assert answer.status_code == 200, answer.content
        panel = answer.content.decode()
        if 'aria-busy="false"' in panel:
            return panel
        again = re.search('hx-post="([^"]+)"', panel)
        assert again is not None
        assert time.monotonic() < end, panel
        address = html.unescape(again[1])


def _twin(browser: Client, panel: str) -> Any:
    """The same answer for programs, by the link that the panel holds."""
    link = re.search('data-link="([^"]+)"', panel)
    assert link is not None
    twin = browser.get(html.unescape(link[1]).replace("/regel?", "/regel.json?")).json()
    assert twin["answer"]["state"] == "klaar"
    return twin


@pytest.mark.parametrize("law", EDITS)
def test_from_what_is_typed_to_the_figures_of_an_assessment(
    browser: Client, served: None, folk: Path, tmp_path: Path, law: str
) -> None:
    """POST, figures, zip, check and assess: every scheme to the cent, before, after and the change."""
    article, old, new = EDITS[law]
    words = _words(law, article)
    assert old in words
    text = words.replace(old, new, 1)
    twin = _twin(browser, _panel(browser, law, article, text))
    assert twin["text"] == text
    told, figures = twin["answer"]["parts"][0], twin["answer"]["parts"][-1]
    assert (told["errors"], told["rules_changed"], figures["why"]) == (0, True, None)

    answer = browser.post(f"{_here(law, article)}/voorstel.zip?op={DAY}", {"regel": text})
    assert answer.headers["Content-Type"] == "application/zip"
    folder = unpack(answer.content, tmp_path / "in")
    found = check(folder)
    assert found.errors == 0, found.problems
    proposal = load_proposal(str(folder))
    assert proposal.changed_laws == {law}
    ctx = make_context(proposal, folk, "test")
    changed = []
    for row in figures["schemes"]:
        scheme = next(each for each in ctx.settings.schemes if each.id == row["id"])
        sides = [ctx.household_column(role, scheme) for role in ("voor", "na")]
        assert sides[0] is not None
        assert sides[1] is not None
        assert row["before"]["value"] == total(sides[0], ctx.weights, ctx.full).value
        assert row["after"]["value"] == total(sides[1], ctx.weights, ctx.full).value
        change = total(sides[1].astype("int64") - sides[0], ctx.weights, ctx.full)
        assert (row["change"]["value"], row["change"]["high"]) == (change.value, change.high)
        if change.value:
            changed.append((row["before"]["value"], row["after"]["value"], 1 if scheme.spends else -1))
    assert changed
    figure = next(each for each in budget.run(ctx).figures if each.id == "begroting-schatkist")
    step = step_of((before, after) for before, after, _ in changed)  # a report prints at a step
    assert figure.value == sum(sign * (at_step(after, step) - at_step(before, step)) for before, after, sign in changed)


def test_a_text_that_is_the_law_changes_nothing_and_says_so(browser: Client, served: None) -> None:
    panel = _panel(browser, CARE, "2", _words(CARE, "2"), 2)
    assert "De regel is zoals de wet hem heeft." in panel
    assert "<ins>" not in panel
    panel = _panel(browser, CARE, "2", _words(CARE, "2").replace("per jaar", "elk jaar", 1), 3)
    assert "Alleen de tekst of een toelichting is anders" in panel
    assert "<ins>" in panel
    assert "vervangen door «elk»" in panel


def test_what_is_read_by_others_only_names_them(browser: Client, served: None) -> None:
    """The month's amount of the zorgtoeslag: no scheme adds it up."""
    text = _words(CARE, "2").replace("{operation: DIVIDE, values: [$hoogte_zorgtoeslag, 12]}", "$hoogte_zorgtoeslag")
    panel = _panel(browser, CARE, "2", text, 4)
    assert "niet wat eraan is veranderd" in panel
    assert "Dat geldt voor elk huishouden dat er kan zijn." in panel
    assert "Dit artikel wordt gelezen door:" in panel
    assert "besteedbaar inkomen" in panel.lower()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "says", "mend"),
    [
        ("operation: MAX", "operation: MAXX", 64, 30, "onbekende operatie", "bedoelde u"),
        ("[0.5, $stand", "[0.5, $$stand", 87, 57, "bestaat hier niet", "bedoelde u"),
        ("min_normpremie]}", "min_normpremie}", 87, 88, "geen geldige YAML", "sluit de lijst"),
        ("number: '2'", "number: '3'", 1, 1, "het nummer van het artikel kan hier niet veranderen", "number:"),
        ("number: '2'", "nummer: '2'", 1, 1, "het nummer van het artikel kan hier niet veranderen", "number:"),
    ],
)
def test_a_mistake_is_told_at_its_line_and_column(
    browser: Client, served: None, old: str, new: str, line: int, column: int, says: str, mend: str
) -> None:
    text = _words(CARE, "2")
    assert old in text
    panel = _panel(browser, CARE, "2", text.replace(old, new, 1), 5)
    assert f'data-line="{line}" data-column="{column}"' in panel
    assert says in panel
    assert mend in html.unescape(panel)
    assert "Zolang er fouten zijn, wordt er niet gerekend." in panel
    assert "Begroting per regeling" not in panel


def test_what_another_article_needs_is_told_where_it_stands(browser: Client, served: None) -> None:
    panel = _panel(browser, CARE, "3", _words(CARE, "3").replace("vermogen_onder_grens", "vermogen_past"), 6)
    assert "van het wetsbestand" in panel or 'data-level="error"' in panel
    assert "vermogen_onder_grens" in panel


HOSTILE = {
    "nothing": "",
    "spaces": " \n \n",
    "an alias bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
        for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    ),
    "an alias of itself": "&a [*a]",
    "deep brackets": "[" * 50_000,
    "deep braces": "{a: " * 20_000,
    "deep blocks": "".join(f"{' ' * depth}a:\n" for depth in range(420)),
    "control characters": "number: '2'\ntext: \x07\x1b[31m\n",
    "a null byte": "number: '2'\ntext: a\x00b\n",
    "a tag": "number: '2'\ntext: !!python/object/apply:os.system [ls]\n",
    "markup": "number: '2'\ntext: '<script>alert(1)</script>'\n\"</textarea><img src=x onerror=alert(1)>\": 1\n",
    "a million lines": "\n" * 1_000_000,
    "five megabytes": "x" * 5_000_000,
    "many keys": "".join(f"k{n}: {n}\n" for n in range(7_000)),
    "a number too large": "number: '2'\nmachine_readable: {definitions: {a: {value: 1e999999999}}}\n",
    "two documents": "number: '2'\n---\nnumber: '3'\n",
    "another list": "- a\n- b\n",
    "surrogates": "number: '2'\ntext: \\ud800\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_with_words_and_kept(browser: Client, served: None, name: str) -> None:
    text, start = HOSTILE[name], time.monotonic()
    answer = browser.post(f"{_here(CARE, '2')}?op={DAY}", {"regel": text, "wie": name, "nummer": "1"})
    assert answer.status_code == 200
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert time.monotonic() - start < 30
    body = answer.content.decode()
    kept = body[body.index("<textarea") :].partition(">")[2].partition("</textarea>")[0]
    assert html.unescape(kept)[1:] == text.rstrip()
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    panel = _panel(browser, CARE, "2", text, 1, name)
    assert 'class="error"' in panel
    assert "Wat u kunt doen" in panel


def test_after_all_that_the_next_question_is_right(browser: Client, served: None) -> None:
    article, old, new = EDITS[CARE]
    assert "Begroting per regeling" in _panel(browser, CARE, article, _words(CARE, article).replace(old, new, 1), 9)


def test_an_older_text_is_never_answered_with_figures(browser: Client, served: None) -> None:
    words = _words(CARE, "2")
    _panel(browser, CARE, "2", words.replace(ROUND, ROUND.replace("ROUND", "CEIL")), 30)
    old = browser.post(
        f"{_here(CARE, '2')}/uitkomst?op={DAY}",
        {"regel": words.replace("[0.5, ", "[0.7, "), "wie": "proef", "nummer": "29"},
    ).content.decode()
    assert "<table" not in old
    assert 'data-number="29"' in old


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", ["", "kapot: [", "niets"])
def test_the_page_is_whole_in_both_languages(browser: Client, served: None, lang: str, text: str) -> None:
    browser.cookies["taal"] = lang
    words = _words(CARE, "2")
    answers = [browser.get(f"{_here(CARE, '2')}?op={DAY}")]
    answers.append(browser.post(f"{_here(CARE, '2')}?op={DAY}", {"regel": text or words.replace("[0.5, ", "[0.6, ")}))
    answers.append(browser.post(f"{_here(CARE, '2')}?taal={lang}", {"regel": words, "op": DAY}))
    for answer in answers:
        assert answer.status_code == 200
        found = Page(answer.content.decode())
        assert found.wrong == []
        assert leaks(" ".join(found.words), lang) == []
    assert browser.get(f"{_here(CARE, '2')}.json?op={DAY}").json()["law"] == CARE


FORMS: list[tuple[str, str, dict[str, str], str]] = [
    ("2", "voorwaarde", {"uitvoer": "hoogte_zorgtoeslag", "gegeven": "gezamenlijk_toetsingsinkomen",
                         "vergelijking": "LESS_THAN", "waarde": "€ 30.000"}, "value: 3000000}"),
    ("2", "trede", {"uitvoer": "hoogte_zorgtoeslag", "gegeven": "gezamenlijk_toetsingsinkomen",
                    "vergelijking": "GREATER_THAN", "waarde": "30.000", "uitkomst": "100"}, "then: 10000}"),
    ("2", "evenredig", {"uitvoer": "hoogte_zorgtoeslag"}, "operation: DIVIDE"),
    ("2", "afronding", {"plek": "execution.actions.5.value", "afronding": "CEIL", "op": "euro"}, "operation: CEIL"),
    ("3", "vergelijking", {"plek": "execution.actions.0.value", "vergelijking": "LESS_THAN"}, "operation: LESS_THAN"),
]  # fmt: skip


@pytest.mark.parametrize(("article", "form", "given", "holds"), FORMS)
def test_a_form_writes_the_rule_shows_the_difference_and_the_figures(
    browser: Client, served: None, article: str, form: str, given: dict[str, str], holds: str
) -> None:
    fields = {f"{form}.{name}": word for name, word in given.items()}
    sent = {"regel": _words(CARE, article), "vorm": form, **fields}
    page = browser.post(f"{_here(CARE, article)}?op={DAY}", sent).content.decode()
    text = html.unescape(page[page.index("<textarea") :].partition(">")[2].partition("</textarea>")[0])[1:]
    assert holds in text
    panel = _panel(browser, CARE, article, text, 40)
    assert "<ins>" in panel
    assert "Geen fouten gevonden." in panel
    assert "Begroting per regeling" in panel or "Er verandert niets." in panel


@pytest.mark.parametrize(
    ("form", "given", "says"),
    [
        ("trede", {"waarde": "veel"}, "is geen getal"),
        ("trede", {"waarde": "1,005"}, "geen heel aantal centen"),
        ("trede", {"waarde": "30.000", "uitkomst": "<b>1</b>"}, "is geen getal"),
        ("trede", {"gegeven": "bestaat_niet"}, "kies een gegeven"),
        ("trede", {"vergelijking": "RAAR"}, "kies een vergelijking"),
        ("trede", {"uitvoer": "nergens"}, "wat de regel bepaalt"),
        ("onbekend", {}, "is er niet"),
        ("afronding", {"plek": "execution.actions.99", "afronding": "CEIL"}, "een afronding in de regel"),
        ("helling", {"uitvoer": "hoogte_zorgtoeslag", "deel": "25%"}, "niet alles of niets"),
    ],
)
def test_a_form_that_cannot_be_is_refused_and_what_was_typed_stays(
    browser: Client, served: None, form: str, given: dict[str, str], says: str
) -> None:
    usual = {"uitvoer": "hoogte_zorgtoeslag", "gegeven": "gezamenlijk_toetsingsinkomen", "vergelijking": "GREATER_THAN"}
    fields = {
        f"{form}.{name}": word for name, word in {**usual, "waarde": "30.000", "uitkomst": "100", **given}.items()
    }
    text = _words(CARE, "2").replace("[0.5, ", "[0.6, ")
    answer = browser.post(f"{_here(CARE, '2')}?op={DAY}", {"regel": text, "vorm": form, **fields})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert says in html.unescape(page)
    assert "[0.6, " in page
    assert "<b>1</b>" not in page
    if form == "trede":
        assert html.escape(given.get("waarde", "30.000")) in page


def test_a_form_on_a_text_with_errors_asks_to_mend_it_first(browser: Client, served: None) -> None:
    sent = {"regel": "kapot: [", "vorm": "trede", "trede.uitvoer": "x"}
    page = browser.post(f"{_here(CARE, '2')}?op={DAY}", sent).content.decode()
    assert "los eerst op wat er mis is" in page
    assert "kapot: [" in page


def test_numbers_that_were_moved_come_along_and_go_back(browser: Client, served: None) -> None:
    dial = quote("3#definitions.vermogensgrens_alleenstaand.value", safe="")
    bench = browser.get(f"/werkbank/{CARE}/artikel/3?op={DAY}&d.{dial}=100.000").content.decode()
    link = re.search(r'id="naar-regel" href="([^"]+)"', bench)
    assert link is not None
    page = browser.get(html.unescape(link[1])).content.decode()
    assert "value: 10000000" in page
    assert "100.000 euro zonder" in page
    text = html.unescape(page[page.index("<textarea") :].partition(">")[2].partition("</textarea>")[0])[1:]
    panel = _panel(browser, CARE, "3", text, 50)
    assert f"d.{dial}=100.000" in html.unescape(panel)
    assert "«146.011 euro» vervangen door «100.000 euro»" in panel
    wrong = browser.get(f"{_here(CARE, '3')}?op={DAY}&d.{dial}=veel").content.decode()
    assert "is geen getal" in html.unescape(wrong)


def test_a_link_holds_the_text_and_a_stale_or_broken_one_says_so(browser: Client, served: None) -> None:
    text = _words(CARE, "2").replace("[0.5, ", "[0.6, ")
    panel = _panel(browser, CARE, "2", text, 60)
    link = html.unescape(re.search('data-link="([^"]+)"', panel)[1])  # type: ignore[index]
    assert len(link) < 400
    assert "[0.6, " in browser.get(link).content.decode()
    for word, says in (("r=eJx", "niet te lezen"), ("r=@@@", "niet te lezen"), (f"r={'A' * 5_000}", "niet te lezen")):
        page = browser.get(f"{_here(CARE, '2')}?op={DAY}&{word}")
        assert page.status_code == 200
        assert says in page.content.decode() or "een andere tekst van de wet" in page.content.decode()
    stale = browser.get(link.replace("/artikel/2/", "/artikel/3/"))
    assert "een andere tekst van de wet" in stale.content.decode()
    long = _words(CARE, "2") + "\n# " + json.dumps([hash(n * 7919) % 99991 for n in range(6_000)])
    assert "te groot voor een link" in _panel(browser, CARE, "2", long, 61)


def test_a_bomb_in_a_link_is_cut_off(browser: Client) -> None:
    import base64
    import zlib

    squeeze = zlib.compressobj(9, zdict=_words(CARE, "2").encode())
    word = base64.urlsafe_b64encode(squeeze.compress(b"a" * 2_900_000) + squeeze.flush()).decode().rstrip("=")
    page = browser.get(f"{_here(CARE, '2')}?op={DAY}&r={word}")
    assert page.status_code == 200
    assert "niet te lezen" in page.content.decode()


def test_no_proposal_of_what_is_no_law(browser: Client, served: None) -> None:
    for text in ("kapot: [", _words(CARE, "2"), "x" * 200_000):
        answer = browser.post(f"{_here(CARE, '2')}/voorstel.zip?op={DAY}", {"regel": text})
        assert answer.status_code == 400
        assert "nog geen voorstel" in answer.content.decode()
        assert html.escape(text[:8], quote=False) in answer.content.decode()


def test_the_lamps_are_those_of_the_typed_text(browser: Client, served: None) -> None:
    """Without a taper at the limit of wealth a euro more costs everything: red. A text with errors has no lamps."""
    address, sent = f"{_here(KIDS, '1')}/bewijzen?op={DAY}", {"regel": _words(KIDS, "1"), "wie": "lamp", "nummer": "3"}
    end = time.monotonic() + 240
    while 'aria-busy="true"' in (text := browser.post(address, sent).content.decode()):
        assert time.monotonic() < end, text
        time.sleep(0.3)
    assert 'class="groen"' in text
    older = browser.post(address, {**sent, "nummer": "2"}).content.decode()
    assert 'class="groen"' not in older
    broken = {"regel": "kapot: [", "wie": "lamp", "nummer": "4"}
    while 'aria-busy="true"' in (text := browser.post(address, broken).content.decode()):
        assert time.monotonic() < end, text
        time.sleep(0.1)
    assert "Hier valt niets te bewijzen" in text


def test_without_a_population_the_check_goes_on(
    browser: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(POPULATION, raising=False)
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    country._client.cache_clear()
    try:
        panel = _panel(browser, CARE, "2", _words(CARE, "2").replace("[0.5, ", "[0.6, "))
        assert "Geen fouten gevonden." in panel
        assert "--population MAP" in panel
        assert "kapot" not in panel
    finally:
        country.anyhow().end()
        country._client.cache_clear()


@pytest.mark.parametrize("address", [f"{_here('wet_x', '1')}?op={DAY}", f"{_here(CARE, '99')}?op={DAY}"])
def test_what_is_not_there_is_told(browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"regel": "x"}).status_code == 404


def test_a_panel_is_not_got_and_a_forged_form_is_refused() -> None:
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    assert strict.get(f"{_here(CARE, '2')}/uitkomst?op={DAY}").status_code == 405
    assert strict.post(f"{_here(CARE, '2')}?op={DAY}", {"regel": "x"}).status_code == 403
