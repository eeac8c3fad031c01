"""A reader of the report file in two languages, with a browser that runs its script and with one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.report.sample import sample
from uitvoerbaar.report import write_report
from uitvoerbaar.report.words import LANGS, catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_report(sample(), tmp_path_factory.mktemp("rapport"))[1].as_uri()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    window = chromium.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield window.new_page()
    window.close()


def shown(page: Page) -> list[str]:
    """The languages of the halves that are shown."""
    return [lang for lang in LANGS if page.locator(f"#{lang}").is_visible()]


def test_the_language_follows_from_the_address_and_is_chosen_with_the_keyboard(reader: Page, file: str) -> None:
    reader.goto(file)
    assert shown(reader) == ["nl"]
    for _ in ("skip to the content", "the other language"):
        reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    assert shown(reader) == ["en"]
    assert reader.url == f"{file}#en"
    reader.locator("#en .contents a[href='#en-kader']").click()
    assert shown(reader) == ["en"]
    assert reader.url == f"{file}#en-kader"
    reader.emulate_media(media="print")
    assert shown(reader) == ["en"], "on paper comes what is on the screen"
    assert not reader.locator(".switch:visible").count()
    reader.emulate_media(media="screen")
    reader.goto("about:blank")
    reader.goto(f"{file}#kader")
    assert shown(reader) == ["nl"], "an address of before goes where it went, and nothing was remembered"


def test_with_script_both_halves_sort_filter_copy_and_keep_the_place(chromium: Browser, file: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{file}#en-kader")
    assert page.title().startswith(catalogue("en")["document"])
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("#en .contents .switch a").click()
    assert page.url == f"{file}#kader"
    assert page.title().startswith(catalogue("nl")["document"])
    numbers = {lang: page.locator(f"#{lang} :is(.sort, .copy, .filter select, .slider)").count() for lang in LANGS}
    assert numbers["nl"] == numbers["en"] > 0
    for lang in LANGS:
        page.goto(f"{file}#{lang}")
        page.locator(f"#{lang} .all-findings summary").click()
        page.locator(f"#{lang} .filter select").first.select_option(index=1)
        said = page.locator(f"#{lang} .filter [role=status]").inner_text()
        assert said.endswith(str(len(sample().findings)))
        assert catalogue(lang)["script"]["copy"] == page.locator(f"#{lang} .copy").first.text_content()
    page.close()
    assert wrong == []


def test_own_drawings_and_borrowed_ones_are_seen(chromium: Browser, file: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{file}#en")
    borrowed = "[...document.querySelectorAll('#en svg:has(use)')].filter(svg => svg.getClientRects().length)"
    sizes = page.evaluate(f"{borrowed}.map(svg => svg.querySelector('use').getBoundingClientRect().width)")
    assert sizes
    assert min(sizes) > 0, "shapes that stand in the half that is not shown are drawn in this one"
    page.close()
