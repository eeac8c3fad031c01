"""With what a compute process is started, and whether one that runs was started with the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.environment import OWN
from uitvoerbaar.base.limits import LIMITS
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.base.version import __version__
from uitvoerbaar.desk.compute.questions import digest
from uitvoerbaar.desk.compute.turns import GRACE

IDLE = 600.0
_PREFIX = "UITVOERBAAR_"
_PACKAGE = Path(__file__).resolve().parents[2]
_OWN = tuple(
    f"uitvoerbaar.desk.compute.{name}"
    for name in ("builtin", "works", "live", "rule", "households", "panels", "assess", "variants", "solve", "plan")
)


@dataclass(frozen=True)
class Setting:
    """`population`: the folder that works use when a question names none. `works`: modules that register works beside ours.

    `idle`: seconds after which the process ends by itself when no client is connected. `grace`: seconds in which a work that
    is over a limit must end before the process does.
    """

    population: Path | None = None
    works: tuple[str, ...] = ()
    idle: float = IDLE
    grace: float = GRACE

    def check(self) -> None:
        """Raises UserError for a bound in the environment that is no number, before a process is started with it."""
        for limit in LIMITS:
            _ = limit.most

    @property
    def modules(self) -> tuple[str, ...]:
        """All modules that register works."""
        return (*_OWN, *self.works)

    @cached_property
    def stamp(self) -> str:
        """What answers depend on beside the questions: the program as it is on disk now, the setting, and our variables."""
        ours = {name: value for name, value in os.environ.items() if name.startswith(_PREFIX) and name != OWN}
        return digest([__version__, source_hash(_PACKAGE), self.words(), ours])

    def words(self) -> list[str]:
        """The setting as words of a command line."""
        words = ["--idle", str(float(self.idle)), "--grace", str(float(self.grace))]
        if self.population is not None:
            words += ["--population", str(self.population)]
        return words + [word for module in self.works for word in ("--works", module)]
