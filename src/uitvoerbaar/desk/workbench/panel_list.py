"""Which panels stand beside the figures, in the order in which they are asked: cheap ones first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.desk.workbench import panel_words


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its name in an address, its title, the work that answers it, and how its answer is shown."""

    name: str
    title: str
    kind: str
    shown: Callable[[Mapping[str, Any]], Mapping[str, Any]]

    @property
    def id(self) -> str:
        """Its name in the page."""
        return f"paneel-{self.name}"

    @property
    def words(self) -> str:
        """Its title in the active language."""
        return tr(self.title)

    @property
    def template(self) -> str:
        """What shows its answer."""
        return f"workbench/panel_{self.kind}.html.j2"


PANELS: tuple[Panel, ...] = (
    Panel("bronnen", mark("Van welk inkomen zij leven"), "income_sources", panel_words.sources),
    Panel("meer-loon", mark("Wat er van meer loon overblijft"), "rates", panel_words.rates),
    Panel("sprongen", mark("Waar het inkomen springt"), "edges", panel_words.edges),
    Panel("vergissingen", mark("Wat een vergissing kost"), "slips", panel_words.slips),
)
"""In the order in which they are asked: cheap ones first."""
