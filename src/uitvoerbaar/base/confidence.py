"""How far a figure of the world can be trusted, in the words of the data files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from uitvoerbaar.base.text import Text

Confidence = Literal["gepubliceerd", "tweede hand", "uit het hoofd", "aanname", "eigen opgave"]
"""Read in the source itself; read in a text that names the source; not looked up; chosen by us, with a reason;
given by the user in a file of their own."""

CONFIDENCE_NAMES: Mapping[Confidence, Text] = {
    "gepubliceerd": Text("gepubliceerd", "published"),
    "tweede hand": Text("via een ander gelezen", "second-hand"),
    "uit het hoofd": Text("niet nagezocht", "not looked up"),
    "aanname": Text("aanname", "assumption"),
    "eigen opgave": Text("eigen opgave", "own figure"),
}

UNSURE: tuple[Confidence, ...] = ("uit het hoofd", "aanname")
"""A figure of a report that uses one of these is marked as an assumption, and says which figure it is."""

CONFIDENCES: tuple[str, ...] = get_args(Confidence)
OWN: Confidence = "eigen opgave"
