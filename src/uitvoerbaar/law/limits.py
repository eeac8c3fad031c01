"""Bounds of the format (RegelRecht configuration): what an engine must refuse."""

MAX_CROSS_LAW_DEPTH = 20
MAX_OPERATION_DEPTH = 100
MAX_ARRAY_SIZE = 1000
