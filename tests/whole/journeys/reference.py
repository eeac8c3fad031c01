"""What the panels of the workbench must show at a position, computed here and not asked of the server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.whole.journeys.assessed import ARTICLE, DAY, LAW
from uitvoerbaar.desk.workbench.drawn import drawing_of
from uitvoerbaar.desk.workbench.position import position
from uitvoerbaar.desk.workbench.shown import figures_of
from uitvoerbaar.desk.workbench.typed import turned
from uitvoerbaar.face.article_text import change
from uitvoerbaar.face.course import course
from uitvoerbaar.face.lamps import lamps
from uitvoerbaar.face.laws import Laws, laws
from uitvoerbaar.face.live import ArticleDial, LiveArticle, article_dials, display
from uitvoerbaar.face.population import population

Values = Mapping[str, Decimal]
_OF, _EXACT = re.compile(r'data-of="(\w*)"'), re.compile(r'<dl class="facts keys">.*?title="([^"]*)"', re.S)
_LINE = re.compile(r'<polyline class="figure" points="([^"]*)"')
_LAMP = re.compile(r'<li class="(groen|rood|grijs)">')
_COLOURS = {"proven": "groen", "refuted": "rood"}
STILL = "Er verandert niets."


@dataclass
class Reference:
    """One article on the people of the server."""

    folk: Path
    _courses: dict[Any, set[tuple[str, ...]]] = field(default_factory=dict)
    _lamps: dict[Any, list[str]] = field(default_factory=dict)

    @cached_property
    def laws(self) -> Laws:
        """The laws of the day."""
        return laws(on=DAY)

    @cached_property
    def dials(self) -> tuple[ArticleDial, ...]:
        """The numbers of the article."""
        return article_dials(self.laws, LAW, ARTICLE)

    @cached_property
    def live(self) -> LiveArticle:
        """The article, ready."""
        return LiveArticle(self.laws, LAW, ARTICLE, population(self.folk).of_year)

    def moved(self, values: Values) -> Values:
        """Those that are elsewhere than where the law has them, as they are read from a page."""
        return self.read(self.query(values))

    def read(self, typed: Mapping[str, str]) -> Values:
        """What was typed in the fields of a page, by the names that they have."""
        return {each.dial.id: each.value for each in turned(self.dials, typed) if each.moved}

    def query(self, values: Values) -> dict[str, str]:
        """The values as a page sends them."""
        known = [d for d in self.dials if d.id in values and values[d.id] != d.value]
        return {f"d.{d.id}": display(d, values[d.id]) for d in known}

    def name(self, values: Values, dial: str = "") -> str:
        """What a panel must say that it is of."""
        told = {name: f"{value:f}" for name, value in self.moved(values).items()}
        asked: dict[str, Any] = {"day": DAY, "law": LAW, "article": ARTICLE, "changes": {}, "values": told}
        return position({**asked, "dial": dial} if dial else asked)

    def figures(self, values: Values, panel: str) -> None:
        """A panel of figures is of these values, in name and in numbers where it has any."""
        assert self._of(panel) == self.name(values)
        shown = _EXACT.search(panel)
        if shown is None and STILL not in panel:
            return
        wanted = figures_of(self.live.answer(self.moved(values)))
        assert (STILL in panel) == wanted["still"]
        if shown is not None:
            assert unescape(shown[1]) == wanted["treasury_exact"]

    def along(self, values: Values, dial: str, panel: str) -> None:
        """A course is along that dial with the others at these values."""
        assert self._of(panel) == self.name(values, dial)
        lines = tuple(_LINE.findall(panel))
        if not lines:
            return
        others = {name: value for name, value in self.moved(values).items() if name != dial}
        key = (dial, tuple(sorted(others.items())))
        if key not in self._courses:
            of = next(each for each in turned(self.dials, {}) if each.dial.id == dial)
            parts = course(self.live, dial, others, lambda: None)
            drawn = [drawing_of(part, of) for part in parts]
            self._courses[key] = {drawing.lines for drawing in drawn if drawing is not None}
        assert lines in self._courses[key]

    def proofs(self, values: Values, panel: str) -> None:
        """Lamps are those of the law with these values; one that is still sought is grey."""
        assert self._of(panel) == self.name(values)
        shown = _LAMP.findall(panel)
        if not shown:
            return
        moved = self.moved(values)
        key = tuple(sorted(moved.items()))
        if key not in self._lamps:
            self._lamps[key] = self._proven(moved)
        if 'aria-busy="false"' in panel:
            assert shown == self._lamps[key]
        for colour in set(shown) - {"grijs"}:
            assert shown.count(colour) <= self._lamps[key].count(colour)

    def _proven(self, moved: Values) -> list[str]:
        with TemporaryDirectory() as folder:
            files = []
            if moved:
                files.append(Path(folder) / "wet.yaml")
                units = {each.id: each.rule_unit for each in self.dials}
                made = change(self.laws, moved, {name: units[name] for name in moved}, law=LAW).after
                files[0].write_text(made.text, encoding="utf-8")
            *_, last = lamps(self.laws, LAW, files, lambda: None)
        results = [row["result"] for row in last["rows"]]
        return [_COLOURS.get(result, "grijs") for result in results if result != "not_applicable"]

    @staticmethod
    def _of(panel: str) -> str:
        found = _OF.search(panel)
        assert found is not None, panel[:300]
        return found[1]
