"""Changes of several articles: one address, kept while walking, one proposal, figures of all of them together."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import numpy as np
import pytest
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.people.totals import count, total
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.workbench.changes import LONGEST, MOST, change_of, changes_of
from uitvoerbaar.face.laws import laws
from uitvoerbaar.proposal import load_proposal

DAY, CARE, KIDS = "2026-01-01", "wet_op_de_zorgtoeslag", "wet_op_het_kindgebonden_budget"
SINGLE, PARTNER = (f"3#definitions.vermogensgrens_{who}.value" for who in ("alleenstaand", "partner"))
CHILD = "2#definitions.bedrag_per_kind.value"
W = [f"{CARE}~{SINGLE}~100.000", f"{KIDS}~{CHILD}~2.800"]
ARTICLE = f"/werkbank/{CARE}/artikel/3"
LIST = "/werkbank/wijzigingen"


def _query(*words: str, **others: str) -> str:
    return urlencode([("op", DAY), *(("w", word) for word in words), *others.items()])


def _words(address: str) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(address).query) if name == "w"]


def _done(browser: Client, address: str) -> dict[str, Any]:
    end = time.monotonic() + 200
    while True:
        twin: dict[str, Any] = browser.get(address).json()
        if twin["figures"]["state"] in ("klaar", "mislukt"):
            return twin
        assert time.monotonic() < end, twin["figures"]
        time.sleep(0.2)


def test_the_figures_of_an_article_are_those_of_all_changes_to_the_cent_of_an_assessment(
    browser: Client, answering: Path, tmp_path: Path
) -> None:
    field = f"d.{quote(SINGLE, safe='')}=100.000"
    twin = _done(browser, f"{ARTICLE}.json?{field}&{_query(W[1])}")
    part = twin["figures"]["parts"][-1]
    zipped = browser.get(f"{LIST}/voorstel.zip?{_query(*W)}")
    zipfile.ZipFile(io.BytesIO(zipped.content)).extractall(tmp_path)
    proposal = load_proposal(str(tmp_path / "voorstel"))
    assert proposal.changed_laws == {CARE, KIDS}
    ctx = make_context(proposal, answering, "test")
    moved = {row["id"] for row in part["schemes"] if row["change"]["value"]}
    assert moved == {"zorgtoeslag", "kindgebonden_budget"}
    cost = np.zeros(len(ctx.heads), np.int64)
    for scheme in ctx.settings.schemes:
        before, after = (ctx.household_column(role, scheme) for role in ("voor", "na"))
        assert before is not None
        assert after is not None
        more = after.astype(np.int64) - before
        cost += more if scheme.spends else -more
        row = next(row for row in part["schemes"] if row["id"] == scheme.id)
        assert row["change"]["value"] == total(more, ctx.weights, False).value
    assert part["treasury"]["value"] == total(cost, ctx.weights, False).value
    was, becomes = (ctx.outcome(role)[0] for role in ("voor", "na"))
    classes = classes_of(ctx, was, becomes - was)
    for number, share in enumerate(part["classes"]):
        assert share["households"]["value"] == count(classes == number, ctx.weights, False).value
    assert part["losers"] > 0
    assert part["winners"] > 0


def test_the_page_says_that_figures_are_of_all_changes(browser: Client, answering: Path) -> None:
    text = browser.get(f"{ARTICLE}?{_query(W[1])}").content.decode()
    assert "Alle wijzigingen samen:" in text
    assert f'name="w" value="{W[1]}"' in text
    alone = browser.get(f"{ARTICLE}?{_query(W[0])}").content.decode()
    assert "Alle wijzigingen samen:" not in alone


def test_a_change_that_came_along_is_a_field_on_its_own_page(browser: Client) -> None:
    twin = browser.get(f"{ARTICLE}.json?{_query(*W)}").json()
    assert {each["id"]: each["value"] for each in twin["dials"]}[SINGLE] == "10000000"
    assert [each["law"] for each in twin["changes"]] == [CARE, KIDS]
    newer = browser.get(f"{ARTICLE}.json?{_query(*W)}&d.{quote(SINGLE, safe='')}=90.000").json()
    assert {each["id"]: each["value"] for each in newer["dials"]}[SINGLE] == "9000000"
    assert len(newer["changes"]) == 2


@pytest.mark.parametrize("start", ["/werkbank", f"/werkbank/{KIDS}", f"/werkbank/{KIDS}/artikel/2", LIST])
def test_links_to_other_pages_of_the_workbench_keep_every_change(browser: Client, start: str) -> None:
    found = Page(browser.get(f"{start}?{_query(*W)}").content.decode())
    kept = [link for link in found.links if link.startswith("/werkbank") and "op=" in link and "bewijs" not in link]
    assert len(kept) > 2
    for link in kept:
        own = {value for name, value in parse_qsl(urlsplit(link).query) if name.startswith("d.")}
        many = len(_words(link)) + len(own)
        removes = start == LIST and urlsplit(link).path == LIST
        reset = start.endswith("/artikel/2") and urlsplit(link).path == start
        assert many == 2 or ((removes or reset) and many < 2), link


def test_the_list_takes_one_out_and_leads_back(browser: Client) -> None:
    twin = browser.get(f"{LIST}.json?{_query(*W)}").json()
    assert [(each["law"], each["article"], each["old"], each["new"]) for each in twin["changes"]] == [
        (CARE, "3", "14601100", "10000000"),
        (KIDS, "2", "258000", "280000"),
    ]
    assert "«146.011 euro» vervangen door «100.000 euro»" in twin["sentences"]
    assert twin["sentences"].count("als volgt gewijzigd:") == 2
    links = Page(browser.get(f"{LIST}?{_query(*W)}").content.decode()).links
    without = [_words(link) for link in links if urlsplit(link).path == LIST]
    assert W[1:] in without
    assert W[:1] in without


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [[], W, ["rommel"], [f"{CARE}~9#x~1"], ["nergens~1#x~1"], [f"{CARE}~{SINGLE}~veel"], [f"{CARE}~{SINGLE}~<b>1</b>"],
     ["~~"], [f"{CARE}~{SINGLE}~1e9"], ["x" * (LONGEST + 1)], [f"{CARE}~{SINGLE}~\x00"]],
)  # fmt: skip
def test_whatever_an_address_says_the_page_is_whole(browser: Client, words: list[str], lang: str) -> None:
    browser.cookies["taal"] = lang
    for path in (LIST, "/werkbank", f"/werkbank/{KIDS}/artikel/2"):
        answer = browser.get(f"{path}?{_query(*words)}")
        assert answer.status_code == 200
        found = Page(answer.content.decode())
        assert found.wrong == []
        assert leaks(" ".join(found.words), lang) == []
        assert "<b>1</b>" not in answer.content.decode()
    zipped = browser.get(f"{LIST}/voorstel.zip?{_query(*words)}")
    assert zipped.status_code == (200 if words == W else 400)


def test_what_cannot_be_followed_says_why_and_stays() -> None:
    of = laws(on=DAY)
    wrong = ["rommel", f"{CARE}~9#x~1", f"{CARE}~{PARTNER}~veel", "nergens~1#x~1"]
    made = changes_of(of, [*W, *wrong])
    assert [bool(each.trouble) for each in made] == [False, False, True, True, True, True]
    assert made[4].said == "veel"
    assert len(changes_of(of, [f"{CARE}~{n}#x~1" for n in range(MOST + 50)])) == MOST


def test_of_one_number_the_last_holds_and_that_of_the_law_is_no_change() -> None:
    of = laws(on=DAY)
    (made,) = changes_of(of, [f"{CARE}~{SINGLE}~90.000", f"{CARE}~{SINGLE}~80.000"])
    assert made.said == "80.000"
    assert not change_of(of, f"{CARE}~{SINGLE}~146.011").moved


def test_two_articles_of_one_law_are_one_file(browser: Client, tmp_path: Path) -> None:
    number = "2#definitions.ondergrens.value"
    words = [W[0], f"{CARE}~{number}~30"]
    zipped = browser.get(f"{LIST}/voorstel.zip?{_query(*words)}")
    zipfile.ZipFile(io.BytesIO(zipped.content)).extractall(tmp_path)
    (file,) = (tmp_path / "voorstel" / "laws").iterdir()
    text = file.read_text(encoding="utf-8")
    assert "value: 10000000" in text
    assert "value: 3000" in text
