"""Readers of the law graph: the reference walk for one case, kernels for millions."""

from __future__ import annotations

from uitvoerbaar.engine.reference.case import DataSource, Result, evaluate
from uitvoerbaar.engine.reference.values import EvaluationError

__all__ = ["DataSource", "EvaluationError", "Result", "evaluate"]
