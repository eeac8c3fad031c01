"""A proposal with one more change: the folder of another, in which some laws say other numbers after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from uitvoerbaar.base.files import read_bytes, read_own_text
from uitvoerbaar.base.yaml import load
from uitvoerbaar.proposal.amend.folder import Draft, LawPair, changes_of
from uitvoerbaar.proposal.load import FILE
from uitvoerbaar.proposal.model import Proposal

NUMBERS = "laws-getallen"
"""The folder of the laws that come on top of those of the proposal."""
_ESTIMATES = "raming"


def files_onto(base: Proposal, draft: Draft, pairs: Iterable[LawPair]) -> dict[str, bytes]:
    """The files of `base` with `pairs` on top of its law after, by their name in the folder.

    Every file of its folder comes along. proposal.yaml is written anew (comments in it do not come along): it has the id and
    title of `draft`, names the laws on top, and lists the changes behind those that were there. What the government estimated
    of `base` is left out: it is no estimate of this. Raises LawFileError for a file that cannot be read any more.
    """
    changed = [pair for pair in pairs if pair.before.text != pair.after.text]
    files = {name: read_bytes(path, str(path)) for name, path in _below(base.folder)}
    raw: dict[str, Any] = _plain(
        load(read_own_text(base.folder / FILE, str(base.folder / FILE)), str(base.folder / FILE))
    )
    after = dict(raw["na"])
    laws = [str(path.relative_to(base.folder)) for path in base.after.laws]
    after["wetten"] = [*(name for name in laws if name != NUMBERS), NUMBERS]
    title = {"nl": draft.title.nl, "en": draft.title.english}
    raw.pop(_ESTIMATES, None)
    made = {**raw, "id": draft.name, "titel": title, "na": after}
    made["wijzigingen"] = [*(raw.get("wijzigingen") or ()), *changes_of(changed)]
    files[FILE] = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=10_000).encode()
    return {**files, **{f"{NUMBERS}/{pair.id}.yaml": pair.after.bytes for pair in changed}}


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path.relative_to(folder).as_posix(), path


def _plain(value: Any) -> Any:
    """YAML as it was read, in the plain types that can be written."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    # Numbers with decimals are read exactly; as text they are read back as the same number.
    return value if isinstance(value, str | bool | int) or value is None else _Exact(str(value))


class _Exact(str):
    """A number as it is written."""


yaml.SafeDumper.add_representer(
    _Exact, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", str(number))
)
