"""A journalist: the data behind a page, the address of what is shown, the numbers with their sources."""

from __future__ import annotations

from tests.whole.journeys.assessed import CHANGED, DAY, LAW, bench
from tests.whole.journeys.conftest import Visit


def test_the_journalist(visit: Visit) -> None:
    journalist = visit()
    journalist.open(f"/wetten/{LAW}/artikel/2?op={DAY}")
    course = journalist.find("svg.course").first
    assert "van" in (course.get_attribute("aria-label") or "")
    journalist.press(journalist.find("footer a", has_text="Deze pagina als JSON"))
    journalist.page.wait_for_url("**/artikel/2.json?*")
    journalist.page.go_back()
    numbers = journalist.twin()["article"]["parameters"]
    assert len(numbers) > 0
    assert all(each["source"] for each in numbers)

    journalist.open(bench(CHANGED))
    panel = journalist.figures()
    data = journalist.twin()["figures"]
    assert data["state"] == "klaar"
    last = data["parts"][-1]
    shown = panel.locator("dl.keys strong").first
    exact = shown.get_attribute("title") or ""
    assert exact.replace(".", "").replace("€ ", "").replace(",", "") == str(abs(round(last["treasury"]["value"])))
    for group in last["groups"]:
        table = panel.locator("details", has_text=group["title"]["nl"])
        assert table.locator("tbody tr").count() == len(group["rows"])
    journalist.press(journalist.page.get_by_role("link", name="Op een eigen pagina, met elk cijfer").first)
    journalist.find("h1", has_text="Verloop langs een getal").wait_for()
    journalist.settled(".course-panel")
    strip = journalist.page.url
    points = journalist.twin()["course"]["points"]
    table = journalist.context.request.get(strip.replace("/verloop?", "/verloop.csv?")).text()
    assert len(table.splitlines()) == len(points) + 1
    picture = journalist.context.request.get(strip.replace("/verloop?", "/verloop.svg?"))
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "<script" not in picture.text()
    journalist.page.go_back()
    panel = journalist.figures()
    again = visit()
    again.open(journalist.page.url)
    assert again.figures().inner_text() == panel.inner_text()
