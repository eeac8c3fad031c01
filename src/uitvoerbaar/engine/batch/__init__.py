"""Many people at once: columns in, columns of outcomes out, exact to the cent; what a kernel doubts, the walk decides."""

from uitvoerbaar.engine.batch.batch import Batch, Mirror
from uitvoerbaar.engine.batch.people import Collection, People, Strings
from uitvoerbaar.engine.batch.results import Result

__all__ = ["Batch", "Collection", "Mirror", "People", "Result", "Strings"]
