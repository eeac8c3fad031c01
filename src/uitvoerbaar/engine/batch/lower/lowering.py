"""The lowering of outputs, as a batch asks it."""

from uitvoerbaar.engine.batch.lower.lowered import Lowered as Lowering

__all__ = ["Lowering"]
