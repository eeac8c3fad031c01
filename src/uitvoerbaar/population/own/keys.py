"""Keys of a user's own rows (bsn, or any mark) as texts that compare."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.language import tr

_EXACT = 2.0**53
"""Below this a decimal holds every whole number."""


def key_text(keys: pa.Array) -> pa.Array:
    """Keys as texts that compare: without spaces around them, whole decimals as whole numbers, others as they are.

    A column of texts that are all whole decimals (`12.0`) is what a program makes of whole numbers with empty cells among them.
    """
    if pa.types.is_floating(keys.type):
        doubles = pc.cast(keys, pa.float64())
        whole = pc.and_(pc.equal(pc.floor(doubles), doubles), pc.less(pc.abs(doubles), _EXACT))
        numbers = pc.cast(pc.if_else(whole, doubles, None), pa.int64())
        return pc.coalesce(pc.cast(numbers, pa.string()), pc.cast(doubles, pa.string()))
    text = pc.utf8_trim_whitespace(pc.cast(keys, pa.string()))
    decimals = pc.match_substring_regex(text, _WHOLE_DECIMAL)
    if pc.any(decimals).as_py() and pc.all(decimals).as_py():
        return pc.replace_substring_regex(text, _WHOLE_DECIMAL, r"\1")
    return text


_WHOLE_DECIMAL = r"^(\d+)[.,]0$"

_SCIENTIFIC = r"^\s*\d([.,]\d+)?[eE]\+\d+\s*$"
"""As a spreadsheet shows a long number: 1,23457E+08."""


def shortened(keys: pa.Array) -> npt.NDArray[np.bool_]:
    """Which keys are in scientific notation, so that digits are lost and two persons may have one key."""
    if pa.types.is_floating(keys.type) or pa.types.is_integer(keys.type):
        return np.zeros(len(keys), np.bool_)
    found = pc.match_substring_regex(pc.cast(keys, pa.string()), _SCIENTIFIC)
    return np.asarray(pc.fill_null(found, False).to_numpy(zero_copy_only=False), np.bool_)


def digits_lost() -> str:
    """What is said of such keys."""
    return tr("staat in wetenschappelijke notatie, waarin cijfers ontbreken; toon de kolom als tekst of als getal")
