"""The tables of this folder: which law is edited how, what must catch it, and why.

- `law`: the file under the laws of its country, without `.yaml`; or `proposal`, the id of a shipped proposal of which the
  description is edited.
- `given`: edits that hold before and after; `edit`: the fault. An edit replaces every occurrence, and must occur.
- `date`: the day that is looked at, when that is not the first day of the law.
- `describes`: lines for the description of the proposal (day of publication, first day).
- `caught_by`: `check` (words of a problem), `test` with `finding` (start of its id) or `property` with `output`
  (of the edited law, or `law.output`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from uitvoerbaar.base.yaml import load

HERE = Path(__file__).parent
Country = Literal["nederland", "polderland"]
Edits = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Catcher:
    """What must notice a fault: a problem of `check`, a finding of a test, or a property that is refuted."""

    kind: Literal["check", "test", "property"]
    name: str
    """Words of the problem, the id of the test, or the id of the property."""
    detail: str = ""
    """Start of the id of the finding, or the output of the law that the property is about."""
    severity: str = ""
    """The severity that the finding must have; empty for any above 'informatie'."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a law file or of a description, and what is expected of it."""

    id: str
    country: Country
    law: str
    proposal: str
    given: Edits
    edits: Edits
    describes: tuple[tuple[str, str], ...]
    date: str
    """The day on which the law is looked at: its own first day, or the first of 2026 in the fictional country."""
    catchers: tuple[Catcher, ...]
    why: str

    @property
    def law_id(self) -> str:
        """The id of the edited law."""
        path = Path(self.law)
        return path.parent.name if self.country == "nederland" else path.name

    @property
    def without(self) -> str:
        """A name for the same law without the fault, which all faults in that law share."""
        kind = hashlib.sha256(repr((self.law, self.proposal, self.given, self.date)).encode()).hexdigest()
        return f"zonder-{kind[:12]}"


def read(name: str) -> list[Edit]:
    """The edits in a table of this folder."""
    path = HERE / name
    return [_edit(row) for row in load(path.read_text(encoding="utf-8"), str(path))]


def _edit(row: Mapping[str, Any]) -> Edit:
    catchers, law = row.get("caught_by") or row["watched_by"], str(row.get("law", ""))
    own = Path(law).name if row["country"] == "nederland" else "2026-01-01"
    return Edit(
        id=str(row["id"]),
        country=row["country"],
        law=law,
        proposal=str(row.get("proposal", "")),
        given=_edits(row.get("given", ())),
        edits=_edits(row.get("edit", ())),
        describes=tuple((str(k), str(v)) for k, v in row.get("describes", {}).items()),
        date=str(row.get("date", own)),
        catchers=tuple(_catcher(c) for c in catchers),
        why=str(row["why"]),
    )


def _edits(rows: Any) -> Edits:
    return tuple((str(row["find"]), str(row["replace"])) for row in rows)


def _catcher(raw: Mapping[str, Any]) -> Catcher:
    if "test" in raw:
        return Catcher("test", str(raw["test"]), str(raw.get("finding", "")), str(raw.get("severity", "")))
    if "property" in raw:
        return Catcher("property", str(raw["property"]), str(raw["output"]))
    return Catcher("check", str(raw["check"]))
