"""What happened and what is compared with it: data/queues/terugblik.yaml, each figure with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.queues.data import folder, load_tariffs
from uitvoerbaar.delivery.queues.draws import Draws
from uitvoerbaar.delivery.queues.lookback import (
    Callers,
    Ours,
    assessments,
    callers_and_missed,
    cbr,
    court,
    recovery,
    telephone,
)
from uitvoerbaar.delivery.read_fact import read_confidence, read_fact

Role = Literal["geijkt", "voorspeld"]
CLOSE = 0.1
"""ASSUMPTION: a prediction within 10 percent of what was published is near, further off is a miss."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of the model beside the published one (None: none was found): which case, what, fitted or predicted, how."""

    id: str
    case: str
    what: Text
    role: Role
    how: Text
    published: Fact | None
    ours: Ours

    @property
    def off(self) -> float | None:
        """How far ours is from the published figure, as a share of it; None without one."""
        return None if self.published is None else self.ours.value / self.published.value - 1

    @property
    def near(self) -> bool | None:
        """Whether a prediction came near; None when there is nothing to compare, or when it was fitted."""
        return None if self.off is None or self.role == "geijkt" else abs(self.off) <= CLOSE


@dataclass(frozen=True, slots=True)
class Lookback:
    """All comparisons with the names of their cases; `day` is when the published figures were gathered."""

    cases: Mapping[str, Text]
    comparisons: tuple[Comparison, ...]
    facts: Mapping[str, Fact]
    day: str


def look_back(draws: Draws, path: Path | None = None) -> Lookback:
    """Run the queues on what happened. Raises LawFileError for a malformed file."""
    file = read_entries(path or folder() / "terugblik.yaml")
    entries = file.object("feiten")
    facts = {name: read_fact(entries.object(name)) for name in entries.names()}
    callers = _callers(file.object("bellers"), facts)
    cases = {entry.word("id"): entry.text("naam") for entry in file.objects("gevallen")}
    asked = [_asked(entry, cases, facts) for entry in file.objects("vergelijkingen")]
    day = file.word("peildatum")
    file.check()
    tariffs = load_tariffs()
    ours = {
        **cbr(facts, draws),
        **telephone(facts, callers),
        **recovery(facts, draws),
        **assessments(facts, draws),
        **court(facts, tariffs.court, tariffs.grace + tariffs.court_after + tariffs.court_term),
    }
    made = tuple(
        Comparison(id_, case, what, role, how, facts[fact] if fact else None, ours[id_])
        for id_, case, what, role, how, fact in asked
    )
    return Lookback(cases, made, facts, day)


def _asked(
    entry: Entries, cases: Mapping[str, Text], facts: Mapping[str, Fact]
) -> tuple[str, str, Text, Role, Text, str]:
    return (
        entry.word("id"),
        entry.choice("geval", cases),
        entry.text("wat"),
        cast(Role, entry.choice("rol", get_args(Role))),
        entry.text("hoe"),
        entry.choice("feit", facts) if "feit" in entry else "",
    )


def _callers(entry: Entries, facts: dict[str, Fact]) -> Callers:
    """The months of the telephone line; what follows from them is a published fact too."""
    found = Callers(
        tuple(float(each) for each in entry.numbers("mensen")),
        tuple(float(each) for each in entry.numbers("niet_geholpen")),
    )
    year, source, sure, url = entry.number("jaar"), entry.word("bron"), read_confidence(entry), entry.word("url")
    follows = {
        "bt_samenhang": callers_and_missed(found),
        "bt_gemist_januari": found.missed[0],
        "bt_gemist_september": found.missed[8],
    }
    facts.update({name: Fact(value, "", year, source, sure, url=url) for name, value in follows.items()})
    return found
