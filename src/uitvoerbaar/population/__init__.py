"""A synthetic Netherlands made from published totals, or the user's own data: persons in households as columns."""

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

try:
    import pyarrow as _pyarrow  # noqa: F401  (only to tell the user which extra is missing)
except ModuleNotFoundError as error:
    raise UserError(
        tr(
            "voor bevolkingen is het pakket pyarrow nodig; installeer uitvoerbaar met de extra "
            "'population': pip install 'uitvoerbaar[population]'"
        )
    ) from error

from uitvoerbaar.population.own.load import load_own
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.read import PopulationFileError, load
from uitvoerbaar.population.synthetic.make import make

__all__ = ["Population", "PopulationFileError", "load", "load_own", "make"]
