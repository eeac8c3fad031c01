"""An explained case: the answer of the law, and how it comes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine.explain.as_text import letter
from uitvoerbaar.engine.explain.explainer import Assumed, Explainer, Explanation, Used
from uitvoerbaar.engine.explain.needs import needs_of
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.explain.read_case import read_case
from uitvoerbaar.engine.explain.refusals import find_law, undecided
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.face.case import Case

if TYPE_CHECKING:
    from uitvoerbaar.engine.explain.trace import Step


@dataclass(frozen=True, repr=False)
class Explained:
    """The answer to one question about one case. In a notebook it shows the steps as a tree that unfolds.

    >>> import uitvoerbaar as uv
    >>> told = uv.laws(on="2026-01-01").explain("zorgtoeslag", uv.case(loon_uit_dienstbetrekking=uv.euro(25_000)))
    >>> told
    <hoogte zorgtoeslag: € 1.550,00 (wet_op_de_zorgtoeslag, 2026-01-01)>
    >>> told.value, told.unit
    (155000, 'eurocent')
    >>> [assumed.name for assumed in told.assumed][:2]
    ['geboortedatum', 'heeft_zorgverzekering']
    """

    record: Explanation
    notes: tuple[str, ...] = ()
    """What was understood of amounts that were typed without a unit."""

    @property
    def value(self) -> Any:
        """The answer: a number in `unit` (amounts in eurocent), a truth, a text or a day; None where the law says nothing."""
        return self.record.value

    @property
    def unit(self) -> str | None:
        """The unit of the answer, as the law declares it."""
        return self.record.unit

    @property
    def outputs(self) -> dict[str, Any]:
        """Every output that was linked for the answer, by name."""
        return dict(self.record.outputs)

    @property
    def summary(self) -> tuple[str, ...]:
        """How the law comes to the answer, in a few Dutch sentences."""
        return self.record.summary

    @property
    def english(self) -> tuple[str, ...]:
        """The same sentences in English, one for one."""
        return self.record.english

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """What was read but not named in the case: whose it is, its name, the default that was used, and its unit."""
        return self.record.assumed

    @property
    def laws(self) -> tuple[Used, ...]:
        """The versions of laws that the answer rests on, with the articles that were reached."""
        return self.record.laws

    @property
    def trace(self) -> Step:
        """Every step as a tree; iterate over it for all steps from the top down."""
        return self.record.trace

    def text(self, *, everything: bool = False, width: int | None = None) -> str:
        """The explanation as text, folded to `width` columns; `everything` tells every sum in every law."""
        return letter(self.record, everything, width)

    def as_json(self) -> dict[str, Any]:
        """The explanation as JSON values, with every step."""
        return self.record.as_json()

    def __repr__(self) -> str:
        plain, law = plain_words(), f"{self.record.law.id}, {self.record.date}"
        return f"<{plain.words(self.record.output)}: {plain.show(self.value, self.unit)} ({law})>"

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.trace_html import explained_html

        return explained_html(self.record)


def explain(explainer: Explainer, law: str, output: str, date: str, case: Case) -> Explained:
    """One case explained. Raises UserError for facts that do not fit the law, or a law without an answer."""
    find_law(explainer.corpus, law, output, date)
    needs = needs_of(explainer, law, output, date)
    try:
        notes: list[str] = []
        read = read_case(explainer, needs, case.facts, case.places, notes)
        return Explained(explainer.explain(law, output, date, read), tuple(notes))
    except EvaluationError as error:
        raise UserError(f"{undecided(error)}\n{needs}", **error.fields) from None  # type: ignore[arg-type]
