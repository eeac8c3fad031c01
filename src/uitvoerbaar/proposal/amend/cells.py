"""A cell of a table changed: the same change as that of any number, held against the shape of the table."""

from __future__ import annotations

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
    """`law` with another number in a cell of a table.

    Raises AmendError for a cell that is no number of the article, a number that is refused, and a limit that would no longer
    lie between those beside it: a table whose limits do not rise is another rule.
    """
    if cell.constant is None:
        message = tr("'{words}' is geen getal van artikel {article}; verander het waar het wordt bepaald",
                     words=cell.words, article=grid.article)  # fmt: skip
        raise AmendError(message, file=law.file, article=grid.article)
    control = control_of(law, cell.constant)
    made = amend(law, {control.id: given}, {control.id: unit} if unit else {})
    if not any(_same_shape(grid, other) for other in grids_of(made.after, grid.article)):
        message = tr("met {value} lopen de grenzen van de tabel niet meer op", value=str(given))
        raise AmendError(message, file=law.file, line=cell.constant.place.line, article=grid.article)
    return made


def _same_shape(one: Grid, other: Grid) -> bool:
    return (one.path, one.form, len(one.rows)) == (other.path, other.form, len(other.rows))
