"""The sum of the months of a whole year as the law grants it: rounded, and small amounts left out, by the article that says so."""

from __future__ import annotations

from datetime import date

import numpy as np

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.by_month import MICRO, Micros, micros, shared
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import Corpus, Linker
from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.periods import Period, Settled


def year_amounts(corpus: Corpus, rule: Period, year: int, months: int, totals: Micros) -> Micros:
    """What sums of months of a calendar year come to; a whole year as the law grants it, where a law says how.

    `totals` are sums of what the law gives (for `rule.part` periods), in millionths of a cent, as is the result.
    """
    amounts = shared(totals, rule)
    if rule.settled is None or months < MONTHS:
        return amounts
    return settle(corpus, date(year, 1, 1).isoformat(), rule.settled, amounts)


def settle(corpus: Corpus, day: str, rule: Settled, amounts: Micros) -> Micros:
    """What is granted of amounts (millionths of a cent) by the law in force on `day`.

    Raises LawLookupError when that law is not in the corpus.
    """
    spec = FieldSpec("number", unit="eurocent", nullable=False, integer=False)
    linked = Linker(corpus, day).link(rule.law, (rule.output,), {rule.parameter: spec})
    each, place = np.unique(amounts, return_inverse=True)  # equal amounts are granted equally: the law is asked once
    people = People(len(each), {rule.parameter: each / MICRO}, np.full(len(each), -1, np.int32))
    result = Batch({rule.output: linked.outputs[rule.output]}, backend="numpy").run(people)
    if result.errors:
        raise next(iter(result.errors.values()))
    granted: Micros = micros(result, rule.output)[place]
    return granted
