"""Numbers change at random moments while figures, courses and lamps are computed: what is shown is of what it is shown with.

UITVOERBAAR_EDITS says how many changes (by hand: 200); without it twenty. A browser does a tenth of them.
"""

from __future__ import annotations

import os
import random
import time
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.desk.test_serve import Running
from tests.whole.journeys.assessed import ARTICLE, DAY, LAW, Asker, bench
from tests.whole.journeys.conftest import Visit
from tests.whole.journeys.reference import STILL, Reference
from uitvoerbaar.face.live import display

EDITS = int(os.environ.get("UITVOERBAAR_EDITS", "20"))
HERE = f"/werkbank/{LAW}/artikel/{ARTICLE}"
_PLACES = [Decimal(n) / 4 for n in range(5)]
"""Where on its range a number may go: few places, so that each can be computed once more beside the server."""


@pytest.fixture(scope="module")
def reference(folk: Path) -> Reference:
    """The article on the people of the server."""
    return Reference(folk)


class Tab:
    """One tab that moves numbers and asks for its panels, over http."""

    def __init__(self, name: str, asker: Asker, reference: Reference, rng: random.Random) -> None:
        self.name, self.asker, self.reference, self.rng = name, asker, reference, rng
        self.number, self.values, self.seen = 0, {d.id: d.value for d in reference.dials}, dict.fromkeys("fcl", 0)

    def move(self) -> None:
        """Put one number elsewhere; sometimes back where the law has it."""
        dial = self.rng.choice(self.reference.dials)
        span = dial.range.hi - dial.range.lo
        self.values[dial.id] = self.rng.choice([dial.value, *(dial.range.lo + place * span for place in _PLACES)])
        self.number += 1

    def look(self, kind: str, number: int, values: dict[str, Decimal], dial: str = "") -> str:
        """Ask for a panel and hold it against what it must be; gives the panel."""
        place = {"f": "cijfers", "c": "verloop/strook", "l": "bewijzen"}[kind]
        told = {"op": DAY, **self.reference.query(values), "wie": self.name, "nummer": str(number)}
        panel = self.asker.text(f"{HERE}/{place}?{urlencode({**told, **({'knop': dial} if dial else {})})}")
        if kind == "f":
            self.reference.figures(values, panel)
        elif kind == "c":
            self.reference.along(values, dial, panel)
        else:
            self.reference.proofs(values, panel)
        self.seen[kind] += shows(panel)
        return panel


def shows(panel: str) -> bool:
    """Whether a panel shows anything computed."""
    return any(sign in panel for sign in ("facts keys", "<polyline", '<li class="', STILL))


def test_every_piece_is_of_the_numbers_that_it_is_shown_with(running: Running, reference: Reference) -> None:
    rng = random.Random(EDITS)
    tabs = [Tab(f"tab-{n}", Asker(running.address), reference, rng) for n in range(3)]
    older = 0
    for _ in range(EDITS):
        tab = rng.choice(tabs)
        before, was = tab.number, dict(tab.values)
        tab.move()
        tab.look("f", tab.number, tab.values)
        if before and rng.random() < 0.5:  # a poll of before that comes late
            late = tab.look("f", before, was)
            assert not shows(late) or reference.name(was) == reference.name(tab.values)
            older += 1
        for _ in range(rng.randrange(4)):
            kind = rng.choice("fcl")
            tab.look(kind, tab.number, tab.values, rng.choice(reference.dials).id if kind == "c" else "")
            time.sleep(rng.random() * 0.2)
    for tab in tabs:
        end = time.monotonic() + 240
        for kind, dial in (("f", ""), ("c", reference.dials[0].id), ("l", "")):
            while 'aria-busy="true"' in tab.look(kind, tab.number, tab.values, dial):
                assert time.monotonic() < end
                time.sleep(0.1)
    assert all(tab.seen[kind] > 0 for tab in tabs for kind in "fcl")
    assert older > 0
    shown = {kind: sum(tab.seen[kind] for tab in tabs) for kind in "fcl"}
    print(f"\n{EDITS} edits by 3 tabs, {older} late polls; shown and right: {shown}")


_LOOK = """() => ({
  fields: Object.fromEntries([...document.querySelectorAll('#knoppen input[inputmode]')].map(e => [e.name, e.value])),
  panels: [...document.querySelectorAll('.bench [data-of]')].map(e => ({
    id: e.id, of: e.dataset.of, old: e.classList.contains('old'), said: e.innerText, html: e.outerHTML,
    lit: e.id === 'bewijzen' && e.querySelectorAll('li.groen, li.rood').length
  }))
})"""


def test_what_a_browser_shows_is_never_of_an_older_number(visit: Visit, reference: Reference) -> None:
    visitor, rng, looks = visit(), random.Random(EDITS), 0
    visitor.open(bench())
    visitor.find("#verloop-1 polyline").first.wait_for()
    fields = visitor.find("#knoppen input[inputmode]")
    for _ in range(max(EDITS // 10, 8)):
        dial = rng.choice(reference.dials)
        span = dial.range.hi - dial.range.lo
        at = reference.dials.index(dial)
        if rng.random() < 0.3:
            visitor.find(f"#schuif-{at + 1}").press(rng.choice(["ArrowRight", "PageUp", "Home", "ArrowLeft"]))
        else:
            fields.nth(at).fill(display(dial, dial.range.lo + rng.choice(_PLACES) * span))
        for _ in range(rng.randrange(1, 8)):
            _hold(visitor.page.evaluate(_LOOK), reference)
            looks += 1
            visitor.page.wait_for_timeout(rng.random() * 250)
    for panel in ("#cijfers", "#verloop-1", "#bewijzen"):
        visitor.settled(panel)
    seen = visitor.page.evaluate(_LOOK)
    shown = _hold(seen, reference)
    assert shown >= {"cijfers", "verloop-1", "bewijzen"}
    values = reference.read(seen["fields"])
    for panel in seen["panels"]:
        if panel["id"] == "cijfers":
            reference.figures(values, panel["html"])
        if panel["id"] == "bewijzen":
            reference.proofs(values, panel["html"])
    print(f"\n{max(EDITS // 10, 8)} edits in a browser, {looks} looks")


def _hold(seen: Any, reference: Reference) -> set[str]:
    """What is not dimmed is of the values in the fields; lamps that are dimmed are out. Gives what is shown as of now."""
    values, shown = reference.read(seen["fields"]), set()
    for panel in seen["panels"]:
        number = panel["id"].rpartition("-")[2]
        dial = reference.dials[int(number) - 1].id if panel["id"].startswith("verloop") else ""
        if panel["old"]:
            assert not panel["lit"], "a lamp of an older text is lit"
            assert panel["id"] != "bewijzen" or "geldt voor elk huishouden" not in panel["said"]
        elif panel["of"]:
            assert panel["of"] == reference.name(values, dial), (panel["id"], seen["fields"])
            shown.add(panel["id"])
    return shown
