"""Keys of a user's own rows (bsn, or any mark) as texts that compare."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def key_text(keys: pa.Array) -> pa.Array:
    """Keys as texts that compare: without spaces around them, whole decimals as whole numbers."""
    if pa.types.is_floating(keys.type):
        keys = pc.cast(keys, pa.int64(), safe=False)
    return pc.utf8_trim_whitespace(pc.cast(keys, pa.string()))
