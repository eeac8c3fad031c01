"""Proposals made to do harm, sent to the real server: refused or bounded, nothing runs in a page, the server goes on."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.desk.test_serve import Running
from tests.whole.journeys.assessed import CHANGED, Asker, bench
from tests.whole.journeys.conftest import Visit
from tests.whole.journeys.visitor import LONG

_SECONDS = 300
LAW = "voorstel/laws/wet_op_de_zorgtoeslag.yaml"
EVIL = "<img id=kwaad src=x onerror=alert(1)><script id=kwaad>alert(1)</script>\"'><svg/onload=alert(1)>"
Edit = Callable[[str], str]


def _put(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


def _nested(deep: int) -> str:
    return "{operation: ADD, values: [1, " * deep + "1" + "]}" * deep


HOSTILE: dict[str, Edit] = {
    "a number without end": _put("value: 2973600", "value: " + "9" * 50_000),
    "no number": _put("value: 2973600", "value: .nan"),
    "endless": _put("value: 2973600", "value: .inf"),
    "a power": _put("value: 2973600", "value: 1e999999999"),
    "a law that reads itself": _put("value: $drempelinkomen_jaar}", "value: $drempelinkomen}"),
    "as deep as it goes": _put("value: $drempelinkomen_jaar}", f"value: {_nested(5_000)}}}"),
    "aliases upon aliases": _put(
        "articles:", "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
        "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\narticles:",
    ),
    "an object of Python": _put("name: Wet op de zorgtoeslag", "name: !!python/object/apply:os.system ['true']"),
    "a source elsewhere": _put("regulation: zorgverzekeringswet", "regulation: ../../../../etc/passwd"),
    "an operation of markup": _put("operation: AGE", "operation: '<script>alert(1)</script>'"),
    "two articles with one number": _put("number: '2'", "number: '1'"),
    "a day that is none": _put("valid_from: '2026-01-01'", "valid_from: '2026-02-31'"),
}  # fmt: skip


@pytest.fixture(scope="module")
def proposal(running: Running) -> bytes:
    """The proposal of the workbench, as a zip."""
    return Asker(running.address).get(bench(CHANGED, after="/voorstel.zip"))[1]


def edited(data: bytes, edit: Edit, name: str = LAW) -> bytes:
    """A zip with one file changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            text = old.read(each)
            new.writestr(each, edit(text.decode()).encode() if each == name else text)
    return held.getvalue()


def test_every_hostile_law_is_refused_and_the_server_goes_on(running: Running, proposal: bytes) -> None:
    asker = Asker(running.address)
    for name, edit in HOSTILE.items():
        at = asker.send("/toetsen/nieuw", "/toetsen", "bestand", edited(proposal, edit))
        end = time.monotonic() + _SECONDS
        while (now := json.loads(asker.text(f"{at}.json")))["state"] not in ("afgekeurd", "mislukt", "klaar"):
            assert time.monotonic() < end, (name, now)
            time.sleep(0.2)
        page = asker.text(at)
        if now["state"] == "klaar":  # a name of a law is looked up among the laws, never on the disk
            assert name == "a source elsewhere"
            assert "root:x" not in asker.text(f"{at}/bestand/report.json")
        else:
            assert now["problems"] or now["message"], name
        assert "Traceback" not in page
        assert "<script>alert" not in page
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        asker.post(f"{at}/weg", {"csrfmiddlewaretoken": token[1]})
        assert 'class="figures"' in asker.text(bench(CHANGED, after="/cijfers"))


def test_markup_in_every_text_runs_nowhere(visit: Visit, proposal: bytes) -> None:
    def spoil(text: str) -> str:
        """Markup behind every text between quotes that is words for people."""
        kinds = "titel|samenvatting|besluit_door|voor|na|bron_cijfers"
        assert re.search(kinds, text)
        safe = EVIL.replace('"', '\\"')
        return re.sub(r'^(\s+(?:nl|en): ")(.*)"$', lambda m: f'{m[1]}{m[2]} {safe}"', text, flags=re.M)

    visitor = visit()
    visitor.page.on("dialog", lambda dialog: visitor.wrong.append(f"a page said {dialog.message}"))
    data = edited(edited(proposal, spoil, "voorstel/proposal.yaml"), _put("Wie te veel vermogen", f"{EVIL} vermogen"))
    visitor.open("/toetsen")
    visitor.find("#bestand").set_input_files(
        {"name": f"{EVIL[:40]}.zip", "mimeType": "application/zip", "buffer": data}
    )
    visitor.page.get_by_role("button", name="Stuur en toets").click()
    visitor.find("#stand").wait_for()
    assert visitor.find("#kwaad").count() == 0
    assert "<img id=kwaad" in visitor.find("h1").inner_text()
    visitor.find("iframe.report").wait_for(timeout=LONG)
    at = visitor.page.url
    for address in (at, f"{at}/rapport", f"{visitor.host}/toetsen"):
        visitor.open(address)
        for frame in visitor.page.frames:
            assert frame.locator("#kwaad").count() == 0, address
    assert "<img id=kwaad" in visitor.find("main").inner_text()
