"""The smallest case of a finding in a few sentences, from its situation, its mistake and its two outcomes."""

from __future__ import annotations

from uitvoerbaar.findings import Cell, SmallestCase
from uitvoerbaar.report import words
from uitvoerbaar.report.words import Lang


def tell(case: SmallestCase, lang: Lang) -> list[str]:
    """The facts of a case, a sentence each, for when nobody wrote its story.

    In order: the situation, the mistake and its size, what the law gives in both states and the difference, and what
    the same mistake costs without the proposal.
    """
    fixed = words.catalogue(lang)
    facts = (f"{words.plain(fact.label, lang)} {amount(fact.value, fact.unit, lang)}" for fact in case.situation)
    sentences = [fixed["case_situation"].format(facts="; ".join(facts))]
    if case.mistake is not None:
        size = case.mistake.size
        behind = f" ({amount(size, 'eurocent_per_jaar', lang)})" if size is not None else ""
        sentences.append(fixed["case_mistake"].format(mistake=words.plain(case.mistake.label, lang) + behind))
    sentences.append(
        fixed["case_short"].format(
            before=words.plain(case.before.label, lang),
            before_value=amount(case.before.value, case.before.unit, lang),
            after=words.plain(case.after.label, lang),
            after_value=amount(case.after.value, case.after.unit, lang),
            loss=amount(case.loss, "eurocent_per_jaar", lang),
        )
    )
    if case.loss_reference is not None:
        sentences.append(fixed["reference"].format(amount=amount(case.loss_reference, "eurocent_per_jaar", lang)))
    return [words.together(sentence) for sentence in sentences]


def amount(value: Cell, unit: str, lang: Lang) -> str:
    """A value with the words of its unit, the parts tied together."""
    counted = isinstance(value, int | float) and not isinstance(value, bool)
    behind = words.unit_word(unit, lang) if counted else ""
    return f"{words.show(value, unit, lang)} {behind}".strip()
