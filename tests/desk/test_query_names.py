"""A name that an address does not have is told or refused: passed over, it gives the answer to another question."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import Resolver404, resolve

from tests.desk.html import Page
from tests.desk.test_every_address import LISTED, addresses
from uitvoerbaar.desk.plan.address import MOST_PUSHES
from uitvoerbaar.desk.queries import FOR_PROGRAMS, MOST_REPEATED, OF_ADDRESS, TWIN
from uitvoerbaar.desk.variants.address import MOST_VARIANTS
from uitvoerbaar.desk.workbench.changes import MOST

HOUSEHOLD = "/huishouden{twin}?op=01-01-2026&geboortedatum=12-03-1994"
CASE = HOUSEHOLD.format(twin=".json")


def test_every_address_says_which_names_it_takes() -> None:
    names = {name.removesuffix(TWIN) for name in addresses()}
    assert names == {*OF_ADDRESS, "household"}
    assert set(FOR_PROGRAMS) <= names


@pytest.mark.parametrize("name", LISTED["pages"])
def test_no_link_of_a_page_has_a_name_that_its_address_does_not_have(browser: Client, name: str) -> None:
    for address in LISTED["pages"][name]:
        if address.startswith("{"):
            continue  # it is sent in first
        for link in {address, *Page(browser.get(address).content.decode()).links}:
            at = urlsplit(link)
            try:
                named = str(resolve(at.path or urlsplit(address).path).url_name)
            except Resolver404:
                continue  # a file of `static`, or a page of elsewhere
            names = OF_ADDRESS.get(named.removesuffix(TWIN))
            assert names is None or names.troubles(QueryDict(at.query)) == {}, link


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("/wetten.json?opp=2026-01-01", "'opp'"),
        ("/wetten.json?op=2025-01-01&op=2026-01-01", "'op'"),
        ("/samenhang.json?payment=huurtoeslag", "'payment'"),
        ("/plan.json?portfolio=brief-2021", "'portfolio'"),
        ("/uitwisselen/wetten.zip?vornemen=huurtoeslag-2026", "'vornemen'"),
        (f"{CASE}&loon_uit_dienstbetrekkin=20000", "'loon_uit_dienstbetrekkin'"),
        (f"{CASE}&kind.1.geboortedag=1-1-2020", "'kind.1.geboortedag'"),
        (f"{CASE}&maanden=12", "'12'"),
    ],
)
def test_a_program_is_refused(browser: Client, address: str, wrong: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 400
    assert wrong in answer.content.decode().replace("&#x27;", "'").replace("&#39;", "'")


W = "w1=wet_op_de_zorgtoeslag~3%23definitions.vermogensgrens_alleenstaand.value~100.000"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("/plan{twin}?schuif=breed-offensief~2023K9", "breed-offensief~2023K9"),
        ("/plan{twin}?maatregel=breed-offensief&naar=2023-07-01", "2023-07-01"),
        ("/plan{twin}?portefeuille=brief%202021", "brief 2021"),
        ("/plan{twin}?" + "&".join(f"schuif=m{n}~2024K1" for n in range(21)), "21"),
        ("/werkbank/varianten{twin}?op=2026-01-01&p1=alles-of-niets-2026~vor", "alles-of-niets-2026~vor"),
        (f"/werkbank/varianten{{twin}}?op=2026-01-01&{W}&tegen=9", "variant 9"),
        (f"/werkbank/varianten{{twin}}?op=2026-01-01&{W}&samen=1&samen=3", "variant 3"),
        (f"/werkbank/varianten{{twin}}?op=2026-01-01&{W}&toon=bedragen", "bedragen"),
        ("/werkbank/wijzigingen{twin}?op=2026-01-01&" + "&".join(["w=a~1%23b~2"] * 101), "101"),
    ],
)
def test_a_value_that_cannot_be_read_is_told_on_a_page_and_refused_to_a_program(
    browser: Client, address: str, wrong: str
) -> None:
    page, told = browser.get(address.format(twin="")), browser.get(address.format(twin=".json"))
    assert (page.status_code, told.status_code) == (200, 400)
    words = page.content.decode().partition("<main")[2].partition("</ul>")[0]
    assert wrong in words.replace("&nbsp;", " ")
    assert wrong in json.loads(told.content)["detail"]


def test_a_side_that_is_misspelt_gives_no_laws(browser: Client) -> None:
    address = "/uitwisselen/wetten.zip?voornemen=alles-of-niets-2026&kant={side}"
    assert browser.get(address.format(side="vor")).status_code == 400
    assert browser.get(address.format(side="voor")).status_code == 200


def test_the_bounds_that_are_told_are_those_that_are_read() -> None:
    assert OF_ADDRESS["plan"].most == MOST_PUSHES
    assert OF_ADDRESS["workbench-changes"].most == MOST == MOST_REPEATED
    variants = OF_ADDRESS["variants"]
    assert variants.troubles(QueryDict(f"v{MOST_VARIANTS}=a&s{MOST_VARIANTS}={MOST_VARIANTS}")) == {}
    assert variants.troubles(QueryDict(f"v{MOST_VARIANTS + 1}=a")) != {}


@pytest.mark.parametrize("address", ["/wetten", HOUSEHOLD.format(twin=""), "/zoeken?q=partner", "/plan"])
def test_a_page_tells_what_of_its_address_does_not_count(browser: Client, address: str) -> None:
    sign = "&" if "?" in address else "?"
    told = browser.get(f"{address}{sign}utm_bron=mail").content.decode()
    assert "utm_bron" in told.partition("<main")[2].partition("</main>")[0]
    assert "utm_bron" not in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "hint"),
    [("soort=wet", "WET"), ("soort=onzin", "MINISTERIELE_REGELING"), ("uitvoerder=Toeslagen", "Dienst Toeslagen")],
)
def test_a_filter_that_no_law_can_pass_is_no_empty_list(browser: Client, query: str, hint: str) -> None:
    answer = browser.get(f"/wetten.json?{query}")
    assert answer.status_code == 404
    assert hint in json.loads(answer.content)["detail"]


def test_a_name_that_may_be_repeated_is_none_that_stands_twice() -> None:
    variants = OF_ADDRESS["variants"]
    assert variants.troubles(QueryDict("samen=1&samen=2&s3=1&s3=2&w1=a&w1=b&taal=en")) == {}
    assert set(variants.troubles(QueryDict("v1=a&v1=b&tegen=1&tegen=2&x1=a"))) == {"v1", "tegen", "x1"}


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("partner=true&partner.geboortedatum=01-01-1990", "'true'"),
        ("aantal.kind=twee", "'twee'"),
        ("aantal.kind=13", "12"),
        ("op=morgen", "'morgen'"),
    ],
)
def test_what_cannot_be_read_of_a_household_is_told_to_programs_too(browser: Client, words: str, wrong: str) -> None:
    base = CASE.replace("op=01-01-2026&", "") if words.startswith("op=") else CASE
    told = json.loads(browser.get(f"{base}&{words}").content)
    assert any(wrong in line for line in told["trouble"])
    assert told["amounts"] == []


def test_a_partner_of_whom_something_is_said_is_there(browser: Client) -> None:
    said, asked = (
        json.loads(browser.get(f"{CASE}&{words}partner.geboortedatum=01-01-1990").content)["amounts"]
        for words in ("", "partner=ja&")
    )
    assert said == asked != []
    none = json.loads(browser.get(f"{CASE}&partner=nee").content)["amounts"]
    assert none != said
    both = browser.get(f"{CASE}&partner=nee&partner.geboortedatum=01-01-1990")
    assert both.status_code == 400
    assert "partner.geboortedatum" in both.content.decode()
    page = browser.get(f"{CASE}&partner=nee&partner.geboortedatum=01-01-1990".replace(".json", ""))
    assert page.status_code == 200
    assert "er is volgens" in page.content.decode()
