"""What is told when a question goes over a limit."""

from __future__ import annotations

from uitvoerbaar.base.language import both, tr
from uitvoerbaar.base.limits import Limit
from uitvoerbaar.base.text import Text


def over(limit: Limit) -> Text:
    """That a question is not answered because of a limit, and how that is lifted."""
    return both(tr("{told} ({hint})", told=limit.told(), hint=limit.hint))


def both_of(text: Text) -> dict[str, str]:
    """A text as it goes over the socket."""
    return {"nl": text.nl, "en": text.english}
