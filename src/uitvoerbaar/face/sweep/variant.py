"""One variant of a sweep, computed: the same function in this process and on a machine of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.assess.live.measures import Measure
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.sweep.asked import Sweep, key_of
from uitvoerbaar.face.sweep.kept import Done
from uitvoerbaar.face.sweep.plan import Values

SHOWN = 5
"""Failed variants that an error names."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A variant that could not be computed, and why."""

    key: str
    why: str


Answered = Done | Failed


def computed(sweep: Sweep, measures: Sequence[Measure], question: Mapping[str, Any], values: Values) -> Done:
    """The figures of a variant. Raises UserError for what the law or the data cannot answer."""
    answer = sweep.answer(values)
    found = [measure.told(answer, sweep.rule) for measure in measures]
    figures = tuple(None if each is None else (float(each.value), float(each.low), float(each.high)) for each in found)
    return Done(key_of(question, values), figures, answer.undecided)


def here(
    sweep: Sweep, measures: Sequence[Measure], question: Mapping[str, Any], todo: Mapping[str, Values]
) -> Iterator[Answered]:
    """Variants (by their key) one after another in this process; one that fails does not stop the others."""
    for key, values in todo.items():
        try:
            yield computed(sweep, measures, question, values)
        except UserError as error:
            yield Failed(key, str(error))


def failures(failed: Sequence[Failed], numbers: Mapping[str, int], done: int) -> UserError:
    """What to tell of variants that failed: which, why, and that the others are kept."""
    told = [tr("variant {number}: {why}", number=numbers[each.key], why=each.why) for each in failed[:SHOWN]]
    left = len(failed) - len(told)
    more = [tr("… en nog {left}", left=left)] if left > 0 else []
    head = tr(
        "{failed} varianten zijn niet gelukt; {done} zijn gedaan en bewaard. Dezelfde opdracht probeert alleen deze opnieuw; "
        "zonder deze varianten (--variants) is er een tabel.",
        failed=len(failed),
        done=done,
    )
    return UserError("\n".join([head, *told, *more]))
