"""The words in which a law is explained, in the language that is spoken."""

from __future__ import annotations

from uitvoerbaar.base.language import Message, active, retold
from uitvoerbaar.base.vocabulary import vocabulary
from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.language import Plain


def plain_words() -> Plain:
    """The words of the active language."""
    if active() == "nl":
        return DUTCH
    # English reads its vocabulary from a file, which a Dutch run does not need.
    from uitvoerbaar.engine.explain.english import ENGLISH

    return ENGLISH


def unit_words(unit: str) -> str:
    """A unit of the law or the registers in words, where this language has other words for it."""
    units, money = plain_words().units, "eurocent"
    return (
        money + units.get(unit[len(money) :], unit[len(money) :]) if unit.startswith(money) else units.get(unit, unit)
    )


def described(text: str) -> str:
    """What a register or a law says that something is; the words of a law are quoted where Dutch is not spoken."""
    told = retold(text)
    ours = isinstance(text, Message) or told != text
    return told if ours else quoted(text)


def quoted(text: str) -> str:
    """Words of the law as they are: between quotation marks where Dutch is not spoken."""
    return text if active() == "nl" or not text else f"“{text}”"


def law_words(law: str, name: str) -> str:
    """A law by its name, in English after what the glossary calls it."""
    if active() == "nl":
        return name
    english = vocabulary().get(law)
    return f"{english} ({name})" if english else name
