"""The one graph that every reader shares: its nodes, the store that makes them, and what it infers of each."""

from uitvoerbaar.law.graph.dial import Dial, Dialled, Range
from uitvoerbaar.law.graph.keys import key_of, referred
from uitvoerbaar.law.graph.nodes import (
    INFINITE,
    FieldSpec,
    Kind,
    Label,
    Node,
    Number,
    Origin,
    Record,
    having,
    strip,
    topological,
)
from uitvoerbaar.law.graph.store import Graph, GraphTooLarge

__all__ = [
    "INFINITE",
    "Dial",
    "Dialled",
    "FieldSpec",
    "Graph",
    "GraphTooLarge",
    "Kind",
    "Label",
    "Node",
    "Number",
    "Origin",
    "Range",
    "Record",
    "having",
    "key_of",
    "referred",
    "strip",
    "topological",
]
