"""A lawyer: finds an article by its words, reads it, follows its ties both ways, and reads the amending sentence."""

from __future__ import annotations

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
