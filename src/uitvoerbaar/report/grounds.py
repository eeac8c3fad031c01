"""What an interval comes from, in a few words: a reader takes one for a measurement of this proposal unless it says otherwise."""

from __future__ import annotations

from uitvoerbaar.findings import Range
from uitvoerbaar.report.words import Lang, catalogue


def grounds_said(span: Range, lang: Lang) -> str:
    """What the ends of an interval come from, once where both come from the same; of one that does not say it, that it is wider
    than the sample alone."""
    fixed = catalogue(lang)
    if not span.grounds:
        return str(fixed["with_assumptions"])
    low, high = (str(fixed["grounds"][ground]) for ground in (span.grounds[0], span.grounds[-1]))
    return low if low == high else str(fixed["grounds_of_ends"].format(low=low, high=high))
