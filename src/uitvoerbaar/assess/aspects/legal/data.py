"""data/assess/waarborgen.yaml as records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.findings import Text

Kind = Literal["tekst", "termijn", "onderwerp", "delegatie", "laag", "voornemen", "hoofdstuk"]
Where = Literal["regeling", "gewijzigd"]
Means = Literal["goed", "vraag", "niets"]
Said = Literal["terugwerkend", "doel", "alternatief", "uitvoerder"]


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A question on the law: by what its answer is seen (`words`, a `subject` of ruimte.yaml, something `said` by the proposal or
    another `chapter`), where to look, and what it means when it is found or not. `citizen` tells who acts within a term; a sentence
    with `against` in it does not count, for it says the reverse or is about something else.
    """

    id: str
    group: Text
    question: Text
    kind: Kind
    where: Where
    found: Means
    otherwise: Means
    norm: str
    words: re.Pattern[str] | None = None
    citizen: bool | None = None
    subject: str | None = None
    said: Said | None = None
    chapter: str | None = None
    against: re.Pattern[str] | None = None

    def says(self, sentence: str) -> bool:
        """Whether a sentence of the law has the words."""
        if self.words is None or not self.words.search(sentence):
            return False
        return self.against is None or not self.against.search(sentence)


def load_safeguards() -> tuple[Safeguard, ...]:
    """The safeguards in the order of the file. Raises LawFileError for a malformed file."""
    file = read_assess("waarborgen.yaml")
    groups = file.texts("groepen")
    found = tuple(_safeguard(e, groups) for e in file.objects("waarborgen"))
    file.check()
    return found


def _safeguard(e: Entries, groups: Mapping[str, Text]) -> Safeguard:
    citizen = e.truth("burger") if "burger" in e and e.raw["burger"] is not None else None
    return Safeguard(
        e.word("id"),
        groups.get(e.choice("groep", groups), Text("", "")),
        e.text("vraag"),
        cast(Kind, e.choice("soort", get_args(Kind))),
        cast(Where, e.choice("waar", get_args(Where))),
        cast(Means, e.choice("gevonden", get_args(Means))),
        cast(Means, e.choice("anders", get_args(Means))),
        e.word("norm"),
        e.pattern("woorden") if "woorden" in e else None,
        citizen,
        e.word("onderwerp") if "onderwerp" in e else None,
        cast(Said, e.choice("voornemen", get_args(Said))) if "voornemen" in e else None,
        e.word("hoofdstuk") if "hoofdstuk" in e else None,
        e.pattern("uitgezonderd") if "uitgezonderd" in e else None,
    )
