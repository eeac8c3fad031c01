"""Keys of a user's own rows (bsn, or any mark) as texts that compare."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_EXACT = 2.0**53
"""Below this a decimal holds every whole number."""


def key_text(keys: pa.Array) -> pa.Array:
    """Keys as texts that compare: without spaces around them, whole decimals as whole numbers, others as they are."""
    if pa.types.is_floating(keys.type):
        doubles = pc.cast(keys, pa.float64())
        whole = pc.and_(pc.equal(pc.floor(doubles), doubles), pc.less(pc.abs(doubles), _EXACT))
        numbers = pc.cast(pc.if_else(whole, doubles, None), pa.int64())
        return pc.coalesce(pc.cast(numbers, pa.string()), pc.cast(doubles, pa.string()))
    return pc.utf8_trim_whitespace(pc.cast(keys, pa.string()))
