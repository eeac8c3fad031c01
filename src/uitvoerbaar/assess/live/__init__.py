"""The country under a hand: what every position of a dial costs, and who gains and loses, at two depths."""

from uitvoerbaar.assess.live.answer import CLASSES, Answer, GroupRow, SchemeRow, Share
from uitvoerbaar.assess.live.depth import COUNTRY, SAMPLE
from uitvoerbaar.assess.live.live import Live, open_live

__all__ = ["CLASSES", "COUNTRY", "SAMPLE", "Answer", "GroupRow", "Live", "SchemeRow", "Share", "open_live"]
