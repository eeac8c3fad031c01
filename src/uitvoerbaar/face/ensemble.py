"""An ensemble of populations: each with other values of what was assumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from uitvoerbaar.base.cores import cores
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.face.progress import bar

if TYPE_CHECKING:
    from uitvoerbaar.population.ensemble.kept import Ensemble


def make_ensemble(members: int, households: int, seed: int, year: int, out: Path | None = None) -> Ensemble:
    """Make an ensemble with a bar of its parts; in the cache, where an assessment finds it, or in `out`.

    Parts that are there and whole are kept. Raises UserError for a wrong number or year, or a folder that cannot be used.
    """
    need_tables()
    from uitvoerbaar.population.ensemble.kept import kept_folder, open_ensemble
    from uitvoerbaar.population.ensemble.make import Size
    from uitvoerbaar.population.ensemble.make import make_ensemble as make

    folder = out or kept_folder()
    with bar(desc=tr("ensemble")) as shown:

        def told(there: int, of: int) -> None:
            shown.total = of
            shown.update(there - shown.n)

        make(folder, Size(members, households, seed, year), cores(), told)
    return open_ensemble(folder)
