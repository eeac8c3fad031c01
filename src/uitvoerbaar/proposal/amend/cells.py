"""A cell of a table changed: the same change as that of any number, held against the shape of the table."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.text.constants import Constant, LawText
from uitvoerbaar.law.text.controls import Control
from uitvoerbaar.law.text.grids import Cell, Grid, grids_of
from uitvoerbaar.proposal.amend.change import Amended, amend, controls_of
from uitvoerbaar.proposal.amend.value import AmendError, Number


def control_of(law: LawText, constant: Constant) -> Control:
    """The control that holds a constant of a law file."""
    for control in controls_of(law).values():
        if any(one.article == constant.article and one.path == constant.path for one in control.constants):
            return control
    raise AmendError(tr("de knop '{name}' bestaat niet", name=constant.dotted), file=law.file)


def amend_cell(law: LawText, grid: Grid, cell: Cell, given: str | Number, unit: str | None = None) -> Amended:
    """`law` with another number in a cell of a table, as `amend_cells`."""
    return amend_cells(law, grid, [(cell, given, unit)])


def amend_cells(law: LawText, grid: Grid, wanted: Sequence[tuple[Cell, str | Number, str | None]]) -> Amended:
    """`law` with other numbers in cells of a table: of each the cell, what was given, and the unit of a bare number.

    They are changed together, so that limits may trade places with what was beside them. Raises AmendError for a cell that is
    no number of the article, a number that is refused, and limits that would no longer rise: such a table is another rule.
    """
    given: dict[str, str | Number] = {}
    units: dict[str, str] = {}
    for cell, number, unit in wanted:
        if cell.constant is None:
            message = tr("'{words}' is geen getal van artikel {article}; verander het waar het wordt bepaald",
                         words=cell.words, article=grid.article)  # fmt: skip
            raise AmendError(message, file=law.file, article=grid.article)
        control = control_of(law, cell.constant)
        given[control.id] = number
        if unit:
            units[control.id] = unit
    made = amend(law, given, units)
    if wanted and not any(_same_shape(grid, other) for other in grids_of(made.after, grid.article)):
        first = wanted[0][0].constant
        said = ", ".join(change.given.understood for change in made.changes)
        message = tr("met {value} lopen de grenzen van de tabel niet meer op", value=said)
        line = None if first is None else first.place.line
        raise AmendError(message, file=law.file, line=line, article=grid.article)
    return made


def _same_shape(one: Grid, other: Grid) -> bool:
    return (one.path, one.form, len(one.rows)) == (other.path, other.form, len(other.rows))
