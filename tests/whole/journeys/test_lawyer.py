"""A lawyer: finds an article by its words, reads it, follows its ties both ways, and reads the amending sentence."""

from __future__ import annotations

import time

from tests.whole.journeys.conftest import Visit

HERE = "Wet op de zorgtoeslag, artikel 3"


def test_the_lawyer(visit: Visit) -> None:
    lawyer = visit()
    lawyer.open("/")
    lawyer.type(lawyer.find("#q"), "Vermógen toeslagpartners")  # capitals, accents and endings do not count
    lawyer.page.keyboard.press("Enter")
    hits = lawyer.find("article.hit h2 a")
    hits.first.wait_for()
    assert hits.first.inner_text() == HERE
    assert lawyer.find("article.hit").first.locator("mark").count() > 1
    lawyer.press(hits.first)

    lawyer.find("h1", has_text=HERE).wait_for()
    data = lawyer.twin()
    words = lawyer.find("blockquote.law-text").inner_text()
    assert " ".join(words.split()) == " ".join(data["article"]["words"].split())
    assert lawyer.find("pre").first.inner_text().strip()
    lawyer.press(lawyer.find("summary", has_text="Als boom"))
    assert lawyer.find("ul.tree").first.is_visible()
    lawyer.press(lawyer.find("summary", has_text="Als YAML"))
    assert "vermogensgrens_alleenstaand" in lawyer.find("pre.yaml").inner_text()
    for number in data["article"]["parameters"]:
        assert number["source"]

    read_by = lawyer.find("table", has_text="Dit artikel wordt gelezen door").locator("a")
    assert read_by.count() == len(data["gives"]) > 0
    lawyer.press(read_by.first)
    lawyer.find("h1", has_text="Wet op de zorgtoeslag, artikel 2").wait_for()
    back = lawyer.find("table", has_text="Dit artikel leest").get_by_role("link", name=HERE, exact=True)
    assert back.count() > 0
    lawyer.press(back.first)
    lawyer.find("h1", has_text=HERE).wait_for()

    lawyer.press(lawyer.page.get_by_role("link", name="Verschuif de getallen in de werkbank"))
    lawyer.type(lawyer.find("#dial-2"), "150.000,50")
    said = lawyer.figures().locator("blockquote")
    assert said.inner_text() == "In artikel 3 wordt «184.633 euro» vervangen door «150.000,50 euro»."
    lawyer.type(lawyer.find("#dial-1"), "1")
    assert lawyer.figures().locator("blockquote").inner_text().count("vervangen door") == 2


def test_a_table_in_the_law(visit: Visit) -> None:
    lawyer = visit()
    lawyer.open("/werkbank/besluit_kinderopvangtoeslag/artikel/8/regel?op=2026-01-01")
    first = "value: 5641300}}, then: {share}}}"
    lawyer.type(lawyer.find('[name="tabel.0.0.waarde"]'), "90")
    lawyer.press(lawyer.find('button[value="tabel.0"]'))
    lawyer.find("#regel").wait_for()
    assert first.format(share="0.900") in lawyer.find("#regel").input_value()

    # The same number by the mouse: a piece of the line down, and the text follows without another page.
    line = lawyer.find('line[data-field="tabel.0.0.waarde"]')
    lawyer.find("svg.scale").first.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    middle, high = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lawyer.page.mouse.move(middle, high)
    lawyer.page.mouse.down()
    lawyer.page.mouse.move(middle, high + 25, steps=4)
    lawyer.page.mouse.up()
    end = time.monotonic() + 60
    while first.format(share="0.900") in lawyer.find("#regel").input_value():
        assert time.monotonic() < end
        lawyer.page.wait_for_timeout(100)
    typed = lawyer.find('[name="tabel.0.0.waarde"]').input_value()
    share = float(typed.replace(",", ".")) / 100
    assert 0.5 < share < 0.9
    assert first.format(share=f"{share:.3f}") in lawyer.find("#regel").input_value()
