"""The lines of poverty and what was published of them: data/assess/armoede.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.read_fact import read_fact

FILE = "armoede.yaml"
POVERTY = "armoede"
"""The id of the poverty line of CBS, SCP and Nibud."""
Who = Literal["personen", "kinderen", "werkenden"]
WHO: Mapping[Who, Text] = {
    "personen": Text("Mensen", "People"),
    "kinderen": Text("Kinderen", "Children"),
    "werkenden": Text("Werkenden", "Workers"),
}
"""Everybody; who is younger than 18; who has most of their own income from work."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published share of a group that lives below a line (`fact`: a part of one, with its year and source)."""

    who: Who
    fact: Fact


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the output of a law that gives the amount of a household, what does not count as income (`without`) and of
    what a household that has as much is not counted (`buffer`); both are outputs of the same law, None without one.
    """

    id: str
    name: Text
    law: str
    limit: str
    without: str | None
    buffer: str | None
    caveat: Text
    published: tuple[Published, ...]
    lookback: bool = False
    """Only for backtests of earlier estimates: an assessment does not count it."""

    def latest(self, who: Who) -> Fact | None:
        """What was last published of a group; None when nothing was."""
        found = [each.fact for each in self.published if each.who == who]
        return max(found, key=lambda fact: fact.year, default=None)


def load_lines() -> tuple[Line, ...]:
    """The lines, in the order of the file. Raises LawFileError for a malformed file."""
    file = read_assess(FILE)
    lines = tuple(_line(e) for e in file.objects("grenzen"))
    file.check()
    return lines


def _line(e: Entries) -> Line:
    return Line(
        e.word("id"),
        e.text("naam"),
        e.word("wet"),
        e.word("grens"),
        e.word("zonder") if "zonder" in e else None,
        e.word("buffer") if "buffer" in e else None,
        e.text("let_op"),
        tuple(
            Published(cast(Who, p.choice("wie", get_args(Who))), read_fact(p, "aandeel"))
            for p in e.objects("gepubliceerd")
        ),
        e.truth("terugblik") if "terugblik" in e else False,
    )


def known_lines() -> tuple[Line, ...]:
    """The lines that an assessment counts; none where the data folder has none. Raises LawFileError as `load_lines`."""
    if not (data_dir() / "assess" / FILE).is_file():
        return ()
    return tuple(line for line in load_lines() if not line.lookback)
