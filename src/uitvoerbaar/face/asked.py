"""What a user asks for by name: an output of a law, or a scheme that stands for one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from uitvoerbaar.assess.norms import Scheme, load_settings
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.face.given import Kind

Asked = str | tuple[str, str]
"""A scheme ('zorgtoeslag'), 'law:output', or (law, output)."""

ASKED = Kind(
    lambda value: isinstance(value, str), mark("een regeling, WET:UITKOMST of (wet, uitkomst)"), "'zorgtoeslag'"
)
_EXAMPLE = "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"


def schemes() -> dict[str, Scheme]:
    """Every scheme by its id, and net income ('netto'), from data/assess/regelingen.yaml."""
    file = data_dir() / "assess" / "regelingen.yaml"
    return dict(_schemes(file, file.stat().st_mtime_ns))


@lru_cache(maxsize=4)
def _schemes(file: Path, changed: int) -> dict[str, Scheme]:
    """Read once for each state of the file: a list of laws asks for it at every law."""
    settings = load_settings()
    return {scheme.id: scheme for scheme in (*settings.schemes, settings.net)}


def output_of(asked: Asked) -> tuple[str, str]:
    """(law, output) of what was asked. Raises UserError for a name that is neither."""
    if isinstance(asked, tuple) and len(asked) == 2 and all(isinstance(part, str) for part in asked):
        return asked
    if not isinstance(asked, str):
        raise ASKED.wrong("what", asked)
    law, colon, output = asked.partition(":")
    if colon and law and output:
        return law, output
    known = {} if colon else schemes()
    if asked in known:
        return known[asked].law, known[asked].output
    hint = suggest(asked, known)
    names = (
        tr(", en geen regeling{word}; er zijn: {known}", word=f" ({hint})" if hint else "", known=", ".join(known))
        if known
        else ""
    )
    raise UserError(
        tr("'{asked}' is geen WET:UITKOMST, zoals {example}{names}", asked=asked, example=_EXAMPLE, names=names),
        expected=", ".join(known) or _EXAMPLE,
        hint=hint,
    )
