"""An analyst: the API, the twins, and a proposal of their own with a mistake in it, which is told with its line and then mended."""

from __future__ import annotations

import io
import json
import zipfile

from tests.whole.journeys.assessed import CHANGED, DAY, LAW, bench
from tests.whole.journeys.conftest import Visit
from tests.whole.journeys.visitor import LONG


def spoiled(data: bytes) -> bytes:
    """The proposal with an operation that does not exist in its law."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"LESS_THAN_OR_EQUAL", b"LESS_THEN_OR_EQUAL") if "laws/" in name else text)
    return held.getvalue()


def test_the_analyst(visit: Visit) -> None:
    analyst = visit()
    analyst.open("/")
    ask = analyst.context.request
    described = ask.get(f"{analyst.host}/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    given = {"geldigOp": DAY, "zoek": "vermogen"}
    for path, item in described["paths"].items():
        filled = path.replace("{wet}", LAW).replace("{nummer}", "3")
        known = {each["name"] for each in item["get"].get("parameters", ()) if each["in"] == "query"}
        answer = ask.get(f"{analyst.host}/api/v1{filled}", params={name: given[name] for name in known & given.keys()})
        assert answer.status == 200, (path, answer.text())
        assert answer.headers["api-version"]
    for wrong, status in (("wetten?geldigOp=morgen", 400), ("wetten/bestaat_niet", 404), ("artikelen", 400)):
        answer = ask.get(f"{analyst.host}/api/v1/{wrong}")
        assert answer.status == status
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["detail"]

    data = ask.get(analyst.host + bench(CHANGED, after="/voorstel.zip")).body()
    analyst.go("Toetsen")
    file = analyst.find("#bestand")
    analyst.reach(file)
    file.set_input_files({"name": "mijn.zip", "mimeType": "application/zip", "buffer": spoiled(data)})
    analyst.press(analyst.page.get_by_role("button", name="Stuur en toets"))
    told = analyst.find("#stand tbody tr", has_text="LESS_THEN_OR_EQUAL").first
    told.wait_for(timeout=LONG)
    assert "LESS_THAN_OR_EQUAL" in told.inner_text()  # what was meant
    assert analyst.find("#stand tbody tr", has_text="Waarschuwing").count() > 0  # a number that nothing reads any more
    assert int(told.locator("td").nth(1).inner_text()) > 1
    assert analyst.find("iframe").count() == 0
    for line in (b"PK\x03\x04 niets", b""):
        analyst.told.add(400)
        analyst.go("Toetsen")
        analyst.find("#bestand").set_input_files({"name": "x.zip", "mimeType": "application/zip", "buffer": line})
        analyst.press(analyst.page.get_by_role("button", name="Stuur en toets"))
        analyst.find("[role=alert]").wait_for()

    twin = ask.get(analyst.host + bench(CHANGED, after=".json"))
    assert json.loads(twin.text())["of"]
