"""The name of a position: an article of the law of a day with its numbers where they stand. Every panel says of which it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_SHOWN = 16


def position(arguments: Mapping[str, Any]) -> str:
    """A name of 16 letters for what the compute process is asked about: the same for the same values, and for no other."""
    told = json.dumps(arguments, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:_SHOWN]
