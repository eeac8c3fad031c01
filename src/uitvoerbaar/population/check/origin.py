"""Of each published figure whether the population was made of it: input, tuned to it, or never used.

Nobody writes the kind down. It follows from what the steps read: a figure is an input when its key is that of a cell that was
read or when it follows from such cells by value; tuned when an assumption that was read says that it was set to it; and never
used when neither is so. Only the last kind measures anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.population.check.derive import Inputs
from uitvoerbaar.population.check.figures import Figure
from uitvoerbaar.population.check.inputs import read_series, read_tuned
from uitvoerbaar.population.manifest import PopulationFileError
from uitvoerbaar.population.reads import Reads, from_data
from uitvoerbaar.population.tables import PopulationDataError

CALIBRATED, INPUT, TUNED, NEVER_USED = "geijkt", "invoer", "afgesteld", "niet_gebruikt"
KINDS = (CALIBRATED, INPUT, TUNED, NEVER_USED)
_TO = mark("afgesteld in {name}")


@dataclass(frozen=True, slots=True)
class Origin:
    """The kind of a figure; `form` and `name` say by what it was used, both empty for one that was never used."""

    kind: str
    form: str = ""
    name: str = ""

    def told(self) -> str:
        """By what the figure was used, in the active language."""
        return tr(self.form, name=self.name) if self.form else ""

    def written(self) -> str:
        """The same in Dutch: for data."""
        return self.form.format(name=self.name)


def reads_of(manifest: Mapping[str, Any]) -> Reads:
    """All that the steps read that made a population. Raises PopulationFileError for one that does not say so."""
    if "gelezen" not in manifest:
        raise PopulationFileError(
            tr(
                "het manifest zegt niet welke cijfers elke stap las ('gelezen'); maak de bevolking opnieuw met deze versie"
            )
        )
    made = Reads()
    for step in manifest["gelezen"]:
        made.add(from_data(step))
    return made


def origins(figures: Sequence[Figure], reads: Reads) -> dict[str, Origin]:
    """The origin of each figure by its id. Raises PopulationDataError when something is tuned to a figure that is not there."""
    inputs, tuned = Inputs(read_series(reads)), read_tuned(reads)
    names = {figure.id for figure in figures}
    for one in tuned:
        if one.figure not in names:
            raise PopulationDataError(
                tr("{name}: afgesteld_op '{figure}': dat cijfer is er niet", name=one.name, figure=one.figure)
            )
    by_hand = {one.figure: one.name for one in reversed(tuned)}
    found = {}
    for figure in figures:
        way = inputs.way(figure)
        if way is not None:
            found[figure.id] = Origin(INPUT, way.form, way.name)
        elif figure.id in by_hand:
            found[figure.id] = Origin(TUNED, _TO, by_hand[figure.id])
        else:
            found[figure.id] = Origin(NEVER_USED)
    return found
